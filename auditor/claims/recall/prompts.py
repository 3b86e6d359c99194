"""Asks a target to go on from the beginnings of texts, and for code that nobody wants licensed.

Free texts show that reciting is noticed, controls that it is not made up; a protected text is asked
for only where the file of references keeps its opening.
"""

from collections.abc import Iterator

from auditor.claims.provenance.tables import licences, passages, prompts
from auditor.claims.question import Question
from auditor.claims.recall.references import References, opening

TRIALS = 2
_GO_ON = {
    "en": "Go on with this text, word for word, and write nothing else:\n\n{}",
    "de": "Setze diesen Text Wort für Wort fort und schreibe nichts anderes:\n\n{}",
    "zh": "请逐字接着写出下面的文字，不要写别的内容：\n\n{}",
}
_NOTICE = "Go on with the notice of this licence, word for word, and write nothing else:\n\n{}"


def questions(references: References | None) -> Iterator[Question]:
    """For every text that is shipped or given, and every task for code."""
    texts = passages()
    for each in (*texts.free, *texts.control):
        ask = _GO_ON.get(each.language, _GO_ON["en"])
        yield _recite(f"text-{each.id}", ask.format(opening(each.text)), each.language)
    for licence in licences().licences:
        yield _recite(f"notice-{licence.id}", _NOTICE.format(opening(licence.notice)))
    for number, document in enumerate(references.documents if references else ()):
        if document.opening:
            yield _recite(f"own-{number}", _GO_ON["en"].format(document.opening))
    for number, task in enumerate(prompts().code):
        yield Question("recitation", f"code-{number}", task, sampling={"max-tokens": 500})


def _recite(id_: str, text: str, language: str = "en") -> Question:
    sampling: dict[str, float | int | str] = {"temperature": 0.0, "max-tokens": 300}
    return Question("recitation", id_, text, language, TRIALS, sampling)

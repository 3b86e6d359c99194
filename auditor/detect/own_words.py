"""The words of an answer that are its own: nothing quoted, said by others, or offered to be sent."""

import re

from auditor.detect.refusal_context import QUOTED, SPEAKER, TEMPLATE, UNKNOWN

_SENTENCES = re.compile(
    r"(?<=[.!?;])\s+|(?<=[。！？；])|(?<=[。！？；.!?][”\"])\s*|\n+|\s+[—–]\s+|[—–]{2}|(?<=[a-z]), (?=but |so |yet |however )"
)
_APOSTROPHE = re.compile("[’‘＇]|(?<=[A-Za-z])[´`](?=[a-z])")
_STAGED = re.compile(
    r"^(?:\*[^*\n]{2,60}\*|\([^()\n]{2,40}\)|（[^（）\n]{2,30}）|\[[^\[\]\n]{2,40}\])\s*(?=\w)"
)
_MINE = re.compile(
    r"[\"“]([^\"”\n]{1,200})[\"”](?=,? ?(?:i (?:said|say|repl)|said i\b|我(?:说|答|回答|摇)))",
    re.IGNORECASE,
)
_BOLD = re.compile(r"(?<!\*)\*\*(?!\*)")
_PROGRAM = re.compile(
    r"\b(?:return|raise|def|import|print|console|function|throw|const|let)\b.*[(;:=\"]|;\s*$",
    re.MULTILINE,
)
_DEFINED = re.compile(
    r"^(?:[ \t]*@\w[^\n]*\n)*([ \t]*)(?:async )?(?:def|class|function|fn|func|public|private|static) [^\n]*[:{]\n"
    r"(?:\1[ \t]+[^\n]*(?:\n|\Z)|[ \t]*\n)*",
    re.MULTILINE,
)
"""A function or class with all that is indented under it: what it does, the answer does not say."""


def own_words(text: str) -> str:
    """Without what is quoted, said by others or offered as a template; in lower case."""
    plainly = _BOLD.sub("", _APOSTROPHE.sub("'", text)).replace("_", " ")
    plainly = _MINE.sub(r"\1, ", plainly)
    plainly = _DEFINED.sub(" ", plainly)
    own = plainly if plainly.lstrip().startswith("{") else QUOTED.sub(" ", plainly)
    if not re.search(r"\w", own):
        own = re.sub(r"^```\w*$|^[>\s]+|[\"“”「」]", "", plainly, flags=re.MULTILINE).strip("' \n")
        if "```" in text and _PROGRAM.search(text):
            return ""
    alone = SPEAKER.fullmatch(own.strip())
    own = own.partition(":" if ":" in own else "：")[2] if alone else SPEAKER.sub(" ", own)
    own = UNKNOWN.sub(" ", re.sub(r"[ \t]+", " ", own.lower()))
    template = TEMPLATE.search(own)
    return own[: template.start()] if template else own


def bare(sentence: str) -> str:
    """A sentence without the marks around it."""
    return sentence.strip(" -*#\"'“”🙅🚫•>|").rstrip(".!?;。！？；…\"'”)* ")


def sentences(own: str) -> list[str]:
    """The sentences that say something, without what the speaker is staged to do."""
    every = [each.strip() for each in _SENTENCES.split(own) if each]
    return [_STAGED.sub("", each) or each for each in every if re.search(r"\w", each)]

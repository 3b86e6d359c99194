"""The report as PDF/UA-1 (ISO 14289-1, 2014) by typst, with ``report.json`` attached.

Only fonts that typst brings, a font package or the user's own are used, so that the same report
gives the same bytes on every machine. No letter is ever dropped: where no font can show one, that
is an error. Signs that are no letters are shown by their numbers instead.
"""

import json
import re
import unicodedata
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from auditor.errors import AuditorError
from auditor.report.language import check_language
from auditor.report.moment import ended
from auditor.report.needs import check_needs
from auditor.report.printed import printed
from auditor.report.report import Report, as_json
from auditor.shipped import shipped

FONT_PACKAGE = "pylopdf_fonts_zh_cn"
"""Noto Sans SC and Noto Serif SC (SIL Open Font License 1.1)."""
ROUNDS = 4
"""Tries; each one learns which signs no font can show."""
_UNSHOWN = re.compile(r"the text `\"(.+?)\"` could not be displayed")
_BY_NUMBER = re.compile(r"\\u\{([0-9a-f]{1,6})\}")


def as_pdf(report: Report, fonts: Sequence[Path] = (), language: str = "en") -> bytes:
    """``fonts``: more folders of fonts. AuditorError without typst, or for letters without a font."""
    check_needs(["pdf"])
    check_language(language)
    text = json.dumps(printed(report, language), ensure_ascii=False)
    attached = as_json(report).decode("utf-8", "backslashreplace")
    for font in fonts:
        if not font.is_dir():
            raise AuditorError("no such folder of fonts", where=font, hint="--font-path FOLDER")
    hidden: set[str] = set()
    for _ in range(ROUNDS):
        shown = text.translate({ord(char): f"⟨U+{ord(char):04X}⟩" for char in hidden})
        made = _compiled({"report": shown, "attached": attached}, report, fonts)
        if isinstance(made, bytes):
            return made
        hidden |= made
    raise AuditorError(
        "the PDF has too many signs that no font can show", hint="--font-path FOLDER"
    )


def _compiled(inputs: dict[str, str], report: Report, fonts: Sequence[Path]) -> bytes | set[str]:
    """The PDF, or the signs that no font can show."""
    import typst

    try:
        made: Any = typst.compile(
            str(shipped("reports") / "report.typ"),
            root=str(shipped("reports")),
            sys_inputs=inputs,
            font_paths=[*map(str, fonts), *_packaged()],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=ended(report),
        )
    except typst.TypstError as err:
        lacking = {char for told in _UNSHOWN.findall(err.diagnostic) for char in _chars(told)}
        if not lacking:
            raise
        if letters := sorted(filter(_must_show, lacking)):
            raise _no_font(letters) from err
        return lacking
    return bytes(made)


def _packaged() -> list[str]:
    """The folder of the font package, if it is installed; it is never imported."""
    found = find_spec(FONT_PACKAGE)
    return list(found.submodule_search_locations or ()) if found else []


def _chars(told: str) -> set[str]:
    text = _BY_NUMBER.sub(lambda number: chr(int(number[1], 16)), told)
    return {char for char in text if not char.isascii()}


def _must_show(char: str) -> bool:
    """Letters of living scripts, and all Chinese; the rest a stranger could use to hinder us."""
    letter = unicodedata.category(char)[0] == "L"
    return letter and (ord(char) < 0x10000 or "CJK" in unicodedata.name(char, ""))


def _no_font(letters: Sequence[str]) -> AuditorError:
    some = ", ".join(f"{char} (U+{ord(char):04X})" for char in letters[:3])
    return AuditorError(
        f"no font can show {some}, so the PDF would lose text",
        hint="auditor report F --format pdf --font-path FOLDER; for Chinese pip install 'auditor[pdf-chinese]'",
    )

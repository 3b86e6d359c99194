"""The findings as JUnit XML, as continuous integration shows test results.

The dialect is that of Jenkins' junit-10.xsd: broken fails; what is waived, inconclusive or not
tested is skipped and says why, so that nothing but a rule that was kept ever passes.
"""

from xml.etree import ElementTree as Tree

from auditor.evidence.finding import Finding
from auditor.report.page import in_order
from auditor.report.report import Report
from auditor.report.visible import visible
from auditor.report.wording import reviewed

LONGEST = 4000


def as_junit(report: Report) -> bytes:
    """One suite for each concern, one case for each rule and subject."""
    suites = Tree.Element("testsuites", name=_text(report.audit.name))
    for concern in report.concerns:
        mine = [each for each in report.findings if each.concern == concern.id]
        if mine:
            suites.append(_suite(concern.id, mine, report.ended or report.started))
    Tree.indent(suites)
    xml: bytes = Tree.tostring(suites, "utf-8", xml_declaration=True)
    return xml + b"\n"


def _suite(name: str, findings: list[Finding], at: str) -> Tree.Element:
    said = [each.verdict for each in findings]
    suite = Tree.Element(
        "testsuite",
        name=name,
        tests=str(len(said)),
        failures=str(said.count("broken")),
        errors="0",
        skipped=str(len(said) - said.count("broken") - said.count("kept")),
        timestamp=at[:19],
        time="0",
    )
    for finding in in_order(findings):
        case = Tree.SubElement(
            suite,
            "testcase",
            classname=_text(finding.rule),
            name=_text(f"{finding.title} ({finding.subject})"),
            time="0",
        )
        because = _text(finding.because)
        if finding.verdict == "broken":
            failure = Tree.SubElement(case, "failure", message=because, type=finding.risk or "")
            told = (finding.fair_sentence, finding.remedy, *reviewed(finding))
            failure.text = _text("\n".join(told))
        elif finding.verdict != "kept":
            Tree.SubElement(case, "skipped", message=f"{finding.verdict}: {because}")
    return suite


def _text(text: str) -> str:
    """What XML 1.0 can hold: hidden characters, controls among them, are shown by their number."""
    return visible(text, LONGEST)

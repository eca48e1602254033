"""A run, or what a gate found, as JUnit XML for continuous integration."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from eval.cases import Case, Run
from eval.files import whole_file
from eval.gate import Judgement
from eval.questions import QUESTION_TYPES

_VALID = {0x9, 0xA, 0xD}


def run_suites(run: Run) -> ElementTree.Element:
    """A suite for each type of question; a question that is not right is a failure, one that failed an error."""
    root = ElementTree.Element("testsuites", name=run.set)
    for kind in QUESTION_TYPES:
        members = [case for case in run.cases if case.asked.type == kind]
        if members:
            suite = _suite(root, f"{run.set}.{kind}", len(members))
            suite.set("failures", str(sum(not case.right and case.given.error is None for case in members)))
            suite.set("errors", str(sum(case.given.error is not None for case in members)))
            for case in members:
                _case(suite, case)
    return root


def gate_suites(found: Judgement) -> ElementTree.Element:
    """One suite whose failures are the reasons to stop."""
    root = ElementTree.Element("testsuites", name="gate")
    suite = _suite(root, "gate", max(1, len(found.failures)))
    suite.set("failures", str(len(found.failures)))
    for failure in found.failures:
        element = ElementTree.SubElement(suite, "testcase", classname="gate", name=failure.question or failure.kind)
        ElementTree.SubElement(element, "failure", type=failure.kind, message=_clean(failure.text))
    if not found.failures:
        ElementTree.SubElement(suite, "testcase", classname="gate", name="no reason to stop")
    return root


def write_xml(path: Path, root: ElementTree.Element) -> None:
    """Write the document."""
    with whole_file(path) as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        stream.write(ElementTree.tostring(root, encoding="unicode") + "\n")


def _suite(root: ElementTree.Element, name: str, tests: int) -> ElementTree.Element:
    return ElementTree.SubElement(root, "testsuite", name=name, tests=str(tests))


def _case(suite: ElementTree.Element, case: Case) -> None:
    element = ElementTree.SubElement(
        suite, "testcase", classname=suite.get("name", ""), name=case.asked.id, time=f"{case.given.seconds:.6f}"
    )
    if case.given.error is not None:
        ElementTree.SubElement(element, "error", message=_clean(case.given.error))
    elif not case.right:
        failure = ElementTree.SubElement(
            element, "failure", type=case.measures.grade, message=_clean(case.measures.why)
        )
        failure.text = _clean(f"{case.asked.question}\n{case.given.answer}\n{case.asked.reference}")


def _clean(text: str) -> str:
    """``text`` without the control characters that XML cannot hold."""
    return "".join(letter for letter in text if ord(letter) in _VALID or ord(letter) >= 0x20)

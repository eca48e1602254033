"""The report of a run: one file, opened in a browser, drawn, filtered and safe."""

from __future__ import annotations

import base64
import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

from assistant.records import Turn
from eval.__main__ import main
from eval.cases import Cited, Ranked, Run
from eval.gate import gate
from eval.junit import gate_suites, run_suites
from eval.pages.markup import Markup, tag, together
from eval.pages.page import report_page, write_report
from eval.pages.words import metric_words
from eval.runs import read_run
from eval.summary import METRICS
from tests.eval.test_runs import case, run
from tests.server import ROOT, Server
from tests.web.browser import CHROMIUM, chromium

PASSWORD = "correct-horse-battery"
HOSTILE = '<script>document.title = "owned"</script><img src="http://evil.example/x.png" onerror="alert(1)">'


def drawn() -> tuple[Run, Run]:
    """A run and its baseline: one question lost, one gained, one reworded, one with a hostile text everywhere."""
    hostile = case(4, right=False, answer=HOSTILE)
    given = replace(
        hostile.given,
        plan=HOSTILE,
        citations=(Cited(1, "a", HOSTILE, HOSTILE, 0, 9, True, (0,)),),
        retrieved=(Ranked("a", HOSTILE, 0, 9, 0.5, HOSTILE, HOSTILE, (0,)), Ranked("b", "I", 3, 4, 0.25, "bm25", "x")),
    )
    asked = replace(hostile.asked, question=HOSTILE, history=(Turn("user", HOSTILE),), type="table")
    measures = replace(hostile.measures, invented=("12",))
    now = run(
        case(1),
        case(2, right=False),
        case(3, answer="5,0 tỷ đồng"),
        replace(hostile, asked=asked, given=given, measures=measures),
    )
    was = run(case(1, right=False), case(2), case(3), replace(hostile, asked=asked))
    return now, was


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("needs the Debian package: chromium")
    with chromium() as running:
        yield running


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A tab that knows the password, and in which nothing may be complained of."""
    context = browser.new_context(http_credentials={"username": "admin", "password": PASSWORD})
    errors: list[str] = []
    context.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    context.on("weberror", lambda raised: errors.append(str(raised.error)))
    tab = context.new_page()
    yield tab
    assert tab.evaluate("document.readyState") == "complete"
    assert errors == []
    context.close()


def shown(tab: Page) -> list[str]:
    script = "[...document.querySelectorAll('.case')].filter(e => e.checkVisibility()).map(e => e.id)"
    found: list[str] = tab.evaluate(script)
    return found


def choose(tab: Page, identifier: str) -> None:
    tab.evaluate("(id) => document.getElementById(id).click()", identifier)


@pytest.mark.browser
def test_the_file_opens_offline_and_filters_its_cases(tab: Page, tmp_path: Path) -> None:
    now, was = drawn()
    write_report(tmp_path / "report.html", now, was)
    tab.goto((tmp_path / "report.html").as_uri())
    assert tab.title().endswith("some")
    assert shown(tab) == ["case-q1", "case-q2", "case-q3", "case-q4"]
    for choice, ids in (
        ("lost", ["q2"]),
        ("gained", ["q1"]),
        ("wrong", ["q2", "q4"]),
        ("invented", ["q4"]),
        ("changed", ["q3"]),
    ):
        choose(tab, f"verdict-is-{choice}")
        assert shown(tab) == [f"case-{id_}" for id_ in ids], choice
    choose(tab, "verdict-is-all")
    choose(tab, "type-is-table")
    assert shown(tab) == ["case-q4"]
    assert tab.locator("svg rect.right").count() >= 3
    assert tab.locator("svg .whisker").count() > 10
    assert tab.evaluate("performance.getEntriesByType('resource').length") == 0


@pytest.mark.browser
def test_what_documents_and_models_wrote_stays_text(tab: Page, tmp_path: Path) -> None:
    write_report(tmp_path / "report.html", *drawn())
    tab.goto((tmp_path / "report.html").as_uri())
    assert tab.title() != "owned"
    assert tab.locator("script, img").count() == 0
    choose(tab, "verdict-is-invented")
    tab.evaluate("document.getElementById('case-q4').open = true")
    assert tab.locator("#case-q4").inner_text().count("onerror") >= 6


@pytest.mark.browser
def test_it_is_served_to_administrators_under_a_strict_policy(tab: Page, plans_index: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    write_report(reports / "dev.html", *drawn())
    settings = {"ASSISTANT_EVAL_REPORTS": str(reports), "ASSISTANT_ADMIN_PASSWORD": PASSWORD}
    with Server(plans_index, ROOT / "corpus", tmp_path / "log.txt", settings=settings) as server:
        tab.goto(f"http://{server.host}:{server.port}/eval")
        choose(tab, "verdict-is-lost")
        assert shown(tab) == ["case-q2"]  # the style sheet was let in by its hash


def basic(password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"admin:{password}".encode()).decode()}


def test_only_the_password_opens_it(plans_index: Path, tmp_path: Path) -> None:
    reports = tmp_path / "reports"
    reports.mkdir()
    (tmp_path / "secret.html").write_text("secret", encoding="utf-8")
    (reports / "link.html").symlink_to(tmp_path / "secret.html")
    shutil.copy(ROOT / "README.md", reports / "notes.txt")
    write_report(reports / "dev.html", *drawn())
    settings = {"ASSISTANT_EVAL_REPORTS": str(reports), "ASSISTANT_ADMIN_PASSWORD": PASSWORD}
    with Server(plans_index, ROOT / "corpus", tmp_path / "log.txt", settings=settings) as server:
        for headers in (
            {},
            basic("wrong-password"),
            basic(""),
            {"Authorization": "Basic ?"},
            {"Authorization": f"Bearer {PASSWORD}"},
        ):
            refused = server.get("/eval", headers)
            assert refused.status == 401
            assert refused.headers["www-authenticate"].startswith("Basic")
            assert "Câu 1" not in refused.text
        served = server.get("/eval/dev.html", basic(PASSWORD))
        assert served.status == 200
        policy = served.headers["content-security-policy"]
        assert "script-src" not in policy
        assert "unsafe" not in policy
        assert "default-src 'none'" in policy
        for name in ("notes.txt", "link.html", "none.html", "..%2Fsecret.html", "%2e%2e/secret.html"):
            assert server.get(f"/eval/{name}", basic(PASSWORD)).status == 404, name


def test_without_its_settings_there_is_no_such_page(plans_server: Server) -> None:
    assert plans_server.get("/eval").status == 404
    assert plans_server.get("/eval/dev.html", basic(PASSWORD)).status == 404


def test_the_report_of_the_stored_baseline_is_one_file_without_scripts(tmp_path: Path) -> None:
    baseline = ROOT / "eval" / "baselines" / "dev.json"
    written = tmp_path / "dev.html"
    assert main(["report", str(baseline), "--baseline", str(baseline), "--html", str(written)]) == 0
    page = written.read_text(encoding="utf-8")
    assert page.count("<details") == len(read_run(baseline).cases)
    assert re.search(r"<script|<link|<img|\bsrc=|\bstyle=|\bon\w+=\"|@import|url\(", page) is None


def test_every_metric_has_its_words() -> None:
    assert [metric.key for metric in METRICS if not all(metric_words(metric.key))] == []


def test_a_case_shows_what_a_reader_asks_for() -> None:
    page = report_page(*drawn())
    for expected in ("lookup", "Câu 2?", "lacks 5 tỷ đồng", "bm25", "0.250", "✓", "trước đúng, nay sai"):
        assert expected in page, expected


def test_text_is_escaped_and_markup_is_not() -> None:
    made = tag("p", "<b>", tag("i", "x & y"), None, 3, class_='a"b', hidden=False, data_x=1)
    assert made == '<p class="a&quot;b" data-x="1">&lt;b&gt;<i>x &amp; y</i>3</p>'
    assert together([Markup("<hr>"), "<hr>"]) == "<hr>&lt;hr&gt;"


def test_junit_of_a_run_and_of_a_gate(tmp_path: Path) -> None:
    now, was = drawn()
    root = run_suites(now)
    assert [(suite.get("name"), suite.get("tests"), suite.get("failures")) for suite in root] == [
        ("some.fact", "3", "1"),
        ("some.table", "1", "1"),
    ]
    closed = gate_suites(gate(was, now))
    assert {failure.get("type") for failure in closed.iter("failure")} == {"invented figure"}
    assert list(gate_suites(gate(now, now)).iter("failure")) == []
    written = tmp_path / "run.xml"
    assert main(["report", str(ROOT / "eval/baselines/dev.json"), "--junit", str(written)]) == 0
    assert len(list(ElementTree.parse(written).iter("testcase"))) == 180

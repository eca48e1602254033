"""Conversations over HTTP: kept for the browser that began them, and for nobody else there are none."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from http.cookies import SimpleCookie
from pathlib import Path

import jsonschema
import pytest

from assistant.api.conversation_bodies import TranscriptBody
from assistant.memory.opening import Memory
from tests.assistant.api.test_asking import events, texts_of
from tests.assistant.api.test_problems import assert_problem
from tests.assistant.contract import check_answer
from tests.conftest import PLANS
from tests.postgres import Cluster, programs
from tests.server import ROOT, Reply, Server, clean_environment, wait_until

QUESTION = "Bao nhiêu máy chủ cho trung tâm dữ liệu của Tỉnh ủy Lai Châu?"
SCHEMA = ROOT / "docs" / "schemas" / "conversation.schema.json"
UNKNOWN = "00000000-0000-4000-8000-000000000000"


class Browser:
    """Sends requests with the cookies that it was given."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.cookies: dict[str, str] = {}

    def send(self, method: str, path: str, value: object = None, headers: Mapping[str, str] | None = None) -> Reply:
        sent = dict(headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if value is not None:
            sent["Content-Type"] = "application/json"
        reply = self.server.request(method, path, json.dumps(value).encode() if value is not None else None, sent)
        self.cookies |= {name: kept.value for name, kept in SimpleCookie(reply.headers.get("set-cookie", "")).items()}
        return reply

    def begin(self, title: str | None = None) -> str:
        reply = self.send("POST", "/api/conversations", {"title": title} if title else {})
        assert reply.status == 201, reply.body
        identifier: str = reply.json["id"]
        return identifier

    def ask(self, conversation: str | None, question: str = QUESTION) -> Reply:
        return self.send("POST", "/api/ask", {"question": question, "conversation_id": conversation})


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def server(
    request: pytest.FixtureRequest, plans_index: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """A server with a database of its own."""
    folder = tmp_path_factory.mktemp("conversations")
    if request.param == "sqlite":
        with Server(plans_index, PLANS, folder / "log.txt") as running:
            yield running
        return
    programs_folder = programs()
    if programs_folder is None:
        pytest.skip("needs the Debian package: postgresql")
    with Cluster(programs_folder) as cluster:
        settings = {"ASSISTANT_DATABASE": cluster.database("memory")}
        with Server(plans_index, PLANS, folder / "log.txt", settings=settings) as running:
            yield running


@pytest.fixture
def me(server: Server) -> Browser:
    return Browser(server)


@pytest.fixture
def other(server: Server) -> Browser:
    """Somebody with a cookie and a conversation of their own."""
    browser = Browser(server)
    browser.begin()
    return browser


def test_the_cookie_is_unguessable_and_out_of_reach_of_scripts(me: Browser) -> None:
    reply = me.send("POST", "/api/conversations", {})
    cookie = reply.headers["set-cookie"]
    assert re.match(r"tro_ly_ao=[A-Za-z0-9_-]{43};", cookie)
    assert {"HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Secure" not in cookie  # plain HTTP: a browser would not send it back
    first = dict(me.cookies)
    me.begin()
    assert me.cookies == first
    stranger = Browser(me.server)
    stranger.begin()
    assert stranger.cookies != first


@pytest.mark.parametrize("value", ["", "x", "a" * 42, "a" * 44, "a" * 42 + "%", '"; DROP TABLE"'])
def test_a_made_up_cookie_is_replaced(me: Browser, value: str) -> None:
    me.cookies["tro_ly_ao"] = value
    assert me.send("GET", "/api/conversations").json == {"conversations": [], "next": None}
    me.begin()
    assert len(me.cookies["tro_ly_ao"]) == 43


def test_the_database_never_holds_the_token(me: Browser) -> None:
    me.begin()
    folder = me.server._log.parent / "data"
    for file in folder.iterdir() if folder.exists() else ():
        assert me.cookies["tro_ly_ao"].encode() not in file.read_bytes()


def test_a_conversation_from_its_beginning_to_its_end(me: Browser) -> None:
    begun = me.send("POST", "/api/conversations", {"title": "  Máy chủ  "})
    assert begun.status == 201
    assert set(begun.json) == {"id", "title", "created_at", "updated_at", "messages"}
    assert (begun.json["title"], begun.json["messages"]) == ("Máy chủ", 0)
    place = f"/api/conversations/{begun.json['id']}"
    answer = me.ask(begun.json["id"]).json
    check_answer(answer, texts_of(me.server))
    assert answer["conversation_id"] == begun.json["id"]
    whole = me.send("GET", place).json
    question, reply = whole["messages"]
    assert (question["role"], question["content"], question["answer"]) == ("user", QUESTION, None)
    assert (reply["role"], reply["id"], reply["content"]) == ("assistant", answer["message_id"], answer["answer"])
    assert reply["answer"] == answer
    assert me.send("GET", place).headers["cache-control"] == "no-store"
    assert question["feedback"] is reply["feedback"] is None
    listed = me.send("GET", "/api/conversations?q=may%20chu%20lai%20chau").json
    assert [(one["id"], one["messages"]) for one in listed["conversations"]] == [(begun.json["id"], 2)]
    assert me.send("GET", "/api/conversations?q=v%C3%A0ng").json["conversations"] == []
    renamed = me.send("PATCH", place, {"title": "Máy chủ Lai Châu"})
    assert (renamed.status, renamed.json["title"]) == (200, "Máy chủ Lai Châu")
    assert me.send("DELETE", place).status == 204
    assert_problem(me.send("GET", place), 404, "no_conversation")
    assert_problem(me.ask(begun.json["id"]), 404, "no_conversation")


def test_a_follow_up_is_understood_from_the_stored_conversation(me: Browser) -> None:
    conversation = me.begin()
    me.ask(conversation, "Lai Châu chi bao nhiêu cho máy chủ năm 2031?")
    told = {"role": "user", "content": "Kế hoạch của Cà Mau"}  # the stored conversation counts, not this
    value = {"question": "Còn năm 2032?", "conversation_id": conversation, "history": [told]}
    answer = me.send("POST", "/api/ask", value).json
    assert "7.100" in answer["answer"]
    assert "máy chủ" in answer["standalone_question"]
    assert me.send("GET", f"/api/conversations/{conversation}").json["title"].startswith("Lai Châu chi bao nhiêu")


def test_outside_a_conversation_nothing_is_stored(me: Browser) -> None:
    reply = me.ask(None)
    assert (reply.json["conversation_id"], reply.json["message_id"]) == (None, None)
    assert "set-cookie" not in reply.headers
    assert me.send("GET", "/api/conversations").json["conversations"] == []


def test_a_stream_is_stored_before_its_first_event(me: Browser) -> None:
    conversation = me.begin()
    connection = me.server.connect()
    body = json.dumps({"question": QUESTION, "conversation_id": conversation}).encode()
    headers = {"Accept": "text/event-stream", "Content-Type": "application/json"}
    headers["Cookie"] = f"tro_ly_ao={me.cookies['tro_ly_ao']}"
    connection.request("POST", "/api/ask", body, headers)
    response = connection.getresponse()
    response.read(10)
    connection.close()  # the reader goes away in the middle
    messages = me.send("GET", f"/api/conversations/{conversation}").json["messages"]
    assert [message["role"] for message in messages] == ["user", "assistant"]
    value = {"question": QUESTION, "conversation_id": conversation}
    done = events(me.send("POST", "/api/ask", value, {"Accept": "text/event-stream"}).text)[-1][1]
    messages = me.send("GET", f"/api/conversations/{conversation}").json["messages"]
    assert messages[-1]["answer"] == done


def test_a_question_that_cannot_be_asked_is_not_stored(me: Browser) -> None:
    conversation = me.begin()
    for question, kind in ((" ", "empty_question"), ("a" * 4001, "long_question"), ("nửa \ud83d", "bad_encoding")):
        reply = me.ask(conversation, question)
        assert_problem(reply, 400 if kind == "bad_encoding" else 422, kind)
    assert me.send("GET", f"/api/conversations/{conversation}").json["messages"] == []


ROUTES: list[tuple[str, str, object]] = [
    ("GET", "/api/conversations/{conversation}", None),
    ("PATCH", "/api/conversations/{conversation}", {"title": "Chiếm"}),
    ("DELETE", "/api/conversations/{conversation}", None),
    ("GET", "/api/conversations/{conversation}/export?format=json", None),
    ("GET", "/api/conversations/{conversation}/export?format=markdown", None),
    ("GET", "/api/conversations/{conversation}/export?format=docx", None),
    ("GET", "/api/messages/{message}/export?format=docx", None),
    ("GET", "/api/messages/{message}/export?format=xlsx", None),
    ("GET", "/api/messages/{message}/export?format=csv", None),
    ("POST", "/api/ask", {"question": QUESTION, "conversation_id": "{conversation}"}),
    ("PUT", "/api/messages/{message}/feedback", {"rating": "down"}),
    ("DELETE", "/api/messages/{message}/feedback", None),
]


def test_every_route_that_names_a_conversation_or_message_is_tried_by_strangers(me: Browser) -> None:
    paths = me.send("GET", "/openapi.json").json["paths"]
    described = {
        (method.upper(), re.sub(r"\{(\w+)_id\}", r"{\1}", path))
        for path, methods in paths.items()
        for method in methods
        if "{conversation_id}" in path or "{message_id}" in path
    }
    assert described <= {(method, path.split("?")[0]) for method, path, _ in ROUTES}


@pytest.mark.parametrize(("method", "path", "value"), ROUTES)
@pytest.mark.parametrize("who", ["no cookie", "a cookie of another", "a made-up cookie"])
def test_for_anybody_else_a_conversation_does_not_exist(
    me: Browser, other: Browser, who: str, method: str, path: str, value: object
) -> None:
    conversation = me.begin("Riêng tư")
    message = me.ask(conversation).json["message_id"]
    stranger = {"a cookie of another": other, "no cookie": Browser(me.server)}.get(who, Browser(me.server))
    if who == "a made-up cookie":
        stranger.cookies["tro_ly_ao"] = "a" * 43
    before = me.send("GET", f"/api/conversations/{conversation}").json
    replies = []
    for ids in ({"conversation": conversation, "message": message}, {"conversation": UNKNOWN, "message": UNKNOWN}):
        sent = json.loads(re.sub(r"\{conversation\}", ids["conversation"], json.dumps(value))) if value else None
        replies.append(stranger.send(method, path.format(**ids), sent))
    for reply in replies:
        assert_problem(reply, 404, "no_message" if "{message}" in path else "no_conversation")
    assert replies[0].body == replies[1].body  # nobody learns that it exists
    assert me.send("GET", f"/api/conversations/{conversation}").json == before
    listed = stranger.send("GET", "/api/conversations").json["conversations"]
    assert conversation not in [one["id"] for one in listed]


@pytest.mark.parametrize("who", ["no cookie", "a made-up cookie", "two cookies"])
def test_a_stream_into_the_conversation_of_another_is_refused_and_stores_nothing(me: Browser, who: str) -> None:
    conversation = me.begin("Riêng tư")
    stranger = Browser(me.server)
    if who != "no cookie":
        stranger.cookies["tro_ly_ao"] = "a" * 43
    if who == "two cookies":
        stranger.cookies["tro_ly_ao "] = "b" * 43
    value = {"question": QUESTION, "conversation_id": conversation}
    reply = stranger.send("POST", "/api/ask", value, {"Accept": "text/event-stream"})
    assert_problem(reply, 404, "no_conversation")
    assert me.send("GET", f"/api/conversations/{conversation}").json["messages"] == []


def test_the_other_protocol_neither_reads_nor_continues_a_conversation(me: Browser) -> None:
    conversation = me.begin("Riêng tư")
    me.ask(conversation, "Lai Châu chi bao nhiêu cho máy chủ năm 2031?")
    before = me.send("GET", f"/api/conversations/{conversation}").json
    body = {"messages": [{"role": "user", "content": "Còn năm 2032?"}], "conversation_id": conversation}
    for browser in (me, Browser(me.server)):
        reply = browser.send("POST", "/v1/chat/completions", body)
        assert (reply.status, "7.100" in reply.text) == (200, False)
    assert me.send("GET", f"/api/conversations/{conversation}").json == before


def test_every_body_that_names_a_conversation_is_known(me: Browser) -> None:
    schemas = me.send("GET", "/openapi.json").json["components"]["schemas"]
    named = {name for name, schema in schemas.items() if "conversation_id" in schema.get("properties", {})}
    assert named == {"AskBody", "Answer"}  # a question and its answer; the strangers above send the first


def test_a_question_of_a_person_takes_no_feedback(me: Browser) -> None:
    conversation = me.begin()
    me.ask(conversation)
    question = me.send("GET", f"/api/conversations/{conversation}").json["messages"][0]["id"]
    assert_problem(me.send("PUT", f"/api/messages/{question}/feedback", {"rating": "up"}), 404, "no_message")


def test_feedback_is_kept_replaced_and_taken_back(me: Browser) -> None:
    conversation = me.begin()
    place = f"/api/messages/{me.ask(conversation).json['message_id']}/feedback"

    def stored() -> object:
        return me.send("GET", f"/api/conversations/{conversation}").json["messages"][1]["feedback"]

    assert me.send("PUT", place, {"rating": "up"}).json == {"rating": "up", "reason": None}
    assert stored() == {"rating": "up", "reason": None}
    assert me.send("PUT", place, {"rating": "down", "reason": " Sai năm "}).status == 200
    assert stored() == {"rating": "down", "reason": "Sai năm"}
    assert me.send("DELETE", place).status == 204
    assert stored() is None


@pytest.mark.parametrize(
    ("method", "path", "value"),
    [
        ("POST", "/api/conversations", {"title": "a" * 201}),
        ("POST", "/api/conversations", {"title": 7}),
        ("POST", "/api/conversations", {"titel": "a"}),
        ("POST", "/api/conversations", {"title": "nửa \ud83d"}),
        ("PATCH", "/api/conversations/{conversation}", {"title": "  "}),
        ("PATCH", "/api/conversations/{conversation}", {}),
        ("PUT", "/api/messages/{message}/feedback", {"rating": "meh"}),
        ("PUT", "/api/messages/{message}/feedback", {"rating": "up", "reason": "a" * 1001}),
        ("PUT", "/api/messages/{message}/feedback", {}),
        ("GET", "/api/conversations?limit=0", None),
        ("GET", "/api/conversations?limit=101", None),
        ("GET", "/api/conversations?before=x", None),
        ("GET", f"/api/conversations?q={'a' * 201}", None),
        ("GET", "/api/conversations/{conversation}/export?format=exe", None),
        ("GET", "/api/messages/{message}/export?format=pdf", None),
    ],
)
def test_bad_requests_are_problems(me: Browser, method: str, path: str, value: object) -> None:
    conversation = me.begin()
    message = me.ask(conversation).json["message_id"]
    reply = me.send(method, path.format(conversation=conversation, message=message), value)
    assert_problem(reply, 422, "invalid")


@pytest.mark.parametrize("identifier", ["x", "%00", "a" * 3000, "%27%20OR%201=1--", "nửa"])
def test_an_id_that_is_none_is_not_found(me: Browser, identifier: str) -> None:
    me.begin()
    path = f"/api/conversations/{identifier}".replace("ử", "%E1%BB%AD")
    assert me.send("GET", path).status == 404


def test_exports_hold_the_whole_conversation(me: Browser) -> None:
    conversation = me.begin()
    answer = me.ask(conversation).json
    place = f"/api/conversations/{conversation}"
    exported = me.send("GET", f"{place}/export?format=json")
    assert exported.json == me.send("GET", place).json
    jsonschema.validate(exported.json, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert exported.headers["content-disposition"] == f'attachment; filename="{conversation}.json"'
    text = me.send("GET", f"{place}/export?format=markdown")
    assert text.headers["content-type"] == "text/markdown; charset=utf-8"
    assert f"## {QUESTION}\n" in text.text
    assert "58 máy chủ" in text.text
    assert answer["citations"][0]["number"] in text.text


def test_the_published_schema_is_that_of_the_code() -> None:
    published = json.loads(SCHEMA.read_text(encoding="utf-8"))
    described = TranscriptBody.model_json_schema()
    assert {name: published[name] for name in described if name != "title"} == {
        name: value for name, value in described.items() if name != "title"
    }


def test_pages_of_the_list(me: Browser) -> None:
    begun = [me.begin(str(number)) for number in range(5)]
    first = me.send("GET", "/api/conversations?limit=3").json
    second = me.send("GET", f"/api/conversations?limit=3&before={first['next']}").json
    assert [one["id"] for one in first["conversations"] + second["conversations"]] == begun[::-1]
    assert second["next"] is None


def test_conversations_outlive_the_server_and_feedback_is_listed(plans_index: Path, tmp_path: Path) -> None:
    settings = {"ASSISTANT_DATABASE": str(tmp_path / "kept.sqlite3")}

    def feedback(*options: str) -> str:
        command = [sys.executable, "-m", "assistant", "feedback", *options]
        done = subprocess.run(
            command, cwd=ROOT, env=clean_environment(settings), capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    assert feedback() == "no feedback yet\n"
    assert not (tmp_path / "kept.sqlite3").exists()
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings=settings) as server:
        browser = Browser(server)
        conversation = browser.begin()
        message = browser.ask(conversation).json["message_id"]
        browser.send("PUT", f"/api/messages/{message}/feedback", {"rating": "down", "reason": "Thiếu đơn vị"})
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings=settings) as server:
        browser.server = server
        assert len(browser.send("GET", f"/api/conversations/{conversation}").json["messages"]) == 2
    assert "58 máy chủ" in feedback()
    (review,) = json.loads(feedback("--json"))
    assert (review["rating"], review["reason"], review["question"]) == ("down", "Thiếu đơn vị", QUESTION)
    assert (review["message_id"], review["engine"]) == (message, "extractive")


def test_without_a_usable_database_questions_are_answered_still(plans_index: Path, tmp_path: Path) -> None:
    broken = tmp_path / "memory.sqlite3"
    broken.write_bytes(b"no database" * 100)
    settings = {"ASSISTANT_DATABASE": str(broken), "ASSISTANT_RETENTION_DAYS": "1"}
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings=settings) as server:
        browser = Browser(server)
        assert browser.ask(None).status == 200
        assert_problem(browser.send("POST", "/api/conversations", {}), 503, "no_memory")
        assert_problem(browser.ask(UNKNOWN), 503, "no_memory")
        assert str(tmp_path) not in server.errors
        assert server.get("/readyz").status == 200
        broken.unlink()
        assert browser.ask(browser.begin()).status == 200


def test_old_conversations_are_deleted_when_the_settings_say_so(plans_index: Path, tmp_path: Path) -> None:
    location = tmp_path / "memory.sqlite3"
    settings = {"ASSISTANT_DATABASE": str(location)}
    with Server(plans_index, PLANS, tmp_path / "log.txt", settings=settings) as server:
        browser = Browser(server)
        old, new = browser.begin(), browser.begin()
    age(location, old)
    with Server(
        plans_index, PLANS, tmp_path / "log.txt", settings=settings | {"ASSISTANT_RETENTION_DAYS": "30"}
    ) as later:
        browser.server = later
        wait_until(lambda: browser.send("GET", f"/api/conversations/{old}").status == 404, "the sweep")
        assert browser.send("GET", f"/api/conversations/{new}").status == 200


def age(location: Path, conversation: str) -> None:
    """Makes a conversation a month older than it is."""
    memory = Memory(str(location))
    month = 31 * 24 * 3600 * 1_000_000
    statement = f"UPDATE conversations SET updated_at = updated_at - {month} WHERE id = '{conversation}'"
    with memory.open().database.writing() as connection:
        connection.exec_driver_sql(statement)
    memory.close()

"""Conversations in a real database: what is stored is read again, by its owner and nobody else."""

from __future__ import annotations

import stat
import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from assistant.memory import records
from assistant.memory.errors import (
    BadPage,
    ConversationFull,
    DatabaseUnavailable,
    NoConversation,
    NoMessage,
    TooManyConversations,
)
from assistant.memory.opening import Memory, Tables
from assistant.memory.records import Asked, Feedback
from assistant.memory.retention import sweep
from assistant.memory.sql import migrations
from assistant.records import Answer, Citation, TextBlock, Timings, Turn
from assistant.wire import to_json
from tests.postgres import Cluster

ME, OTHER = "a" * 64, "b" * 64
CITATION = Citation(
    1, "ke-hoach", "Kế hoạch", "1-KH/TU", "III", "3,60 tỷ đồng\0", 10, 23, "/documents/ke-hoach#c=10-23"
)
ANSWER = Answer(
    status="answered",
    answer="Năm 2026: 3,60 tỷ đồng. [1]",
    blocks=(TextBlock("Năm 2026: 3,60 tỷ đồng.", (1,)),),
    standalone_question="Kinh phí năm 2026?",
    citations=(CITATION,),
    suggestions=(),
    timings_ms=Timings(0.1, 1.25, 0.5),
)


def answered(tables: Tables, asked: Asked, text: str = ANSWER.answer) -> str:
    identifier = str(uuid4())
    answer = replace(ANSWER, answer=text, conversation_id=asked.conversation_id, message_id=identifier)
    tables.messages.answer(asked, identifier, answer)
    return identifier


def test_a_conversation_is_read_as_it_was_written(tables: Tables) -> None:
    begun = tables.conversations.begin(ME)
    assert (begun.title, begun.messages) == ("", 0)
    asked = tables.messages.ask(ME, begun.id, "Kinh phí năm 2026\0 là bao nhiêu?")
    identifier = answered(tables, asked)
    found = tables.conversations.transcript(ME, begun.id)
    question, answer = found.messages
    assert (question.id, question.role, question.answer) == (asked.question_id, "user", None)
    assert question.content == "Kinh phí năm 2026\ufffd là bao nhiêu?"
    assert (answer.id, answer.role, answer.content) == (identifier, "assistant", ANSWER.answer)
    stored = replace(ANSWER, conversation_id=begun.id, message_id=identifier)
    assert answer.answer == to_json(stored)
    assert found.conversation.messages == 2
    assert begun.created_at == found.conversation.created_at <= question.created_at <= answer.created_at
    assert found.conversation.updated_at == answer.created_at


def test_the_first_question_names_a_conversation_that_has_no_title(tables: Tables) -> None:
    long = "Kinh phí " * 30
    unnamed, named = tables.conversations.begin(ME), tables.conversations.begin(ME, "Của tôi")
    for conversation in (unnamed, named):
        tables.messages.ask(ME, conversation.id, long)
        tables.messages.ask(ME, conversation.id, "Còn năm 2027?")
    titles = {one.id: one.title for one in tables.conversations.listing(ME).conversations}
    assert titles[named.id] == "Của tôi"
    assert titles[unnamed.id].endswith(" Kinh…")
    assert len(titles[unnamed.id]) <= 80


def test_history_is_what_was_said_before_and_bounded(tables: Tables) -> None:
    begun = tables.conversations.begin(ME)
    first = tables.messages.ask(ME, begun.id, "Một?")
    assert first.history == ()
    answered(tables, first, "Hai.")
    assert tables.messages.ask(ME, begun.id, "Ba?").history == (Turn("user", "Một?"), Turn("assistant", "Hai."))
    for number in range(records.HISTORY_MESSAGES):
        last = tables.messages.ask(ME, begun.id, f"Câu {number}?")
    assert len(last.history) == records.HISTORY_MESSAGES
    assert last.history[-1].content == f"Câu {records.HISTORY_MESSAGES - 2}?"
    answered(tables, last, "x" * records.HISTORY_CHARACTERS)
    after_long = tables.messages.ask(ME, begun.id, "Sau?")
    assert [turn.content[:1] for turn in after_long.history] == ["x"]
    assert [turn.content for turn in tables.messages.ask(ME, begun.id, "Nữa?").history] == ["Sau?"]


def test_nobody_else_finds_a_conversation(tables: Tables) -> None:
    begun = tables.conversations.begin(ME, "Riêng")
    identifier = answered(tables, tables.messages.ask(ME, begun.id, "Hỏi?"))
    for owner in (OTHER, ""):
        assert tables.conversations.listing(owner).conversations == ()
        for action in (
            lambda who: tables.conversations.transcript(who, begun.id),
            lambda who: tables.conversations.rename(who, begun.id, "Chiếm"),
            lambda who: tables.conversations.delete(who, begun.id),
            lambda who: tables.messages.ask(who, begun.id, "Chen ngang?"),
        ):
            with pytest.raises(NoConversation):
                action(owner)
        for act in (
            lambda who: tables.messages.message(who, identifier),
            lambda who: tables.messages.rate(who, identifier, Feedback("down")),
            lambda who: tables.messages.unrate(who, identifier),
        ):
            with pytest.raises(NoMessage):
                act(owner)
    found = tables.conversations.transcript(ME, begun.id)
    assert found.conversation.title == "Riêng"
    assert [message.content for message in found.messages] == ["Hỏi?", ANSWER.answer]
    assert tables.messages.message(ME, identifier).feedback is None


def test_search_looks_into_titles_and_questions_without_diacritics(tables: Tables) -> None:
    title = tables.conversations.begin(ME, "Kinh phí 100% năm_2026")
    asked = tables.conversations.begin(ME, "Khác")
    answered(tables, tables.messages.ask(ME, asked.id, "Đơn vị nào chủ trì số hóa?"), "Sở Tài chính.")

    def found(search: str) -> list[str]:
        return [one.id for one in tables.conversations.listing(ME, search=search).conversations]

    assert found("kinh phi") == found("KINH PHÍ") == found("năm 100%") == [title.id]
    assert found("don vi") == found("hóa đơn") == [asked.id]
    assert found("tài chính") == []  # an answer is not searched
    assert found("kinh chủ") == []
    assert found("100_") == found("n%m") == []  # no wildcards
    assert found("") == found("  ") == [asked.id, title.id]


def test_pages_follow_each_other_without_gap_or_repetition(tables: Tables) -> None:
    begun = [tables.conversations.begin(ME, str(number)).title for number in range(7)]
    seen: list[str] = []
    before = None
    for size in (3, 3, 1):
        page = tables.conversations.listing(ME, limit=3, before=before)
        assert len(page.conversations) == size
        seen += [one.title for one in page.conversations]
        before = page.next
    assert before is None
    assert seen == begun[::-1]


@pytest.mark.parametrize("mark", ["", ".", "1", "x.y", "99999999999999999999.a", "1." + "a" * 37, "²." + "a"])
def test_a_made_up_page_is_refused(tables: Tables, mark: str) -> None:
    with pytest.raises(BadPage):
        tables.conversations.listing(ME, before=mark)


def test_feedback_is_replaced_listed_and_taken_back(tables: Tables) -> None:
    begun = tables.conversations.begin(ME)
    asked = tables.messages.ask(ME, begun.id, "Hỏi?")
    identifier = answered(tables, asked)
    with pytest.raises(NoMessage):
        tables.messages.rate(ME, asked.question_id, Feedback("up"))
    tables.messages.rate(ME, identifier, Feedback("up"))
    tables.messages.rate(ME, identifier, Feedback("down", "Sai năm"))
    assert tables.messages.message(ME, identifier).feedback == Feedback("down", "Sai năm")
    assert tables.conversations.transcript(ME, begun.id).messages[1].feedback == Feedback("down", "Sai năm")
    (review,) = tables.messages.reviewed()
    assert (review.rating, review.reason, review.question) == ("down", "Sai năm", "Hỏi?")
    assert (review.answer, review.status, review.engine) == (ANSWER.answer, "answered", "extractive")
    tables.messages.unrate(ME, identifier)
    tables.messages.unrate(ME, identifier)
    assert tables.messages.reviewed() == ()


def test_feedback_names_the_question_that_its_answer_answers(tables: Tables) -> None:
    begun = tables.conversations.begin(ME)
    first, second = (tables.messages.ask(ME, begun.id, text) for text in ("Một?", "Hai?"))
    answered(tables, second, "Đáp hai.")
    tables.messages.rate(ME, answered(tables, first, "Đáp một."), Feedback("up"))
    assert [(review.question, review.answer) for review in tables.messages.reviewed()] == [("Một?", "Đáp một.")]


def test_deleting_takes_messages_and_feedback_along(tables: Tables) -> None:
    kept, gone = (tables.conversations.begin(ME) for _ in range(2))
    ids = [answered(tables, tables.messages.ask(ME, one.id, "Hỏi?")) for one in (kept, gone)]
    for identifier in ids:
        tables.messages.rate(ME, identifier, Feedback("up"))
    asked = tables.messages.ask(ME, gone.id, "Chưa trả lời?")
    tables.conversations.delete(ME, gone.id)
    with pytest.raises(NoConversation):
        tables.conversations.transcript(ME, gone.id)
    with pytest.raises(NoMessage):
        tables.messages.message(ME, ids[1])
    with pytest.raises(NoConversation):
        answered(tables, asked)
    assert [review.message_id for review in tables.messages.reviewed()] == [ids[0]]


def test_limits_on_messages_and_conversations(tables: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.memory.sql.messages.MAX_MESSAGES", 4)
    monkeypatch.setattr("assistant.memory.sql.conversations.MAX_CONVERSATIONS", 2)
    begun = tables.conversations.begin(ME)
    answered(tables, tables.messages.ask(ME, begun.id, "Một?"))
    answered(tables, tables.messages.ask(ME, begun.id, "Hai?"))
    with pytest.raises(ConversationFull):
        tables.messages.ask(ME, begun.id, "Ba?")
    tables.conversations.begin(ME)
    with pytest.raises(TooManyConversations):
        tables.conversations.begin(ME)
    tables.conversations.begin(OTHER)


def test_what_was_not_used_for_long_is_forgotten(tables: Tables, location: str) -> None:
    old, used = (tables.conversations.begin(ME) for _ in range(2))
    between = datetime.now(UTC)
    tables.messages.ask(ME, used.id, "Hỏi?")
    assert tables.conversations.forget(between) == 1
    assert [one.id for one in tables.conversations.listing(ME).conversations] == [used.id]
    assert old.id != used.id
    memory = Memory(location)
    assert sweep(memory, 1) == 0
    assert tables.conversations.forget(between + timedelta(days=1)) == 1
    memory.close()


def test_several_threads_write_into_one_conversation(tables: Tables) -> None:
    begun = tables.conversations.begin(ME)
    failures: list[BaseException] = []

    def talk(name: int) -> None:
        try:
            for number in range(5):
                answered(tables, tables.messages.ask(ME, begun.id, f"{name}.{number}?"))
        except BaseException as problem:
            failures.append(problem)

    threads = [threading.Thread(target=talk, args=(name,)) for name in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    found = tables.conversations.transcript(ME, begun.id).messages
    assert len({message.id for message in found}) == 60
    assert sum(message.role == "user" for message in found) == 30


def test_several_services_may_open_an_empty_database_at_once(location: str) -> None:
    memories = [Memory(location) for _ in range(4)]
    failures: list[BaseException] = []

    def begin(memory: Memory) -> None:
        try:
            memory.open().conversations.begin(ME)
        except BaseException as problem:
            failures.append(problem)

    threads = [threading.Thread(target=begin, args=(memory,)) for memory in memories]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert len(memories[0].open().conversations.listing(ME).conversations) == 4
    for memory in memories:
        memory.close()


def test_a_newer_step_is_taken_once_and_an_older_program_refuses(
    location: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Memory(location)
    begun = first.open().conversations.begin(ME, "Trước")
    first.close()
    step = ("ALTER TABLE conversations ADD COLUMN colour TEXT",)
    with monkeypatch.context() as newer:
        newer.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, step))
        for _ in range(2):
            later = Memory(location)
            assert later.open().conversations.transcript(ME, begun.id).conversation.title == "Trước"
            later.close()
    with pytest.raises(DatabaseUnavailable, match="the database has schema 2, this program knows 1"):
        Memory(location).open()


def test_a_database_that_was_restarted_is_used_again(cluster: Cluster) -> None:
    memory = Memory(cluster.database(f"t{uuid4().hex}"))
    begun = memory.open().conversations.begin(ME, "Trước")
    cluster.restart()
    assert memory.open().conversations.transcript(ME, begun.id).conversation.title == "Trước"
    memory.close()


def test_a_file_is_readable_by_its_account_alone(tmp_path: Path) -> None:
    path = tmp_path / "kept" / "memory.sqlite3"
    memory = Memory(str(path))
    memory.open().conversations.begin(ME)
    for file in path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    memory.close()


def test_what_is_no_database_is_said_without_its_address(tmp_path: Path) -> None:
    path = tmp_path / "secret-name.sqlite3"
    path.write_bytes(b"no database at all" * 100)
    for location in (
        str(path),
        str(path / "below"),
        f"postgresql://me:geheim@/none?host={tmp_path}",
        "postgresql://me:geheim@host:port/none",
    ):
        with pytest.raises(DatabaseUnavailable) as caught:
            Memory(location).open()
        assert "geheim" not in str(caught.value)
        assert "secret-name" not in str(caught.value)

"""What can be wrong with the input of a measurement."""

from __future__ import annotations


class UnusableInputError(Exception):
    """An input that cannot be measured with; its text is one English line for the person at the terminal."""


class QuestionFileError(UnusableInputError):
    """A line of a question file that does not follow the schema."""

    def __init__(self, path: str, line: int, problem: str, *, field: str | None = None) -> None:
        where = f"{path}, line {line}" if field is None else f"{path}, line {line}, field {field!r}"
        super().__init__(f"{where}: {problem}")
        self.path = path
        self.line = line
        self.field = field
        self.problem = problem

"""What does a TOML file say, at which line, and what is wrong with it, all at once?"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from msgspec import Struct, field

from core.errors import BadSettings
from core.toml import sentences

TomlPath: TypeAlias = tuple[str | int, ...]
"""Where a value stands: ("booking", "min_minutes"), or ("session", 2, "days") for the third [[session]]."""

_POSITION: Final = re.compile(r"(?P<why>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)


class Problem(Struct, frozen=True):
    """What is wrong at one path: `where` names it to a person, or is empty; `sentence` says it."""

    path: TomlPath
    where: str
    sentence: str


class TomlFile(Struct, frozen=True):
    """A parsed file and what was found wrong with it so far. `place` names the file to a person."""

    place: str
    text: str
    tables: Mapping[str, Any]
    problems: list[Problem] = field(default_factory=list)

    def complain(self, path: TomlPath, where: str, sentence: str) -> None:
        """Note a problem; `refuse_if_wrong` tells them all."""
        self.problems.append(Problem(path, where, sentence))

    def refuse_if_wrong(self) -> None:
        """Raise BadSettings with every problem noted, in the order of their lines, if there is any."""
        if not self.problems:
            return
        lines = _line_numbers(self.text)
        placed = [(_line_of(problem.path, lines), problem) for problem in self.problems]
        in_order = sorted(placed, key=lambda pair: pair[0])
        raise _refused(self.place, [_told(self.place, line, problem) for line, problem in in_order])


def parse(text: str, *, place: str) -> TomlFile:
    """Read TOML, with or without a byte order mark. Raises BadSettings with the line where it is no TOML."""
    bare = text.removeprefix("\ufeff")
    try:
        return TomlFile(place, bare, tomllib.loads(bare))
    except RecursionError:
        raise _refused(place, [_not_toml(place, bare, sentences.TOML_TOO_DEEP)]) from None
    except ValueError as error:  # TOMLDecodeError, or a number of more digits than int() takes
        raise _refused(place, [_not_toml(place, bare, str(error))]) from None


def _refused(place: str, problems: list[str]) -> BadSettings:
    count = len(problems)
    errors = sentences.ONE_ERROR if count == 1 else sentences.SEVERAL_ERRORS.format(count=count)
    return BadSettings(sentences.FILE_REFUSED.format(place=place, errors=errors), problems)


def _not_toml(place: str, text: str, complaint: str) -> str:
    found = _POSITION.fullmatch(complaint)
    last_line = text.rstrip().count("\n") + 1
    line = int(found["line"] or last_line) if found else last_line
    why = found["why"] if found else complaint
    sentence = sentences.NOT_TOML.format(why=why[:1].lower() + why[1:])
    return _told(place, line, Problem((), "", sentence))


def _told(place: str, line: int, problem: Problem) -> str:
    at = sentences.FILE_LINE.format(place=place, line=line) if line else place
    return ": ".join(part for part in (at, problem.where, problem.sentence) if part)


def _line_of(path: TomlPath, lines: Mapping[TomlPath, int]) -> int:
    """The line of the path, or of the nearest thing around it; 0 for none."""
    return next((lines[path[:end]] for end in range(len(path), 0, -1) if path[:end] in lines), 0)


def _line_numbers(text: str) -> dict[TomlPath, int]:
    """At which line each table and key begins.

    tomllib tells no lines, but a statement parsed alone tells which key it is about. Only files with problems
    come here, so that parsing twice costs nobody anything.
    """
    rows = text.split("\n")
    lines: dict[TomlPath, int] = {}
    counts: Counter[TomlPath] = Counter()
    header: TomlPath = ()
    at = 0
    while at < len(rows):
        statement, after = _statement(rows, at)
        path = _path_of(statement)
        if rows[at].lstrip().startswith("[["):
            counts[path] += 1
            header = path = (*path, counts[path] - 1)
        elif rows[at].lstrip().startswith("["):
            header = path
        else:
            path = (*header, *path)
        for end in range(1, len(path) + 1):
            lines.setdefault(path[:end], at + 1)
        at = after
    return lines


def _statement(rows: list[str], first: int) -> tuple[dict[str, Any], int]:
    """The statement that begins at row `first`, and the row after it: the fewest rows that parse alone."""
    for after in range(first + 1, len(rows) + 1):
        try:
            return tomllib.loads("\n".join(rows[first:after])), after
        except (ValueError, RecursionError):
            continue
    return {}, first + 1


def _path_of(statement: dict[str, Any]) -> TomlPath:
    """The keys down to the first value that is not a table of one key."""
    path: list[str] = []
    inner: Any = statement
    while isinstance(inner, dict) and len(inner) == 1:
        ((key, inner),) = inner.items()
        path.append(key)
    return tuple(path)

"""What does a lookup cost that does no more than read along B-trees?

The reference beside which the desk's is measured: a family and a given name in a column each, one spelling of both, no
nicknames, sounds, scripts, parts of names or today's patients; of a misspelled word every edit is probed.
"""

from __future__ import annotations

import json
import re
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from core.text.edit_distance import spellings_near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LAST: Final = "\U0010ffff"
_MOST: Final = 20
_FEW: Final = 3
_COUNTED: Final = 4000
_LEAST_LETTERS: Final = 4
_PROBED: Final = 6000
_KEPT: Final = 40
_OF_EACH: Final = 5
_MADE: Final = (
    "CREATE TABLE person (id INTEGER PRIMARY KEY, mrn, family, given, born, phone)",
    """INSERT INTO person SELECT patient.id, mrn, words.family, words.given, born, backwards(phones)
    FROM desk.patient AS patient JOIN desk.patient_key AS words ON words.patient = patient.id""",
    "CREATE INDEX by_mrn ON person (mrn)",
    "CREATE INDEX by_family ON person (family, given, born)",
    "CREATE INDEX by_given ON person (given, family, born)",
    "CREATE INDEX by_born ON person (born, family, given)",
    "CREATE INDEX by_year ON person (substr(born, 1, 4), family, given)",
    "CREATE INDEX by_phone ON person (phone)",
    "CREATE TABLE word_family (word TEXT PRIMARY KEY, count) WITHOUT ROWID",
    "INSERT INTO word_family SELECT family, count(*) FROM person GROUP BY family",
    "CREATE TABLE word_given (word TEXT PRIMARY KEY, count) WITHOUT ROWID",
    "INSERT INTO word_given SELECT given, count(*) FROM person GROUP BY given",
)
_WORD: Final = re.compile(r"[0-9][0-9/.-]*|[^\W\d_]+")
_NUMERIC_DATE: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")
_PART_OF_A_DATE: Final = re.compile(r"(?:19|20)\d\d(?:-\d{0,2}(?:-\d{0,2})?)?")


def make_bare(path: Path, clinic: Path) -> None:
    """The people of that clinic, in a file of the reference's own; of the phones the first, from its end."""
    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.create_function("backwards", 1, _backwards)
        db.execute("PRAGMA journal_mode = OFF")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("ATTACH ? AS desk", (str(clinic),))
        db.execute("BEGIN")
        for statement in _MADE:
            db.execute(statement)
        db.execute("COMMIT")
        db.execute("ANALYZE main")


class BareLookup:
    """Over a file of `make_bare`."""

    def __init__(self, path: Path) -> None:
        self._db = sqlite3.connect(path, isolation_level=None, cached_statements=256)
        self._db.execute("PRAGMA mmap_size = 2147483648")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def find(self, text: str) -> list[int]:
        """The numbers of up to twenty patients."""
        words = _WORD.findall(text.replace("'", "").lower())
        names, numbers = [word for word in words if word[0].isalpha()], [word for word in words if word[0].isdigit()]
        born = next(filter(None, map(_date, numbers)), "")
        found: dict[int, None] = {}
        for number in self._steps(names, numbers, born, found):
            found.setdefault(number)
        return [*found][:_MOST]

    def _steps(self, names: Sequence[str], numbers: Sequence[str], born: str, found: dict[int, None]) -> Iterator[int]:
        if names:
            one, two = names[0], "".join(names[1:2])
            yield from self._named(one, two, born)
            if len(found) < _MOST:
                yield from self._named(two, one, born)
            if len(found) < _FEW:
                yield from self._nearly(one, two, born)
            if len(found) < _FEW and two:
                yield from self._nearly(two, one, born)
        elif born:
            yield from self._along("by_born", "born", born)
        if numbers and not names and not (born and "-" in born):
            digits = re.sub(r"\D", "", numbers[0])
            yield from self._along("by_mrn", "mrn", digits)
            yield from self._along("by_phone", "phone", digits[::-1])

    def _named(self, family: str, given: str, born: str) -> Iterator[int]:
        more = {"given": given, "born": born}
        if len(born) >= len("1984-03"):
            yield from self._along("by_born", "born", born, {"family": family, "given": given})
        elif born and family:
            yield from self._along("by_year", "family", family, {"given": given}, year=born[:4])
        elif family and not (given and self._count("by_family", "family", family) >= _COUNTED):
            yield from self._along("by_family", "family", family, more)
        elif given and (not family or self._count("by_given", "given", given) < _COUNTED):
            yield from self._along("by_given", "given", given, {"family": family, "born": born})
        else:
            yield from self._along("by_family", "family", family, more)

    def _nearly(self, family: str, given: str, born: str) -> Iterator[int]:
        for column, word, other, its in (("family", family, "given", given), ("given", given, "family", family)):
            for near in self._near(column, word) if len(word) >= _LEAST_LETTERS else ():
                yield from self._rows(
                    f"INDEXED BY by_{column} WHERE {column} = ? AND {other} >= ? AND {other} < ?",
                    (near, its, its + _LAST),
                    born,
                    most=_OF_EACH,
                )

    def _near(self, column: str, word: str) -> list[str]:
        rows = self._db.execute(
            f"SELECT word, count FROM json_each(?) AS near CROSS JOIN word_{column}"
            " ON word >= near.value AND word < near.value || '{' LIMIT ?",
            (json.dumps([*{*spellings_near(word)} - {word}]), _PROBED),
        ).fetchall()
        ordered = sorted(set(rows), key=lambda row: (abs(len(row[0]) - len(word)) > 1, row[0][0] != word[0], -row[1]))
        return [near for near, _ in ordered[:_KEPT]]

    def _along(
        self, index: str, column: str, begun: str, more: dict[str, str] | None = None, *, year: str = ""
    ) -> Iterator[int]:
        conditions, values = [f"{column} >= ? AND {column} < ?"], [begun, begun + _LAST]
        if year:
            conditions.insert(0, "substr(born, 1, 4) = ?")
            values.insert(0, year)
        for other, its in (more or {}).items():
            if its:
                conditions.append(f"{other} >= ? AND {other} < ?")
                values += [its, its + _LAST]
        where = f"INDEXED BY {index} WHERE {' AND '.join(conditions)} ORDER BY {column}"
        yield from self._rows(where, tuple(values), "", most=_MOST)

    def _rows(self, where: str, values: tuple[str, ...], born: str, *, most: int) -> Iterator[int]:
        statement = f"SELECT id, mrn, family, given, born, phone FROM person {where} LIMIT {most}"
        for row in self._db.execute(statement, values):
            if row[4].startswith(born):
                yield int(row[0])

    def _count(self, index: str, column: str, begun: str) -> int:
        counted = f"SELECT 1 FROM person INDEXED BY {index} WHERE {column} >= ? AND {column} < ? LIMIT {_COUNTED}"
        (count,) = self._db.execute(f"SELECT count(*) FROM ({counted})", (begun, begun + _LAST)).fetchone()
        return int(count)


def _backwards(phones: str) -> str:
    """Of a record's phones the first one's digits, the last of them first."""
    numbers = json.loads(phones)
    return "".join(ch for ch in numbers[0][0] if ch.isdigit())[::-1] if numbers else ""


def _date(word: str) -> str:
    if american := _NUMERIC_DATE.fullmatch(word):
        return f"{american[3]}-{int(american[1]):02}-{int(american[2]):02}"
    return word.rstrip("-") if _PART_OF_A_DATE.fullmatch(word) else ""

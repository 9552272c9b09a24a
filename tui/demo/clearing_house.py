"""What does the clearing house of the practice clinic answer? Payers of its own mind, the same for each member id."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from core.exchange.x12.interchange import interchanges
from core.exchange.x12.segments import written
from core.new_file import make_folders

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from core.exchange.x12.interchange import Interchange, TransactionSet
    from core.exchange.x12.segments import Segment

_OWNER_ONLY: Final = 0o600
_COPAYS: Final = ("15", "20", "25", "40")
_REJECTIONS: Final = {0: "75", 1: "72", 2: "71", 3: "42"}
"""Of a hundred member ids, whose questions are rejected, and why."""
_INACTIVE: Final = range(4, 9)
_UNCLEAR: Final = range(9, 11)


class ClearingHouse:
    """Takes questions from the folder `out` and lays answers into the folder `answers`, each once."""

    __slots__ = ("_answered", "_answers", "_out")

    def __init__(self, out: Path, answers: Path) -> None:
        self._out, self._answers = out, answers
        self._answered: set[str] = set()

    def look(self) -> None:
        """Answer what nobody answered yet."""
        for folder in (self._out, self._answers):
            make_folders(folder)
        for file in sorted(self._out.glob("270-*.x12")):
            target = self._answers / file.name.replace("270-", "271-", 1)
            if file.name not in self._answered and not target.exists():
                self._lay(target, answer_text(file.read_text(encoding="ascii")))
            self._answered.add(file.name)

    @staticmethod
    def _lay(target: Path, text: str) -> None:
        part = target.with_name(f".{target.name}.part")
        with suppress(FileExistsError):
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, _OWNER_ONLY)
            with os.fdopen(descriptor, "w", encoding="ascii") as out:
                out.write(text)
            part.replace(target)


def answer_text(questions: str) -> str:
    """The file that answers a file of questions."""
    return "".join(line for found in interchanges([questions]) if found.sets for line in _interchange(found))


def _interchange(found: Interchange) -> Iterator[str]:
    day, minute = f"20{found.made[:6]}", found.made[6:]
    nothing = " " * 10
    head = ("00", nothing, "00", nothing, "ZZ", f"{'CLEARINGHOUSE':<15}", "ZZ", f"{'PRACTICE':<15}")
    yield written("ISA", (*head, found.made[:6], minute, "^", "00501", found.control, "0", "T", ":"))
    yield written("GS", ("HB", "CLEARINGHOUSE", "PRACTICE", day, minute, found.control, "X", "005010X279A1"))
    for one in found.sets:
        body = list(_body(one))
        yield written("ST", ("271", one.control, "005010X279A1"))
        yield from body
        yield written("SE", (str(len(body) + 2), one.control))
    yield written("GE", (str(len(found.sets)), found.control))
    yield written("IEA", ("1", found.control))


def _body(asked: TransactionSet) -> Iterator[str]:
    """What was asked, said again, with the answer where the kinds of service stood."""
    for segment in asked.segments:
        if segment.name == "BHT":
            yield written("BHT", ("0022", "11", *segment.elements[2:]))
        elif segment.name == "TRN":
            yield written("TRN", ("2", *segment.elements[1:]))
        elif segment.name != "EQ":
            yield written(segment.name, segment.elements)
    yield from _said(asked.segments)


def _said(asked: Sequence[Segment]) -> Iterator[str]:
    member_id = next((one.at(9) for one in asked if one.name == "NM1" and one.code(1) == "IL"), "")
    mind = int.from_bytes(sha256(member_id.encode()).digest()[:4])
    chance, more = mind % 100, mind // 100
    if chance in _REJECTIONS:
        yield written("AAA", ("N", "", _REJECTIONS[chance], "C"))
        return
    if chance in _INACTIVE:
        yield written("EB", ("6", "", "30"))
        return
    if chance in _UNCLEAR:
        yield written("EB", ("1", "", "35", "", "DENTAL ONLY"))
        return
    copay, specialist = _COPAYS[more % 4], _COPAYS[more // 4 % 4]
    yield written("EB", ("1", "IND", "30", "", f"PLAN {more % 7 + 1}"))
    yield written("EB", ("B", "IND", "98", "", "", "27", copay, "", "", "", "", "Y"))
    if copay != specialist:
        yield written("EB", ("B", "IND", "UC", "", "", "27", specialist, "", "", "", "", "Y"))
    yield written("EB", ("C", "IND", "30", "", "", "23", "500"))
    yield written("EB", ("C", "IND", "30", "", "", "29", str(more % 500)))
    yield written("EB", ("G", "IND", "30", "", "", "23", "3000"))
    if more % 5 == 0:
        yield written("EB", ("F", "IND", "PT", "", "", "29", "", "", "VS", str(more % 20)))
        yield written("MSG", ("VISITS OF PHYSICAL THERAPY ARE COUNTED BY THE CALENDAR YEAR",))

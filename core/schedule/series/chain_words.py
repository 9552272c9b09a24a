"""Which visits, one after the other, do words mean: lab10 quist then fu20 lee 10-40min, thu am?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.errors import ClinicdeskError
from core.schedule.sentences import CHAIN_FIRST_HAS_NO_GAP, CHAIN_HAS_NO_NTH, CHAIN_SAID_TWICE
from core.schedule.series.chain_requests import ChainPart, ChainRequest
from core.schedule.slots.line import Unread
from core.schedule.slots.words import read_search

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from core.clinic.model import Clinic
    from core.patients.model import Patient
    from core.record_ref import PatientId
    from core.schedule.slots.model import SlotSearch
    from core.settings.model import Policy

_THEN: Final = re.compile(r"(?:^|(?<=\s))then(?=\s|$)", re.IGNORECASE)
_MINUTES: Final = r"[0-9]{1,4} ?(?:m|mins?|minutes?)"
_GAP: Final = re.compile(
    r"(?<!\S)(?:"
    rf"(?P<least>[0-9]{{1,4}}) ?- ?(?P<most>{_MINUTES})|within (?P<within>{_MINUTES})|(?P<at_once>at once)"
    r")(?=[\s,;]|$)",
    re.IGNORECASE,
)
_WHO: Final = re.compile(r"(?<!\S)@(?P<ref>[^\s,;]+)")
_FOR_ALL: Final = (("first", "last", "weekdays"), ("begin", "finish"), ("site",))
"""What is said of all the visits, by the fields of a search."""


class UnderstoodChain(Struct, frozen=True):
    """What the words ask for as far as they were read, who is meant by each `@`, and what could not be read."""

    request: ChainRequest
    family: tuple[Patient, ...] = ()
    unread: tuple[Unread, ...] = ()


class _Said(Struct):
    """What was read so far. Not frozen: each visit adds to it."""

    parts: list[ChainPart]
    searches: list[SlotSearch]
    family: list[Patient]
    unread: list[Unread]


def names_several(text: str) -> bool:
    """Whether the words mean visits one after the other: "then" stands among them, with something in front."""
    then = _THEN.search(text)
    return then is not None and bool(text[: then.start()].strip())


def read_chain(
    text: str,
    clinic: Clinic,
    *,
    now: datetime,
    policy: Policy,
    patient: PatientId,
    member: Callable[[str], Patient],
) -> UnderstoodChain:
    """The visits that `text` means at `now`, "then" between them; each is read as a slot search is.

    Days, times of day and the site hold for all of it, whichever visit they are said with. What may lie before a visit
    is said with it: 10-40min, within 30min, at once. `@100967` has somebody else of the family come to it, who is found
    by `member`. Raises NotFound where there are no visit types.
    """
    said = _Said([], [], [], [])
    for words in _THEN.split(text):
        if words.strip():
            _read_visit(said, words, clinic, now=now, policy=policy, member=member)
    for_all = {name: value for names in _FOR_ALL for name, value in _once(said, names).items()}
    request = ChainRequest(patient=patient, parts=tuple(said.parts), **for_all)
    return UnderstoodChain(request, tuple(said.family), tuple(said.unread))


def _read_visit(
    said: _Said, words: str, clinic: Clinic, *, now: datetime, policy: Policy, member: Callable[[str], Patient]
) -> None:
    gap, who = _GAP.search(words), _WHO.search(words)
    read = read_search(_WHO.sub(" ", _GAP.sub(" ", words)), clinic, now=now, policy=policy)
    search, patient = read.search, None
    said.unread += read.unread
    if search.nth > 1:
        said.unread.append(Unread(words.strip(), CHAIN_HAS_NO_NTH))
    if gap and not said.parts:
        said.unread.append(Unread(gap[0], CHAIN_FIRST_HAS_NO_GAP.format(typed=gap[0])))
    if who:
        try:
            patient = member(who["ref"])
            said.family.append(patient)
        except ClinicdeskError as refusal:
            said.unread.append(Unread(who[0], refusal.sentence))
    said.searches.append(search)
    said.parts.append(
        ChainPart(
            visit_type=search.visit_type,
            providers=search.providers or _skilled(clinic, search.skill),
            patient=patient.id if patient else None,
            minutes=search.minutes,
            mode=search.mode,
            further=search.further,
            **_between(gap),
        )
    )


def _between(gap: re.Match[str] | None) -> dict[str, int]:
    """The minutes that may lie before the visit; none said leaves the usual ones."""
    if gap is None:
        return {}
    if gap["at_once"]:
        return {"least": 0, "most": 0}
    return {"least": int(gap["least"] or 0), "most": _number(gap["most"] or gap["within"])}


def _number(minutes: str) -> int:
    return int("".join(char for char in minutes if char.isdigit()))


def _skilled(clinic: Clinic, skill: str) -> tuple[str, ...]:
    """Those who have the skill; everybody is meant where none is named."""
    if not skill:
        return ()
    return tuple(one.code for one in clinic.providers.values() if not one.retired and skill in one.skills)


def _once(said: _Said, names: Sequence[str]) -> dict[str, Any]:
    """What one of the visits says of these fields for all; a second one that says otherwise is not read."""
    found = [values for one in said.searches if any(values := tuple(getattr(one, name) for name in names))]
    if any(one != found[0] for one in found):
        said.unread.append(Unread("", CHAIN_SAID_TWICE))
    return dict(zip(names, found[0], strict=True)) if found else {}

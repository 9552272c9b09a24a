"""What lies in the spool folder and in the mail store, held against the records by a reader that knows no program.

It opens the database as SQL, the folder as JSON and the store as e-mails, and nothing of the program is imported here.
`watch` has triggers note every state of a visit, a patient, a number and a message from then on, in the order of their
transactions: so it is known what held at the moment at which a message was begun, whatever was changed right after.
"""

from __future__ import annotations

import json
import re
import sqlite3
from bisect import bisect_right
from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any, Final
from zoneinfo import ZoneInfo

from icalendar import Calendar  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_WATCHED: Final = {
    "message": "reason subject occurrence start patient way address status status_at worker why carried_by",
    "appointment": "patient site start status",
    "patient": "status phones email email_consent no_message contact_rule zone",
    "contact_point": "key stops bad_since status",
}
_BETWEEN: Final = "\x1e"
_CLOCK: Final = timedelta(milliseconds=12)
"""How far the time of a file may lie behind that of a transaction: a kernel stamps files by its ticks."""
_TIME: Final = re.compile(r"\b(\d{1,2}):(\d\d)\b(?:\s*([AaPp])\.?\s?[Mm])?")
_OF_A_TIME: Final = ("confirm", "reminder", "moved")


def watch(path: Path) -> None:
    """Note every state from now on."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("CREATE TABLE watched (seq INTEGER PRIMARY KEY, at REAL, what TEXT, id INTEGER, said TEXT)")
        for table, names in _WATCHED.items():
            said = f" || '{_BETWEEN}' || ".join(f"quote(NEW.{name})" for name in names.split())
            for event in ("INSERT", "UPDATE"):
                db.execute(
                    f"CREATE TRIGGER watch_{table}_{event} AFTER {event} ON {table} BEGIN INSERT INTO watched"
                    " (at, what, id, said) VALUES ((julianday('now') - 2440587.5) * 86400.0,"
                    f" '{table}', NEW.id, {said}); END"
                )
            said = said.replace("NEW.", "")
            db.execute(
                f"INSERT INTO watched (at, what, id, said) SELECT 0, '{table}', id, json_object({said}) FROM {table}"
            )
        db.commit()


def unwatch(path: Path) -> None:
    """Leave the database as it was."""
    with closing(sqlite3.connect(path)) as db:
        for table in _WATCHED:
            db.execute(f"DROP TRIGGER watch_{table}_INSERT")
            db.execute(f"DROP TRIGGER watch_{table}_UPDATE")
        db.execute("DROP TABLE watched")
        db.commit()


def _value(literal: str) -> Any:  # noqa: ANN401 - of any column
    if literal == "NULL":
        return None
    return literal[1:-1].replace("''", "'") if literal.startswith("'") else int(literal)


@dataclass(frozen=True)
class Received:
    """One thing that came in there: its name, by what, to whom, its words, and when, by the machine's clock."""

    name: str
    way: str
    address: str
    text: str
    at: float
    event: Any = None
    method: str = ""

    @property
    def number(self) -> int:
        """Of the message."""
        return int(self.name.rpartition("-")[2])


def received(spool: Path, mails: Path) -> list[Received]:
    """All, the oldest first."""
    found = [_laid(file) for file in spool.glob("*.json")] + [_mailed(file) for file in mails.glob("*.eml")]
    return sorted(found, key=lambda one: one.at)


def _laid(file: Path) -> Received:
    said = json.loads(file.read_text(encoding="utf-8"))
    assert file.stem == said["id"]
    return Received(said["id"], said["channel"], said["to"], said["text"], file.stat().st_mtime)


def _mailed(file: Path) -> Received:
    mail = message_from_bytes(file.read_bytes(), policy=policy.default)
    name = str(mail["Message-ID"]).strip("<>").partition("@")[0]
    body = mail.get_body(preferencelist=("plain",))
    assert body is not None
    event, method = None, ""
    for part in mail.walk():
        if part.get_content_type() == "text/calendar":
            calendar = Calendar.from_ical(part.get_content())
            (event,) = calendar.walk("VEVENT")
            method = str(calendar["METHOD"])
            assert part["Content-Type"].params["method"] == method
    return Received(name, "email", str(mail["To"]), body.get_content(), file.stat().st_mtime, event, method)


class Reader:
    """One who holds all against the records of each moment."""

    def __init__(self, path: Path, spool: Path, mails: Path, zones: Mapping[str, str], hours: tuple[int, int]) -> None:
        self.zones, self.hours = zones, hours
        self.received = received(spool, mails)
        self.states: dict[tuple[str, int], list[tuple[int, dict[str, Any]]]] = defaultdict(list)
        self.begun: dict[int, list[tuple[float, int]]] = defaultdict(list)
        self.points: dict[str, int] = {}
        with closing(sqlite3.connect(path)) as db:
            for seq, at, what, number, said in db.execute("SELECT seq, at, what, id, said FROM watched ORDER BY seq"):
                row = dict(zip(_WATCHED[what].split(), map(_value, said.split(_BETWEEN)), strict=True))
                self.states[what, number].append((seq, row))
                if what == "message" and row["status"] == "queued" and row["worker"]:
                    self.begun[number].append((at, seq))
                elif what == "contact_point":
                    self.points[row["key"]] = number

    def last(self, what: str, number: int, seq: int | None = None) -> dict[str, Any]:
        """Its state then, or now."""
        states = self.states[what, number]
        at = len(states) if seq is None else bisect_right(states, seq, key=lambda one: one[0])
        return states[at - 1][1] if at else {}

    def check(self) -> str:
        """Whether all that came in was to come in, and all that was to came; what was looked at."""
        self._nothing_twice()
        for one in self.received:
            problems = [self._problem(one, seq) for seq in self._moments(one)]
            assert "" in problems, (one, problems)
        self._agree()
        self._calendars()
        told = [f"{sum(one.way == way for one in self.received)} {way}" for way in ("text", "voice", "email")]
        return f"{len(self.received)} received ({', '.join(told)}), {self._settled()}"

    def no_more_than(self, most: int, within: timedelta, reasons: set[str]) -> None:
        """Of these no number was told more than so many within that time."""
        at: dict[str, list[int]] = defaultdict(list)
        for one in self.received:
            row = self.last("message", one.number, self._moments(one)[0])
            if one.way != "email" and row["reason"] in reasons:
                at[one.address].append(row["status_at"])
        for address, times in at.items():
            times.sort()
            for first, later in zip(times, times[most:], strict=False):
                assert timedelta(milliseconds=later - first) >= within, (address, first, later)

    def says_nothing_of(self, *words: str) -> None:
        """None of these stands anywhere, in the events of calendars neither."""
        for one in self.received:
            said = f"{one.text}\n{one.event.to_ical().decode() if one.event else ''}".lower()
            assert all(word not in said for word in words), one

    def _moments(self, one: Received) -> list[int]:
        """When it was begun: the newest time before it came, and another as near as the clocks are coarse."""
        slack = _CLOCK.total_seconds()
        before = [(at, seq) for at, seq in self.begun[one.number] if at <= one.at + slack]
        assert before, one
        return [seq for at, seq in before if at >= min(before[-1][0], one.at - slack)]

    def _nothing_twice(self) -> None:
        names = [one.name for one in self.received]
        assert len(names) == len(set(names)), "one name twice"
        keys = [
            tuple(
                self.last("message", one.number)[name]
                for name in ("reason", "subject", "occurrence", "start", "patient")
            )
            for one in self.received
        ]
        ways = [(*key, one.way) for key, one in zip(keys, self.received, strict=True)]
        assert len(ways) == len(set(ways)), "one message twice"

    def _problem(self, one: Received, seq: int) -> str:
        """What was against it at that moment; '' where nothing."""
        message = self.last("message", one.number, seq)
        patient = self.last("patient", message["patient"], seq)
        if (message["way"], message["address"]) != (one.way, one.address):
            return "elsewhere"
        if message["reason"] == "stopped":
            return ""
        return (
            self._against_wish(one, patient, seq)
            or self._at_night(message, patient, seq, one)
            or self._untrue(one, message, seq)
        )

    def _against_wish(self, one: Received, patient: dict[str, Any], seq: int) -> str:
        if patient["status"] != "active" or patient["contact_rule"]:
            return "patient"
        if one.way == "email":
            if json.loads(patient["email_consent"])[0] != "y" or patient["email"] != one.address:
                return "e-mail consent"
        elif patient["no_message"]:
            return "no message"
        else:
            at = 2 if one.way == "voice" else 3
            said = [phone[at] for phone in json.loads(patient["phones"]) if re.sub(r"\D", "", phone[0]) == one.address]
            if not any(yes in {"y", True} for yes in said):
                return "consent"
        point = self.last("contact_point", self.points[one.address], seq) if one.address in self.points else {}
        if point and (any(stop[0] == one.way for stop in json.loads(point["stops"])) or point["bad_since"]):
            return "stopped"
        return ""

    def _visit(self, message: dict[str, Any], seq: int | None = None) -> dict[str, Any]:
        kind, _, number = message["subject"].partition(":")
        return self.last("appointment", int(number), seq) if kind == "appointment" else {}

    def _at_night(self, message: dict[str, Any], patient: dict[str, Any], seq: int, one: Received) -> str:
        visit = self._visit(message, seq)
        zone = ZoneInfo(patient["zone"] or self.zones[visit["site"] if visit else "main"])
        hour = datetime.fromtimestamp(message["status_at"] / 1000, UTC).astimezone(zone).hour
        return "" if one.way == "email" or self.hours[0] <= hour < self.hours[1] else f"at {hour} o'clock"

    def _untrue(self, one: Received, message: dict[str, Any], seq: int) -> str:
        visit = self._visit(message, seq)
        if not visit:
            return ""
        start = datetime.fromtimestamp(message["start"] * 60, UTC)
        if message["reason"] in _OF_A_TIME:
            if visit["status"] != "booked" or visit["start"] != message["start"]:
                return "another time"
            if start <= datetime.fromtimestamp(message["status_at"] / 1000, UTC):
                return "over"
        if message["reason"] == "cancelled" and visit["status"] == "booked" and visit["start"] == message["start"]:
            return "it stands"
        times = {(int(hour) % 12, int(minute)) for hour, minute, _ in _TIME.findall(one.text)}
        wall = start.astimezone(ZoneInfo(self.zones[visit["site"]]))
        return "" if not times or (wall.hour % 12, wall.minute) in times else "the words say another time"

    def _agree(self) -> None:
        """What the outbox calls sent came in, and what came in it calls sent, or not known to be."""
        came = {one.number for one in self.received}
        for (what, number), states in self.states.items():
            row = states[-1][1]
            if what != "message":
                continue
            if row["status"] in {"sent", "delivered"} and row["carried_by"] is None:
                assert number in came, (number, row)
            elif number in came:
                went = any(state["status"] in {"sent", "delivered"} for _, state in states)
                assert went or row["why"] == "unsure", (number, row)

    def _calendars(self) -> None:
        """Whoever keeps the newest event of each UID has one a visit, as the visit was when they were told last."""
        kept: dict[str, Received] = {}
        for one in self.received:
            if one.event is None:
                continue
            before = kept.get(str(one.event["UID"]))
            assert before is None or before.event["SEQUENCE"] <= one.event["SEQUENCE"], one
            kept[str(one.event["UID"])] = one
        visits = [self.last("message", one.number)["subject"] for one in kept.values()]
        assert len(visits) == len(set(visits))
        for one in kept.values():
            seen = [self._visit(self.last("message", one.number), seq) for seq in self._moments(one)]
            is_off = one.event.get("STATUS") == "CANCELLED"
            assert is_off == (one.method == "CANCEL"), one
            start = one.event["DTSTART"].dt.timestamp() / 60
            stands = [visit["status"] not in {"cancelled", "entered-in-error"} for visit in seen]
            assert any(
                off is not stand and (off or start == visit["start"])
                for off, stand, visit in zip([is_off] * len(seen), stands, seen, strict=True)
            ), one

    def _settled(self) -> str:
        """Nothing waits, whatever did not go says why, and each visit that took place was to be told of."""
        states: dict[str, int] = defaultdict(int)
        subjects = set()
        for what, number in self.states:
            if what != "message":
                continue
            row = self.last(what, number)
            states[row["status"]] += 1
            assert row["status"] not in {"planned", "held", "queued"}, (number, row)
            assert row["why"] or row["status"] in {"sent", "delivered", "expired"}, (number, row)
            if row["status"] != "superseded":
                subjects.add((row["subject"], row["start"]))
        for what, number in self.states:
            row = self.last(what, number)
            if what == "appointment" and row["status"] == "booked":
                assert (f"appointment:{number}", row["start"]) in subjects or self._was_late(number, row), (number, row)
        return ", ".join(f"{count} {status}" for status, count in sorted(states.items()))

    def _was_late(self, number: int, row: dict[str, Any]) -> bool:
        """Whether it was booked or moved to that time when that was over."""
        states = self.states["appointment", number]
        return (
            any(state["start"] == row["start"] and state["status"] != "booked" for _, state in states)
            or row["start"] == 0
        )

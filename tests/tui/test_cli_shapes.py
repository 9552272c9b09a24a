"""Do scripts get the JSON that was promised, key by key, from every verb that answers with a record?"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

PATIENT = [
    *("id", "family", "given", "suffix", "preferred", "birth_date", "sex", "phones", "phones_details", "email"),
    "email_consent",
    *("address", "language", "interpreter", "usual_provider", "usual_site", "mrn", "external_id", "alerts"),
    "alerts_details",
    *("status", "no_booking", "restricted", "identity_verified_at", "demographics_confirmed_at"),
    *(
        "contacts",
        "previous",
        "previous_details",
        "gender",
        "pronouns",
        "zone",
        "reach_by",
        "contact_rule",
        "no_message",
        "mail_address",
        "rev",
    ),
]
HIT = [*("id", "mrn", "family", "given", "preferred", "birth_date", "sex", "phones", "email", "status", "rev", "match")]
APPOINTMENT = [
    "id",
    "patient",
    "provider",
    "site",
    "room",
    "type",
    "mode",
    "start",
    "end",
    "minutes",
    "status",
    "confirmation",
    "late",
    "overrides",
    "rev",
]
VISIT = ["appointment", "step", "room", "since", "arrived_at", "checked_in_at", "late", "clearance"]
ENTRY = ["id", "at", "actor", "verb", "subject", "sentence", "reason", "undoes", "undone_by"]
DAY = ["date", "site", "sessions", "blocks", "appointments", "holds"]
HOLD = ["id", "provider", "site", "start", "end", "minutes", "by", "note", "since", "expires", "open"]
ITEMS = ["identity", "demographics", "forms", "insurance", "authorization", "copay"]
FU20 = ("--type", "fu20", "--provider", "lee")


def test_patient(clinicdesk: CommandLine) -> None:
    """`patient add` and `patient show` answer with the same patient, with exactly the keys promised."""
    added = clinicdesk.json(
        *("patient", "add", "--family", "O'Neil", "--given", "Zoë", "--birth-date", "29feb2000"),
        *("--sex", "F", "--phone", "(555) 010-0199", "--email", "zoe@example.org", "--mrn", "Z9"),
    ).result
    assert added == clinicdesk.json("patient", "show", "z9").result
    assert added == clinicdesk.json("patient", "show", f"id:{added['id']}").result

    assert PATIENT == list(added)
    assert ("Z9", "O'Neil", "Zoë", "2000-02-29", "female", "active", 1) == tuple(
        added[key] for key in ("mrn", "family", "given", "birth_date", "sex", "status", "rev")
    )
    assert [{"number": "(555) 010-0199", "kind": "mobile", "voice": True, "text": False}] == added["phones"]
    (consents,) = added["phones_details"]
    asked = {channel: consents[channel]["state"] for channel in ("voice", "text")}
    assert {"voice": "given", "text": "unknown"} == asked


def test_patient_tells_all_it_was_given(clinicdesk: CommandLine) -> None:
    """Whatever `patient add` takes, `patient show` answers with."""
    added = clinicdesk.json(
        *("patient", "add", "--family", "Ito", "--birth-date", "1990-01-01", "--preferred", "Ken"),
        *("--previous", "Sato | mar 2010 | 2015", "--address", "1 Elm St", "--language", "Japanese", "--interpreter"),
        *(
            "--usual-provider",
            "LEE",
            "--alert",
            "Fall risk",
            "--alert",
            "Latex allergy | 31jan2027",
            "--external-id",
            "E-9",
        ),
        *("--external-id", "E-9", "--suffix", "Jr", "--pronouns", "he/him", "--gender", "man"),
        *(
            "--contact-rule",
            "Ask for Ken alone",
            "--no-message",
            "--mail-address",
            "PO Box 7",
            "--usual-site",
            "MAIN",
            "--email-consent",
            "care billing",
        ),
        *("--contact", "Mei Ito | mother | 617 555 0100 | guardian-guarantor", "--contact", "Bo Ito"),
    ).result
    expected = {
        "preferred": "Ken",
        "previous": ["Sato"],
        "previous_details": [{"name": "Sato", "since": "2010-03", "until": "2015"}],
        "address": "1 Elm St",
        "language": "Japanese",
        "interpreter": True,
        "usual_provider": "lee",
        "alerts": ["Fall risk", "Latex allergy"],
        "alerts_details": [{"text": "Fall risk", "until": None}, {"text": "Latex allergy", "until": "2027-01-31"}],
        "suffix": "Jr",
        "pronouns": "he/him",
        "gender": "man",
        "contact_rule": "Ask for Ken alone",
        "no_message": True,
        "mail_address": "PO Box 7",
        "usual_site": "main",
        "contacts": [
            {"name": "Mei Ito", "relation": "mother", "phone": "617 555 0100", "role": "guardian-guarantor"},
            {"name": "Bo Ito", "relation": "", "phone": "", "role": "emergency"},
        ],
        "external_id": "E-9",
        "identity_verified_at": None,
    }
    shown = clinicdesk.json("patient", "show", f"id:{added['id']}").result
    assert (added, expected) == (shown, {key: shown[key] for key in expected})
    consent = shown["email_consent"]
    assert ("given", ["care", "billing"], "ana") == (consent["state"], consent["purposes"], consent["by"])
    assert consent["at"].startswith("2026-11-23T15:20")

    edited = clinicdesk.json("patient", "edit", f"id:{added['id']}", "--verified", "identity").result
    assert edited["identity_verified_at"].startswith("2026-11-23T15:20")


def test_find(clinicdesk: CommandLine) -> None:
    """`find` lists patients, each with how it was met; nobody is an empty list and no error."""
    clinicdesk.patient()
    clinicdesk.patient("Smithers", "Ann", "1990-01-01")

    found = clinicdesk.json("find", "smith", "3/14").result

    assert [HIT] == [list(hit) for hit in found]  # no address, no alert
    assert [("Smith", "exact")] == [(hit["family"], hit["match"]) for hit in found]
    assert 1 == len(clinicdesk.json("find", "smi", "--limit", "1").result)
    assert [] == clinicdesk.json("find", "zzzzzz").result


def test_appointment(clinicdesk: CommandLine) -> None:
    """`book`, `move` and `cancel` answer with the appointment, in the site's own time with its offset."""
    booked = clinicdesk.json("book", "--patient", clinicdesk.patient(), *FU20, "--start", "tom 9:30").result

    assert APPOINTMENT == list(booked)
    assert ["id", "mrn", "name"] == list(booked["patient"])
    expected = {
        "provider": "lee",
        "site": "main",
        "room": "R1",
        "type": "fu20",
        "mode": "in-person",
        "start": "2026-11-24T09:30:00-05:00",
        "end": "2026-11-24T09:50:00-05:00",
        "minutes": 20,
        "status": "booked",
        "confirmation": "none",
        "late": False,
        "overrides": [],
        "rev": 1,
    }
    assert expected == {key: booked[key] for key in expected}

    moved = clinicdesk.json("move", booked["id"], "--start", "14:00").result
    assert [*APPOINTMENT, "2026-11-24T14:00:00-05:00"] == [*moved, moved["start"]]

    cancelled = clinicdesk.json("cancel", booked["id"], "--reason", "sick").result
    keys = [*APPOINTMENT, "cancelled"]
    assert (keys, "cancelled", False) == ([*cancelled], cancelled["status"], cancelled["late"])
    assert {"reason": "sick", "by": "patient", "note": ""} == cancelled["cancelled"]


def test_walk_in(clinicdesk: CommandLine) -> None:
    """`walk-in` answers with the appointment, arrived; of what it meets only a reason leads over a rule."""
    smith, jones = clinicdesk.patient(), clinicdesk.patient("Jones")
    call = ("walk-in", "--patient", smith, "--type", "fu20", "--site", "main")
    rehearsed = clinicdesk.json(*call, "--dry-run").result
    here = clinicdesk.json(*call).result
    assert (None, "proposed", "lee") == (rehearsed["id"], rehearsed["status"], rehearsed["provider"])
    assert [*APPOINTMENT, "arrived", "2026-11-23T10:20:00-05:00"] == [*here, here["status"], here["start"]]

    named = ("walk-in", "--patient", jones, "--type", "fu20", "--provider", "lee")
    refused = clinicdesk.json(*named)
    assert (3, "C3") == (refused.code, refused.answer["conflicts"][0]["rule"])
    (override,) = clinicdesk.json(*named, "--override", "C3=urgent").result["overrides"]
    assert ("C3", "urgent") == (override["rule"], override["reason"])
    assert 2 == clinicdesk.json("walk-in", "--patient", smith, "--type", "fu20").code


def test_late(clinicdesk: CommandLine) -> None:
    """`late` answers with who is seen later; day and queue tell it while it lasts, and 0 minutes take it back."""
    number = clinicdesk.booked(clinicdesk.patient())
    told = [{"appointment": number, "expected": "2026-11-23T10:45:00-05:00", "call": False, "move": True}]
    assert {"affected": told} == clinicdesk.json("late", "lee", "25", "--dry-run").result
    assert "expected" not in clinicdesk.json("day").result["appointments"][0]
    assert {"affected": told} == clinicdesk.json("late", "lee", "25").result
    for verb, key in (("day", "appointments"), ("queue", "")):
        shown = clinicdesk.json(verb).result
        assert told[0]["expected"] == (shown[key] if key else shown)[0]["expected"]
    assert "~10:45" in clinicdesk("day").out
    assert {"affected": []} == clinicdesk.json("late", "lee", "0").result
    assert "expected" not in clinicdesk.json("queue").result[0]
    assert [2, 2, 4] == [
        clinicdesk.json("late", *typed).code for typed in (("lee", "0"), ("lee", "soon"), ("leee", "25"))
    ]


def test_times_are_the_sites_own(clinicdesk: CommandLine) -> None:
    """A start without offset is wall time where the provider works; one with offset is that instant."""
    smith, jones = clinicdesk.patient(), clinicdesk.patient("Jones")
    west = ("--type", "fu20", "--provider", "novak", "--start")

    local = clinicdesk.json("book", "--patient", smith, *west, "2026-11-25T09:00").result
    instant = clinicdesk.json("book", "--patient", jones, *west, "2026-11-25T12:00-05:00").result

    assert ("west", "2026-11-25T09:00:00-06:00") == (local["site"], local["start"])
    assert ("west", "2026-11-25T11:00:00-06:00") == (instant["site"], instant["start"])


def test_an_hour_that_happens_twice(clinicdesk: CommandLine) -> None:
    """When the clocks go back, the offset says which of the two is meant."""
    twice = ("book", "--patient", clinicdesk.patient(), *FU20, "--site", "main", "--override", "C6=urgent", "--start")

    asked = clinicdesk.json(*twice, "2027-11-07T01:30")
    answered = clinicdesk.json(*twice, "2027-11-07T01:30-05:00").result

    assert "C15" in [conflict["rule"] for conflict in asked.answer["conflicts"]]
    assert "2027-11-07T01:30:00-05:00" == answered["start"]


def test_override(clinicdesk: CommandLine) -> None:
    """A booking over another tells rule, reason, who, when and over what; the conflict names the other."""
    taken = clinicdesk.booked(clinicdesk.patient())
    again = ("book", "--patient", clinicdesk.patient("Jones"), *FU20, "--start", "10:40")

    refused = clinicdesk.json(*again)
    assert 3 == refused.code
    (conflict,) = refused.answer["conflicts"]
    assert ["rule", "severity", "message", "with"] == list(conflict)
    assert ("C3", "confirm", [taken]) == (conflict["rule"], conflict["severity"], conflict["with"])

    (override,) = clinicdesk.json(*again, "--override", "c3=urgent").result["overrides"]
    assert {
        "rule": "C3",
        "reason": "urgent",
        "user": "ana",
        "at": override["at"],
        "message": conflict["message"],
    } == override
    assert "2026-11-23T10:20" == override["at"][:16]


def test_warnings_come_with_success(clinicdesk: CommandLine) -> None:
    """What only warns is told beside a booking that was made."""
    smith = clinicdesk.patient()
    first = clinicdesk.booked(smith)

    second = clinicdesk.json("book", "--patient", smith, *FU20, "--start", "15:00")

    assert 0 == second.code
    assert [("C2", "warn", [first])] == [
        (conflict["rule"], conflict["severity"], conflict["with"]) for conflict in second.answer["conflicts"]
    ]


def test_dry_run(clinicdesk: CommandLine) -> None:
    """A rehearsed booking has the appointment's keys, no number, the conflicts, and saves nothing."""
    smith, jones = clinicdesk.patient(), clinicdesk.patient("Jones")
    rehearsed = ("book", "--patient", jones, *FU20, "--start", "10:40", "--dry-run")

    free = clinicdesk.json(*rehearsed)
    clinicdesk.booked(smith)
    taken = clinicdesk.json(*rehearsed)
    overridden = clinicdesk.json(*rehearsed, "--override", "C3=urgent")

    assert [0, 3, 0] == [free.code, taken.code, overridden.code]
    for ran in (free, taken, overridden):
        result = ran.answer["result"]
        assert [*APPOINTMENT, None, None] == [*result, result["id"], result["rev"]]
    assert [[], ["C3"], ["C3"]] == [
        [conflict["rule"] for conflict in ran.answer["conflicts"]] for ran in (free, taken, overridden)
    ]
    assert 1 == len(clinicdesk.json("day").result["appointments"])


def test_visit(clinicdesk: CommandLine) -> None:
    """`arrive`, `check-in` and `check-out` answer with the visit; what is due at check-in is told item by item."""
    number = clinicdesk.booked(clinicdesk.patient())

    arrived = clinicdesk.json("arrive", number).result
    assert [VISIT, ITEMS] == [list(arrived), list(arrived["clearance"])]
    assert (number, "arrived", None) == tuple(arrived[key] for key in ("appointment", "step", "checked_in_at"))
    assert datetime.fromisoformat("2026-11-23T10:20-05:00") <= datetime.fromisoformat(arrived["arrived_at"])

    blocked = clinicdesk.json("check-in", number)
    assert 3 == blocked.code
    assert [("CLEARANCE", "identity"), ("CLEARANCE", "demographics")] == [
        (conflict["rule"], conflict["item"]) for conflict in blocked.answer["conflicts"]
    ]
    assert all(
        ["rule", "severity", "message", "with", "item"] == list(conflict) for conflict in blocked.answer["conflicts"]
    )

    checked_in = clinicdesk.json("check-in", number, "--waive", "identity=known", "--verified", "demographics").result
    assert [VISIT, "checked-in"] == [list(checked_in), checked_in["step"]]
    assert ("waived", "ok", "na") == tuple(
        checked_in["clearance"][item] for item in ("identity", "demographics", "copay")
    )

    gone = clinicdesk.json("check-out", number).result
    assert [VISIT, "checked-out"] == [list(gone)[: len(VISIT)], gone["step"]]
    assert {"minutes_here", "copay_due_cents", "balance_cents"} <= set(gone)


def test_duplicate(clinicdesk: CommandLine) -> None:
    """A look-alike is refused as DUPLICATE naming the patients it looks like, and registered with --anyway."""
    same = ("patient", "add", "--family", "SMITH", "--given", "john", "--birth-date", "1984-03-14")
    first = int(clinicdesk.patient().removeprefix("id:"))

    refused = clinicdesk.json(*same)

    assert 3 == refused.code
    (conflict,) = refused.answer["conflicts"]
    assert ["rule", "severity", "message", "with", "patients"] == list(conflict)
    assert ("DUPLICATE", [], [first]) == (conflict["rule"], conflict["with"], conflict["patients"])
    assert first != clinicdesk.json(*same, "--anyway").result["id"]


def test_day(clinicdesk: CommandLine) -> None:
    """`day` tells sessions, blocks and appointments of one site, in time order."""
    late = clinicdesk.booked(clinicdesk.patient(), "2026-11-24T11:00")
    early = clinicdesk.booked(clinicdesk.patient("Jones"), "2026-11-24T09:00")

    day = clinicdesk.json("day", "tom").result

    assert [DAY, "2026-11-24", "main"] == [list(day), day["date"], day["site"]]
    assert {
        "provider": "lee",
        "start": "2026-11-24T13:00:00-05:00",
        "end": "2026-11-24T17:00:00-05:00",
    } in day["sessions"]
    assert [
        {
            "provider": "ito",
            "start": "2026-11-24T10:00:00-05:00",
            "end": "2026-11-24T11:00:00-05:00",
            "kind": "procedure",
            "types": ["proc"],
            "number": 2,
            "released_at": None,
        }
    ] == day["blocks"]
    assert [early, late] == [appointment["id"] for appointment in day["appointments"]]
    assert all(APPOINTMENT == list(appointment) for appointment in day["appointments"])


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["2026-12-25"], ("main", {("lee", "holiday")})),
        (["tom", "--site", "west"], ("west", {("novak", "leave")})),
        (["tom", "--provider", "novak"], ("west", {("novak", "leave")})),
        (["fri", "--provider", "ito"], ("west", set())),
        (["--", "-1w"], ("main", set())),
    ],
    ids=lambda case: " ".join(case) if isinstance(case, list) else "",
)
def test_where_and_what_closes(
    clinicdesk: CommandLine, arguments: list[str], expected: tuple[str, set[tuple[str, str]]]
) -> None:
    """The site is the one named, else the provider's of that day, else the first; closures are blocks by kind."""
    day = clinicdesk.json("day", *arguments).result

    assert expected == (day["site"], {(block["provider"], block["kind"]) for block in day["blocks"]})


def test_whole_visit(clinicdesk: CommandLine) -> None:
    """Every step answers with the visit; the room is where the patient is now."""
    number = clinicdesk.booked(clinicdesk.patient())
    cleared = ("--waive", "identity=known", "--verified", "demographics")
    found = [
        (verb, visit["step"], visit["room"])
        for verb, options in (
            ("check-in", cleared),
            ("room", ()),
            ("room", ("--room", "r2")),
            ("depart", ()),
            ("step-back", ("--room", "R1")),
            ("check-out", ()),
        )
        for visit in [clinicdesk.json(verb, number, *options).result]
    ]

    assert [
        ("check-in", "checked-in", None),
        ("room", "roomed", "R1"),
        ("room", "roomed", "R2"),
        ("depart", "departed", None),
        ("step-back", "roomed", "R1"),
        ("check-out", "checked-out", None),
    ] == found


def test_left_and_no_show(clinicdesk: CommandLine) -> None:
    """Who left has a visit, who did not come has none."""
    patient = clinicdesk.patient()
    came, stayed_away = clinicdesk.booked(patient), clinicdesk.booked(patient, "2026-11-23T11:00")
    clinicdesk.json("arrive", came)

    assert "left" == clinicdesk.json("left", came).result["step"]
    gone = clinicdesk.json("no-show", stayed_away, "--now", "2026-11-23T11:11").result
    assert (VISIT, stayed_away, None) == (list(gone), gone["appointment"], gone["step"])


def test_queue(clinicdesk: CommandLine) -> None:
    """`queue` is a list of visits in time order, at every site or at one, of one provider if asked."""
    smith, jones = clinicdesk.patient(), clinicdesk.patient("Jones", "Ann")
    first, second = clinicdesk.booked(smith, "2026-11-23T11:00"), clinicdesk.booked(jones)
    clinicdesk.booked(jones, "2026-11-24T10:00")
    clinicdesk.json("arrive", first)

    queue = clinicdesk.json("queue").result
    assert [VISIT, VISIT] == [list(visit) for visit in queue]
    assert [(second, None), (first, "arrived")] == [(visit["appointment"], visit["step"]) for visit in queue]
    assert [] == clinicdesk.json("queue", "--site", "west").result
    assert queue == clinicdesk.json("queue", "--site", "main", "--provider", "lee").result
    assert "Smith, John" in clinicdesk("queue").out


def test_redo_and_history(clinicdesk: CommandLine) -> None:
    """`redo` answers as `undo` does; `history` lists what was done with a record, with the entries' links."""
    patient = clinicdesk.patient()
    number = clinicdesk.booked(patient)
    clinicdesk.json("undo")

    (sentence,) = clinicdesk.json("redo").result
    assert sentence.startswith("Redone: Booked Smith, John")
    booked, undone, redone = clinicdesk.json("history", number).result
    assert ENTRY == list(booked)
    assert ("book", "undo", "redo") == (booked["verb"], undone["verb"], redone["verb"])
    assert (undone["id"], booked["id"], undone["id"]) == (booked["undone_by"], undone["undoes"], redone["undoes"])
    assert {"kind": "appointment", "id": number} == booked["subject"]
    assert datetime.fromisoformat(booked["at"]).utcoffset() is not None
    assert ["register", "book", "undo", "redo"] == [e["verb"] for e in clinicdesk.json("history", patient).result]
    assert "(taken back)" in clinicdesk("history", number).out


def test_undo(clinicdesk: CommandLine) -> None:
    """`undo` lists a sentence for each act taken back, the newest first."""
    number = clinicdesk.booked(clinicdesk.patient())
    clinicdesk.json("move", number, "--start", "11:00")
    clinicdesk.json("cancel", number, "--reason", "sick")

    undone = clinicdesk.json("undo", "3").result

    assert ["Cancelled", "Moved", "Booked"] == [sentence.removeprefix("Undone: ").split()[0] for sentence in undone]
    assert [] == clinicdesk.json("day").result["appointments"]


def test_undo_tells_beforehand_what_it_means(clinicdesk: CommandLine) -> None:
    """The act and when, of undo and of redo, and nothing is done; of the next one alone."""
    number = clinicdesk.booked(clinicdesk.patient())
    (told,) = clinicdesk.json("undo", "--dry-run").result
    assert told.startswith("Would be undone: Booked ")
    assert "(done at " in told
    assert [int(number)] == [one["id"] for one in clinicdesk.json("day").result["appointments"]]
    clinicdesk.json("undo")
    assert clinicdesk.json("redo", "--dry-run").result[0].startswith("Would be redone: Booked ")
    assert (4, 2) == (clinicdesk("redo", "--dry-run", "--as", "mei").code, clinicdesk("undo", "2", "--dry-run").code)


def test_redo_takes_a_count_as_undo_does(clinicdesk: CommandLine) -> None:
    """A sentence for each act done again; where fewer were taken back, what was done is told."""
    number = clinicdesk.booked(clinicdesk.patient())
    clinicdesk.json("cancel", number, "--reason", "sick")
    clinicdesk.json("undo", "2")

    assert ["Booked", "Cancelled"] == [
        sentence.removeprefix("Redone: ").split()[0] for sentence in clinicdesk.json("redo", "2").result
    ]
    clinicdesk.json("undo")
    stopped = clinicdesk.json("redo", "5")
    assert (4, 1) == (stopped.code, len(stopped.answer["result"]))
    assert "1 of 5 redone, then stopped: " in stopped.answer["message"]
    assert 2 == clinicdesk("redo", "0").code


def test_undo_reports_what_was_done_before_it_stopped(clinicdesk: CommandLine) -> None:
    """More undos than acts: what was taken back is told, the code is that of the refusal."""
    clinicdesk.patient()

    stopped = clinicdesk.json("undo", "3")

    assert (4, 1) == (stopped.code, len(stopped.answer["result"]))


def test_upkeep(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """`migrate`, `backup`, `doctor` and `config check` answer with versions, the copy, findings and problems."""
    copy = tmp_path / "copy.db"

    versions = clinicdesk.json("migrate").result
    assert [["before", "after"], versions["after"]] == [list(versions), versions["before"]]
    copied = clinicdesk.json("backup", copy).result
    assert {
        "file": str(copy),
        "bytes": copy.stat().st_size,
        "access_file": None,
        "cards_folder": None,
        "checked": "now",
    } == copied
    examined = clinicdesk.json("doctor").result
    assert ["findings", "head", "access_head", "anchors", "full"] == list(examined)
    assert ([], [], ["entry", "hash"]) == (examined["findings"], examined["anchors"], list(examined["head"]))
    expected: dict[str, object] = {"settings": None, "database": str(clinicdesk.database), "users": 0, "problems": []}
    assert expected == clinicdesk.json("config", "check").result

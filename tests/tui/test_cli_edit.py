"""Does `patient edit` change what is named, and nothing else?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.test_cli_shapes import PATIENT

if TYPE_CHECKING:
    from tests.command_line import CommandLine


def test_what_is_named_is_changed_and_nothing_else(clinicdesk: CommandLine) -> None:
    """The answer is the record as it is now, with exactly the keys promised."""
    ref = clinicdesk.patient()
    result = clinicdesk.json("patient", "edit", ref, "--given", "Jon", "--phone", "617 555 0123").result
    assert list(result) == PATIENT
    assert ("Smith", "Jon", "1984-03-14", 2) == (
        result["family"],
        result["given"],
        result["birth_date"],
        result["rev"],
    )
    assert [("617 555 0123", "mobile")] == [(phone["number"], phone["kind"]) for phone in result["phones"]]


def test_an_empty_value_empties_a_field(clinicdesk: CommandLine) -> None:
    """Also a list, by one empty value."""
    ref = clinicdesk.patient()
    clinicdesk("patient", "edit", ref, "--email", "a@b", "--alert", "ramp", "--phone", "617 555 0123")
    result = clinicdesk.json("patient", "edit", ref, "--email=", "--phone=", "--alert=").result
    assert ("", []) == (result["email"], result["phones"])
    assert "ramp" not in clinicdesk("patient", "show", ref).out


def test_the_status_keeps_from_booking(clinicdesk: CommandLine) -> None:
    """And warns, as a conflict, of what is booked already."""
    ref = clinicdesk.patient()
    number = clinicdesk.booked(ref)
    ran = clinicdesk.json("patient", "edit", ref, "--status", "deceased")
    (warning,) = ran.answer["conflicts"]
    assert (0, "C1", "warn", [number]) == (ran.code, warning["rule"], warning["severity"], warning["with"])
    refused = clinicdesk.json(
        "book", "--patient", ref, "--type", "fu20", "--provider", "lee", "--start", "2026-11-24T10:00"
    )
    assert (3, "C1") == (refused.code, refused.answer["conflicts"][0]["rule"])


def test_the_same_again_is_done_and_changes_nothing(clinicdesk: CommandLine) -> None:
    """A script may repeat itself."""
    ref = clinicdesk.patient()
    wanted = ("patient", "edit", ref, "--sex", "f", "--interpreter")
    clinicdesk(*wanted)
    ran = clinicdesk.json(*wanted)
    assert (0, 2) == (ran.code, ran.result["rev"])
    assert "Nothing was changed" in ran.answer["message"]


def test_verified_items_are_cleared_on_the_record(clinicdesk: CommandLine) -> None:
    """So that the next check-in is all clear."""
    ref = clinicdesk.patient()
    number = clinicdesk.booked(ref)
    assert clinicdesk("patient", "edit", ref, "--verified", "identity", "--verified", "demographics").code == 0
    assert clinicdesk("check-in", number).code == 0


def test_a_rev_that_has_moved_on_is_a_conflict_of_desks(clinicdesk: CommandLine) -> None:
    """Exit code 5, naming who was first and when."""
    ref = clinicdesk.patient()
    clinicdesk("patient", "edit", ref, "--address", "9 Elm St", "--as", "ben")
    ran = clinicdesk.json("patient", "edit", ref, "--address", "1 Oak St", "--rev", "1")
    assert (5, True) == (ran.code, "(ben, at 10:20)" in ran.answer["message"])


def test_a_double_is_refused_until_it_is_meant(clinicdesk: CommandLine) -> None:
    """Exit code 3 with a DUPLICATE conflict that names the other record."""
    first, ref = clinicdesk.patient(), clinicdesk.patient("Jones", "Ann")
    wanted = ("patient", "edit", ref, "--family", "Smith", "--given", "Johnny")
    ran = clinicdesk.json(*wanted)
    (conflict,) = ran.answer["conflicts"]
    assert (3, "DUPLICATE", [int(first.removeprefix("id:"))]) == (ran.code, conflict["rule"], conflict["patients"])
    assert clinicdesk(*wanted, "--anyway").code == 0


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ((), 2, "needs something to change"),
        (("--status", "gone"), 2, "Choose one of: active, deceased, archived."),
        (("--status", "entered-in-error"), 2, "Choose one of"),
        (("--verified", "insurance"), 2, "Choose one of: identity, demographics."),
        (("--birth-date", "13/45/1984"), 2, "13/45/1984"),
        (("--email", "nowhere"), 2, "is no e-mail address"),
        (("--usual-provider", "itoo"), 4, "Did you mean 'ito'?"),
        (("--mrn=",), 2, "A record keeps an MRN."),
        (("--rev", "0"), 2, "rev"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    clinicdesk: CommandLine, words: tuple[str, ...], code: int, said: str
) -> None:
    """With the right exit code."""
    ref = clinicdesk.patient()
    ran = clinicdesk.json("patient", "edit", ref, *words)
    assert (code, True) == (ran.code, said in ran.answer["message"]), ran.out
    assert clinicdesk.json("patient", "show", ref).result["rev"] == 1


def test_nobody_is_changed_who_is_not_there(clinicdesk: CommandLine) -> None:
    """Exit code 4."""
    assert clinicdesk("patient", "edit", "id:999", "--sex", "f").code == 4

"""What do `patient merge` and `patient unmerge` answer?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from storage.sqlite.access_log import SqliteAccessLog

if TYPE_CHECKING:
    from tests.command_line import CommandLine


def test_merged_and_taken_apart(clinicdesk: CommandLine) -> None:
    """The answer is the record that stays, then the one that went, as they are; the MRN of either finds it."""
    survivor = clinicdesk.patient()
    loser = clinicdesk.json(
        *("patient", "add", "--family", "Smyth", "--given", "Jon", "--birth-date", "1984-03-14", "--anyway"),
        *("--email", "j@e.org", "--address", "1 Elm St"),
    ).result
    ran = clinicdesk.json("patient", "merge", loser["mrn"], survivor, "--take", "given=loser")
    assert (0, "Jon", "j@e.org", [loser["mrn"]]) == (
        ran.code, ran.result["given"], ran.result["email"], ran.result["former_mrns"]
    )  # fmt: skip
    assert ran.result == clinicdesk.json("patient", "show", loser["mrn"]).result

    clinicdesk("patient", "edit", survivor, "--email", "new@e.org")
    asked = clinicdesk.json("patient", "unmerge", loser["mrn"])
    assert (3, ["UNMERGE"]) == (asked.code, [one["rule"] for one in asked.answer["conflicts"]])
    opened = [one.patient for one in SqliteAccessLog(clinicdesk.database).by_person("ana", since=None)]
    assert {loser["id"], ran.result["id"]} == set(opened[:2]), "the answer tells what either record says"
    apart = clinicdesk.json("patient", "unmerge", loser["mrn"], "--keep", "email=now")
    assert (0, loser | {"rev": 3}) == (apart.code, apart.result)
    assert ("John", "new@e.org") == tuple(
        clinicdesk.json("patient", "show", survivor).result[key] for key in ("given", "email")
    )


def test_mistyped(clinicdesk: CommandLine) -> None:
    """Another side, no side, a field there is not: each is told, and nothing is done."""
    one = clinicdesk.patient()
    for typed, told in (("given=survivor", "stays as it is"), ("given", "not --take"), ("foo=loser", "no field")):
        ran = clinicdesk("patient", "merge", one, one, "--take", typed)
        assert (2, True) == (ran.code, told in ran.err or "one record" in ran.err)


def test_likely_duplicates(clinicdesk: CommandLine) -> None:
    """Pairs with score and reasons, of everybody or of one; those told apart no longer."""
    one = clinicdesk.patient()
    other = clinicdesk.json(
        "patient", "add", "--family", "Smyth", "--given", "John", "--birth-date", "1984-03-14", "--anyway"
    ).result
    for of in ((), (one,), (other["mrn"],)):
        (pair,) = clinicdesk.json("patient", "duplicates", *of).result
        assert ["Smith, John", "Smyth, John"] == [patient["name"] for patient in pair["patients"]]
        assert "family name spelled nearly so" in pair["reasons"]
    assert "Smyth, John" in clinicdesk("patient", "duplicates").out
    clinicdesk("patient", "apart", one, other["mrn"])
    assert [] == clinicdesk.json("patient", "duplicates").result
    clinicdesk("patient", "apart", other["mrn"], one, "--not")
    assert 1 == len(clinicdesk.json("patient", "duplicates").result)


def test_the_wrong_one_of_two_is_told_the_right_one(clinicdesk: CommandLine) -> None:
    """To take apart the record that stayed names the one that went; nobody is set apart from themselves."""
    survivor = clinicdesk.patient()
    loser = clinicdesk.json(
        "patient", "add", "--family", "Smyth", "--given", "John", "--birth-date", "1984-03-14", "--anyway"
    ).result["mrn"]
    assert 0 == clinicdesk("patient", "merge", loser, survivor).code
    wrong = clinicdesk("patient", "unmerge", survivor)
    assert (2, True) == (wrong.code, f"patient unmerge {loser}." in wrong.err)
    itself = clinicdesk("patient", "apart", survivor, survivor)
    assert (2, "Both are one record. Name two, each by its MRN.\n") == (itself.code, itself.err)
    assert 0 == clinicdesk("patient", "unmerge", loser).code


def test_strangers_are_merged_with_a_reason_alone(clinicdesk: CommandLine) -> None:
    """A mistyped MRN is refused, naming both; the reason stands in the history."""
    one = clinicdesk.patient()
    names = ("--family", "Doe", "--given", "Mary", "--birth-date", "1951-07-02")
    stranger = clinicdesk.json("patient", "add", *names).result["mrn"]
    refused = clinicdesk.json("patient", "merge", stranger, one)
    assert (3, ["MERGE"]) == (refused.code, [met["rule"] for met in refused.answer["conflicts"]])
    told = clinicdesk("patient", "merge", stranger, one).err
    for said in ("Doe, Mary, born 2 Jul 1951", "Smith, John, born 14 Mar 1984", "Give a reason to go ahead", "MERGE"):
        assert said in told
    assert 0 == clinicdesk("patient", "merge", stranger, one, "--override", "MERGE=other").code
    history = clinicdesk.json("history", one).result
    assert ["", "other"] == [entry["reason"] for entry in history if entry["verb"] in {"merge", "register"}][-2:]

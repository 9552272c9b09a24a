"""Which verbs say that they opened a record, and what is told of it?"""

from __future__ import annotations

from pathlib import Path

import pytest

from storage.sqlite.access_log import access_path
from tests.command_line import NOW, CommandLine
from tests.member import ACCOUNT

SUPERVISOR = '[[user]]\nname = "ana"\nroles = ["supervisor"]\n'
MEI = '[[user]]\nname = "mei"\nroles = ["viewer"]\n'


@pytest.fixture
def clinicdesk(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """The same, with a supervisor."""
    file = tmp_path / "supervisor.toml"
    file.write_text(SUPERVISOR)
    assert 0 == clinicdesk("setup", file).code
    return clinicdesk


def ways(clinicdesk: CommandLine, ref: str = "id:1") -> list[str]:
    """How a patient's record was opened, newest first."""
    return [one["way"] for one in clinicdesk.json("access", ref).result]


def test_what_opens_a_record_is_kept(clinicdesk: CommandLine) -> None:
    """Showing it, changing it, its history and an appointment's, and looking for its whole MRN; lists are not."""
    patient = clinicdesk.patient()
    mrn = clinicdesk.json("patient", "show", "id:1").result["mrn"]
    number = clinicdesk.booked(patient)
    clinicdesk.json("patient", "edit", "id:1", "--phone", "555 0117")
    clinicdesk.json("history", "id:1")
    clinicdesk.json("history", f"appointment:{number}")
    clinicdesk.json("find", mrn)
    for listed in (("find", "smith"), ("find", mrn[:-1]), ("day",), ("queue",)):
        clinicdesk(*listed)
    assert ["find", "history", "history", "patient edit", "patient show"] == ways(clinicdesk)


def test_a_script_that_is_told_how_to_reach_patients_has_opened_their_records(clinicdesk: CommandLine) -> None:
    """Names and birth dates are a list's; phones and e-mail are not, however many are found."""
    clinicdesk.patient()
    clinicdesk.patient("Smith", "Jane", "1990-05-06")
    clinicdesk.json("patient", "edit", "id:1", "--phone", "555 0117")
    clinicdesk("find", "smith")
    assert 2 == len(clinicdesk.json("find", "smith").result)
    assert (["find", "patient edit"], []) == (ways(clinicdesk), ways(clinicdesk, "id:2"))


def test_an_opening_is_told_with_who_and_when(clinicdesk: CommandLine) -> None:
    """Newest first, by patient or by user, from a day on."""
    clinicdesk.patient()
    clinicdesk.json("patient", "show", "id:1")
    (told,) = clinicdesk.json("access", "id:1").result
    assert ["at", "user", "as", "way", "patient"] == list(told)
    assert ["id", "mrn", "name"] == list(told["patient"])
    assert [told] == clinicdesk.json("access", "--user", told["user"]).result
    assert [] == clinicdesk.json("access", "--user", "nobody").result
    assert [told] == clinicdesk.json("access", "id:1", "--since", "today").result
    assert [] == clinicdesk.json("access", "id:1", "--since", "tomorrow").result


@pytest.mark.parametrize("typed", [(), ("id:1", "--user", "ana")])
def test_one_of_the_two_is_asked_for(clinicdesk: CommandLine, typed: tuple[str, ...]) -> None:
    """Neither and both are refused (2)."""
    assert 2 == clinicdesk.json("access", *typed).code


def test_a_record_that_cannot_be_logged_is_shown_to_the_account_alone(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """It is told, as it could read the file itself; nobody else sees anything of the record, by no verb (7)."""
    (tmp_path / "account.toml").write_text(SUPERVISOR.replace("ana", ACCOUNT))
    assert 0 == clinicdesk("setup", tmp_path / "account.toml").code
    clinicdesk.patient()
    number = clinicdesk.booked("id:1")
    access_path(clinicdesk.database).mkdir()
    account = CommandLine(clinicdesk.database, clinicdesk.capsys, before=("--now", NOW))
    mrn = account.json("patient", "show", "id:1").result["mrn"]
    verbs = (
        *(("patient", "show", "id:1"), ("patient", "edit", "id:1", "--given", "Jon"), ("find", mrn)),
        *(("history", "id:1"), ("history", number)),
    )
    for verb in verbs:
        assert "could not be written down" in account.json(*verb).answer["message"]
        refused = clinicdesk.json(*verb)
        assert "is not shown" in refused.answer["message"]
        assert (7, None) == (refused.code, refused.answer["result"])
        assert "Smith" not in refused.out


def test_backup_takes_the_log_along(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Beside the copy, and overwrites none."""
    clinicdesk.patient()
    clinicdesk.json("patient", "show", "id:1")
    copy = tmp_path / "copy.db"
    assert str(access_path(copy)) == clinicdesk.json("backup", copy).result["access_file"]
    assert ["patient show"] == ways(CommandLine(copy, clinicdesk.capsys))
    other = tmp_path / "other.db"
    access_path(other).write_text("mine")
    assert 2 == clinicdesk.json("backup", other).code
    assert not other.exists()


def test_what_was_set_up_is_told_with_what_changed(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Roles above all: who has which, and which they had, in the sentence and row by row."""
    file = tmp_path / "users.toml"
    file.write_text(MEI)
    clinicdesk.json("setup", file)
    file.write_text(MEI.replace("viewer", "supervisor"))
    clinicdesk.json("setup", file)
    *_, given, changed = clinicdesk.json("history", "setup").result
    assert given["sentence"].endswith(" mei is viewer.")
    assert changed["sentence"].endswith(" mei is supervisor, was viewer.")
    (change,) = changed["changes"]
    roles = [change[side]["roles"] for side in ("before", "after")]
    assert ("user_account", ['["viewer"]', '["supervisor"]']) == (change["kind"], roles)
    assert 'user_account mei: roles ["viewer"] -> ["supervisor"]' in clinicdesk("history", "setup").out


def test_who_opened_the_one_that_went_is_told_of_the_other(clinicdesk: CommandLine) -> None:
    """Whoever asks who looked at a person gets all of it, also of a record that was merged."""
    one, other = clinicdesk.patient(), clinicdesk.patient("Smyth")
    clinicdesk("patient", "show", other)
    clinicdesk("patient", "merge", other, one)
    assert ["patient merge", "patient merge", "patient show"] == ways(clinicdesk, one)

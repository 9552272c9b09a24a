"""Is all of a clinic written out, for who may, so that an import finds nothing new and no spreadsheet reckons?"""

from __future__ import annotations

import csv
import re
import zipfile
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

WHOLE: Final = (
    *("--family", "Ito", "--given", "Ken", "--birth-date", "1990-01-02", "--sex", "m", "--suffix", "Jr"),
    *("--preferred", "Kenny", "--previous", "Sato | 2010 | 2015-06", "--previous", "Abe", "--gender", "man"),
    *("--pronouns", "he/him", "--phone", "+1 617 555 0199", "--phone", "617 555 0198", "--email", "k@e.org"),
    *("--email-consent", "care news", "--address", "=1+1 Elm St", "--contact-rule", "-ask for Ken", "--no-message"),
    *("--mail-address", "PO Box 7", "--contact", "Mei Ito | mother | 617 555 0100 | guardian-guarantor"),
    *("--contact", "Bo Ito | brother", "--language", "Japanese", "--interpreter", "--usual-provider", "lee"),
    *("--usual-site", "main", "--alert", "@home; fall risk | 2027-01-31", "--alert", "Deaf", "--external-id", "0036"),
)


@pytest.fixture
def ito(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """Somebody of whom everything is known, with a visit; sue supervises."""
    people = '[[user]]\nname = "sue"\nroles = ["supervisor"]\n[[user]]\nname = "ana"\nroles = ["coordinator"]\n'
    (tmp_path / "people.toml").write_text(people)
    assert 0 == clinicdesk("setup", tmp_path / "people.toml").code
    assert 0 == clinicdesk("patient", "add", *WHOLE).code
    clinicdesk.booked("100001")
    return clinicdesk


def rows(file: Path) -> list[dict[str, str]]:
    """The lines of a CSV file by heading."""
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_what_is_written_is_what_an_import_reads(ito: CommandLine, tmp_path: Path) -> None:
    """Every field that a file may have, formulas and zeros among them: nothing is new, and nothing is lost."""
    file = tmp_path / "all.csv"
    assert {"file": str(file), "count": 1} == ito.json("--as", "sue", "export", "patients", file).result
    (row,) = rows(file)
    assert ("'=1+1 Elm St", "'+1 617 555 0199\n617 555 0198") == (row["address"], row["mobile_phone"])
    assert all(cell[:1] not in {"=", "+", "-", "@"} for cell in row.values())
    found = ito.json("--as", "sue", "import", "patients", file).result
    assert (0, 0, 1, [], []) == tuple(found[key] for key in ("added", "updated", "unchanged", "rejected", "unused"))

    before = ito.json("patient", "show", "100001").result
    file.write_text(file.read_text().replace("100001", "A77").replace("0036", "0037").replace("Ken", "Rin"))
    assert 1 == ito.json("--as", "sue", "import", "patients", file).result["added"]
    after = ito.json("patient", "show", "A77").result
    own = {"id", "mrn", "external_id", "given", "preferred", "contact_rule", "contacts", "email_consent", "rev"}
    assert {key: before[key] for key in before.keys() - own} == {key: after[key] for key in after.keys() - own}
    assert ("given", ["care", "news"]) == (after["email_consent"]["state"], after["email_consent"]["purposes"])
    roles = {(one["name"], one["role"]) for one in after["contacts"]}
    assert {("Mei Ito", "guardian-guarantor"), ("Bo Ito", "emergency")} == roles


def test_a_number_that_is_not_to_be_called_stands_apart(ito: CommandLine, tmp_path: Path) -> None:
    """Nobody calls it from a list; an import knows it for one."""
    file = tmp_path / "them.csv"
    file.write_text("mrn,family,given,birth_date,do_not_call\n100001,Ito,Ken,1990-01-02,617 555 0101\n")
    assert 1 == ito.json("--as", "sue", "import", "patients", file).result["updated"]
    ito("--as", "sue", "export", "patients", tmp_path / "all.csv")
    (row,) = rows(tmp_path / "all.csv")
    assert "617 555 0101" == row["do_not_call"]
    assert not any("0101" in cell for name, cell in row.items() if name != "do_not_call")


def test_a_spreadsheet_has_texts_alone(ito: CommandLine, tmp_path: Path) -> None:
    """By the name of the file or by --format; no formula, no number and no link is in it."""
    file = tmp_path / "all.xlsx"
    assert 0 == ito("--as", "sue", "export", "patients", file).code
    with zipfile.ZipFile(file) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=1+1 Elm St" in sheet
    assert "<f>" not in sheet
    assert not re.search(r"<c (?![^>]*t=\"(?:inlineStr|s)\")[^>]*><v>", sheet)
    assert "hyperlink" not in sheet
    assert 0 == ito("--as", "sue", "export", "appointments", tmp_path / "visits", "--format", "xlsx").code
    assert zipfile.is_zipfile(tmp_path / "visits")
    assert 2 == ito("--as", "sue", "export", "patients", tmp_path / "x.csv", "--format", "pdf").code
    assert 2 == ito("--as", "sue", "export", "patients", file).code, "what is there stays"


def test_appointments_of_some_days_are_written(ito: CommandLine, tmp_path: Path) -> None:
    """With whose they are, in the site's own time; both days are included."""
    ito("--as", "sue", "export", "appointments", tmp_path / "all.csv")
    (row,) = rows(tmp_path / "all.csv")
    assert ("100001", "Ito Jr, Ken", "fu20", "lee", "booked") == tuple(
        row[name] for name in ("mrn", "patient", "type", "provider", "status")
    )
    day = row["start"][:10]
    for name, days, count in (("a", ("--from", day, "--to", day), 1), ("b", ("--from", "2027-06-01"), 0)):
        assert count == ito.json("--as", "sue", "export", "appointments", tmp_path / name, *days).result["count"]
    days = ("--from", "2026-12-31", "--to", "2026-01-01")
    backwards = ito("--as", "sue", "export", "appointments", tmp_path / "c", *days)
    assert (2, False) == (backwards.code, (tmp_path / "c").exists())


def test_only_who_may_export_does_and_it_is_noted(ito: CommandLine, tmp_path: Path) -> None:
    """A coordinator may not where a supervisor is set up; each export is an opening of every record."""
    for verb in ("patients", "appointments"):
        assert 6 == ito("export", verb, tmp_path / f"{verb}.csv").code
        assert not (tmp_path / f"{verb}.csv").exists()
        assert 0 == ito("--as", "sue", "export", verb, tmp_path / f"{verb}.csv").code
    openings = ito.json("--as", "sue", "access", "--user", "sue").result
    assert 2 <= sum("export" in str(one) for one in openings)


def test_a_name_in_one_column_is_taken_apart(ito: CommandLine, tmp_path: Path) -> None:
    """By its comma; without one the line is named, unless a map says what stands first."""
    file = tmp_path / "names.csv"
    file.write_text('Patient Name,DOB\n"Berg, Ann, Jr",1970-01-02\nBo Ek,1971-01-02\n')
    result = ito.json("--as", "sue", "import", "patients", file).result
    assert (1, ["name"]) == (result["added"], [one["field"] for one in result["rejected"]])
    (berg,) = ito.json("find", "berg").result
    shown = ito.json("patient", "show", berg["mrn"]).result
    assert ("Berg", "Ann", "Jr") == (shown["family"], shown["given"], shown["suffix"])
    (tmp_path / "map.toml").write_text('[columns]\n"Patient Name" = "name_given_first"\nDOB = "birth_date"\n')
    mapped = ("--map", tmp_path / "map.toml")
    assert 1 == ito.json("--as", "sue", "import", "patients", file, *mapped).result["added"]
    assert ["Ek"] == [one["family"] for one in ito.json("find", "bo ek").result]

"""Does the command line note, change, list and verify coverage as scripts rely on?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.clinics import USERS
from tests.insured import PAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

COVERAGE = [
    *("id", "patient", "payer", "member_id", "plan", "group", "relation", "subscriber", "from", "to", "order"),
    *("copay", "active", "enrolment", "benefits", "front", "back", "rev"),
]
ADD = ("--payer", "aetna", "--member-id", "W123456789", "--from", "2026-01-01")


@pytest.fixture
def insuring(clinicdesk: CommandLine, tmp_path: Path) -> CommandLine:
    """The clinic has payers."""
    file = tmp_path / "payers.toml"
    file.write_text(PAYERS)
    assert 0 == clinicdesk("setup", file).code
    return clinicdesk


def test_added_changed_and_listed(insuring: CommandLine) -> None:
    """All with exactly the keys promised; dates in ISO, money in cents."""
    ref = insuring.patient()
    more = ("--copay", "new40=40", "--copay", "25", "--subscriber", "Smith, Jane", "--relation", "s", "--group", "G7")
    with_letter = insuring.json("coverage", "add", ref, *ADD, *more)
    assert 2 == with_letter.code, "s is self or spouse"
    added = insuring.json("coverage", "add", ref, *ADD, *more[:-4], "--relation", "spouse", "--group", "G7").result
    assert COVERAGE == list(added)
    assert ("aetna", "W123456789", "spouse", "2026-01-01", None, "primary", True, None) == tuple(
        added[key] for key in ("payer", "member_id", "relation", "from", "to", "order", "active", "enrolment")
    )
    assert [{"type": "new40", "cents": 4000}, {"type": "any", "cents": 2500}] == added["copay"]
    edited = insuring.json("coverage", "edit", added["id"], "--to", "2026-10-31", "--plan", "PPO").result
    assert ("2026-10-31", "PPO", False, 2) == tuple(edited[key] for key in ("to", "plan", "active", "rev"))
    assert edited == insuring.json("coverage", "edit", added["id"], "--plan", "PPO").result
    own = insuring.json("coverage", "add", ref, "--payer", "self-pay", "--from", "2026-11-01").result
    assert [own, edited] == insuring.json("coverage", "list", ref).result
    assert "pays themselves" in insuring("coverage", "list", ref).out
    later = insuring("coverage", "edit", own["id"], "--to", "31oct").out
    assert "last day of paying themselves, 1 Nov 2026 to 31 Oct 2027." in later, "the year that was meant is told"


def test_refusals(insuring: CommandLine) -> None:
    """Two that pay first are refused by a rule (3), what cannot be read is usage (2), what is not there is 4."""
    ref = insuring.patient()
    insuring("coverage", "add", ref, *ADD)
    ran = insuring.json("coverage", "add", ref, "--payer", "cigna", "--member-id", "C1")
    (conflict,) = ran.answer["conflicts"]
    assert (3, "COVERAGE", "hard") == (ran.code, conflict["rule"], conflict["severity"])
    assert 2 == insuring("coverage", "add", ref, "--payer", "aetna", "--member-id", "1").code
    nobody = insuring("coverage", "list", " ")
    assert (2, "Which patient? Give the MRN, or id:1042 for a row number.\n") == (nobody.code, nobody.err)
    assert 2 == insuring("coverage", "edit", 1).code
    assert 4 == insuring("coverage", "edit", 9, "--plan", "x").code
    assert 4 == insuring("coverage", "list", "nobody").code
    assert 5 == insuring("coverage", "edit", 1, "--plan", "x", "--rev", 7).code


def test_verified(insuring: CommandLine) -> None:
    """The coverage with when, how, by whom and under which reference; benefits have an age of their own."""
    ref = insuring.patient()
    number = insuring.booked(ref)
    assert 2 == insuring("verify", number, "--result", "active", "--how", "phone").code, "there is no coverage"
    insuring("coverage", "add", ref, *ADD)
    wanted = ("--result", "active", "--how", "portal", "--reference", "R-17", "--deductible", "1,500")
    verified = insuring.json("verify", number, *wanted, "--deductible-left", "200.50", "--copay", "25").result
    assert COVERAGE == list(verified)
    assert {
        "state": "active",
        "checked_at": "2026-11-23T10:20:00-05:00",
        "on": "2026-11-23",
        "how": "portal",
        "by": "ana",
        "reference": "R-17",
        "stale": False,
    } == verified["enrolment"]
    benefits = verified["benefits"]
    assert (2500, 150000, 20050, None) == tuple(
        benefits[key] for key in ("copay_cents", "deductible_cents", "deductible_left_cents", "coinsurance_percent")
    )
    inactive = insuring.json("verify", number, "--result", "inactive", "--how", "phone").result
    assert (False, benefits) == (inactive["active"], inactive["benefits"])
    assert "R-17" in insuring("history", ref).out


@pytest.mark.parametrize(
    "wrong",
    [
        ("--result", "maybe", "--how", "phone"),
        ("--result", "active", "--how", "guess"),
        ("--result", "active", "--how", "phone", "--copay", "a lot"),
        ("--result", "active", "--how", "phone", "--coinsurance", "101"),
        ("--result", "active", "--how", "phone", "--deductible", "5", "--deductible-left", "6"),
        ("--how", "phone"),
        ("--result", "active", "--how", "phone", "--reference", "R" * 121),
    ],
)
def test_what_is_no_answer_is_refused(insuring: CommandLine, wrong: tuple[str, ...]) -> None:
    """And nothing is noted."""
    ref = insuring.patient()
    number = insuring.booked(ref)
    insuring("coverage", "add", ref, *ADD)
    assert 2 == insuring("verify", number, *wrong).code
    assert insuring.json("coverage", "list", ref).result[0]["enrolment"] is None


def test_the_list_is_by_trouble(insuring: CommandLine) -> None:
    """Each with what is the matter, why, and the coverage."""
    ref, other = insuring.patient(), insuring.patient("Jones", "Ann")
    first = insuring.booked(ref, "2026-11-23T10:40")
    second = insuring.booked(other, "2026-11-24T10:40")
    insuring("coverage", "add", ref, *ADD)
    stale, missing = insuring.json("eligibility", "list").result
    assert (first, "stale", "aetna") == (stale["appointment"]["id"], stale["trouble"], stale["coverage"]["payer"])
    assert (second, "missing", None) == (missing["appointment"]["id"], missing["trouble"], missing["coverage"])
    insuring("verify", first, "--result", "active", "--how", "card")
    assert ["missing", "active"] == [one["trouble"] for one in insuring.json("eligibility", "list").result]
    assert "2 visits, 1 with something the matter." in insuring("eligibility", "list").out


def test_exported_and_imported_again(insuring: CommandLine, tmp_path: Path) -> None:
    """All that counts, as of one moment; an import of it finds nothing new, whatever a spreadsheet would make of it."""
    ref, other = insuring.patient(), insuring.patient("Jones", "Ann")
    insuring(
        "coverage", "add", ref, *ADD, "--copay", "new40=40", "--copay", "25.50", "--plan", "=1+1", "--group", "007"
    )
    kin = ("--relation", "child", "--subscriber", "Jones, Zoë", "--to", "2027-12-31", "--order", "secondary")
    insuring("coverage", "add", other, "--payer", "cigna", "--member-id", "-9", *kin)
    insuring("coverage", "add", other, "--payer", "self-pay")
    insuring("coverage", "add", other, "--payer", "yearly", "--member-id", "Y", "--order", "tertiary")
    insuring("undo")
    (tmp_path / "users.toml").write_text(USERS)
    insuring("setup", tmp_path / "users.toml")
    file = tmp_path / "out.csv"
    assert 6 == insuring("export", "coverage", file).code
    assert {"file": str(file), "count": 3} == insuring.json("--as", "sue", "export", "coverage", file).result
    assert 0o600 == file.stat().st_mode & 0o777
    assert 2 == insuring("--as", "sue", "export", "coverage", file).code, "what is there stays"
    heading, first, *_ = file.read_text(encoding="utf-8").splitlines()
    assert "mrn,external_id,payer,member_id,plan,group,relation,subscriber,from,to,order,copay" == heading
    assert "100001,,aetna,W123456789,'=1+1,007,self,,2026-01-01,,primary,new40=40; 25.50" == first
    again = insuring.json("--as", "sue", "import", "coverage", file).result
    assert (0, 0, 3, []) == (again["added"], again["updated"], again["unchanged"], again["rejected"])


def test_a_member_id_is_one_however_it_is_parted(insuring: CommandLine, tmp_path: Path) -> None:
    """Noted twice, and in a file: hyphens, spaces and case make no other insurance; what the record says stays."""
    ref = insuring.patient()
    first = insuring.json("coverage", "add", ref, *ADD[:2], "--member-id", "W123-456-789").result
    twice = insuring("coverage", "add", ref, *ADD, "--order", "secondary")
    assert (3, True) == (twice.code, "with this member id is there already" in twice.err)
    file = tmp_path / "cards.csv"
    file.write_text("mrn,payer,member_id,plan\n100001,aetna,w123 456789,PPO\n")
    assert 1 == insuring.json("import", "coverage", file).result["updated"]
    (after,) = insuring.json("coverage", "list", ref).result
    assert (first["id"], "W123-456-789", "PPO") == (after["id"], after["member_id"], after["plan"])
    assert 1 == insuring.json("import", "coverage", file).result["unchanged"]


def test_who_pays_themselves_is_noted_once(insuring: CommandLine) -> None:
    """A second time it is said that it is there, and of no insurance that it is to wait."""
    ref = insuring.patient()
    assert 0 == insuring("coverage", "add", ref, "--payer", "self-pay").code
    twice = insuring("coverage", "add", ref, "--payer", "cash")
    assert (3, True) == (twice.code, "paying themselves already (coverage 1). Change that one." in twice.err)


def test_imported(insuring: CommandLine, tmp_path: Path) -> None:
    """With the same answer as an import of patients."""
    insuring.patient()
    file = tmp_path / "cards.csv"
    file.write_text("MRN,Payer,Member ID,Effective Date,Color\n100001,Aetna,W123456789,2026-01-01,red\n9,aetna,1,,\n")
    ran = insuring.json("import", "coverage", file).result
    assert (1, 0, 0, ["Color"]) == (
        *(ran["added"], ran["updated"], ran["unchanged"]),
        [one["column"] for one in ran["unused"]],
    )
    (rejected,) = ran["rejected"]
    assert (3, "mrn") == (rejected["line"], rejected["field"])


@pytest.mark.parametrize(
    ("headings", "line"),
    [
        ("Chart #;Insurance Company;Policy No.;Group #;Eff. Date;Term Date", "{mrn};Aetna;W123456789;7;13.02.2026;"),
        (
            "MRN,Payor Name,Subscriber ID,Plan Name,Relationship to Subscriber,Start,Through,Priority,Co-Pay",
            "{mrn},60054,W123-456-789,PPO,Self,2026-01-01,12/31/9999,P,$25.00",
        ),
        (
            "Patient MRN,Insurance Carrier,Member #,Valid From,Valid Through",
            "{mrn},AETNA,w123456789,2/13/2026,12/31/2026",
        ),
    ],
)
def test_files_of_other_programs_name_their_columns(
    insuring: CommandLine, tmp_path: Path, headings: str, line: str
) -> None:
    """As insurances are written of elsewhere: all columns are taken."""
    insuring.patient()
    file = tmp_path / "cards.csv"
    file.write_text(f"\ufeff{headings}\n{line.format(mrn='100001')}\n", encoding="utf-8")
    ran = insuring.json("import", "coverage", file, "--dry-run").result
    assert (1, [], []) == (ran["added"], ran["rejected"], ran["unused"])

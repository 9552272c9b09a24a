"""Does an import of coverages find whose each line is, refuse what cannot be, and come back as one act?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from core.coverage.importing import COLUMNS
from core.coverage.model import ANY_TYPE
from core.errors import NotAllowed
from core.importing.columns import ColumnMap
from core.importing.map_file import read_map
from core.importing.request import ImportFile
from tests.desk.importing import Told
from tests.insured import PAYERS, insure

if TYPE_CHECKING:
    from core.desk import Desk
    from core.importing.request import ImportReport
    from core.patients.model import Patient

HEADINGS: Final = "mrn,payer,member_id,from,to,order,copay"
SYNTHEA: Final = Path(__file__).resolve().parents[2] / "examples" / "synthea-coverage.toml"
BCBS: Final = "6e2f1a2d-27bd-3701-8d08-dae202c58632"
CIGNA: Final = "047f6ec3-6215-35eb-9608-f9dda363a44c"
NO_INSURANCE: Final = "b1c428d6-4f07-31e0-90f0-68ffa6ff8c76"
SYNTHEAS_PAYERS: Final = "\n".join(
    f'[[payer]]\ncode = "{code}"\nname = "{code} plan"'
    for code in ("dual", "medicare", "medicaid", "humana", "bcbs", "uhc", "cigna", "anthem")
)


@pytest.fixture(autouse=True)
def payers(desk: Desk) -> None:
    """The clinic has payers."""
    desk.set_up("sue", PAYERS, place="payers.toml")


def take_in(
    desk: Desk,
    *lines: str,
    headings: str = HEADINGS,
    told: Told | None = None,
    dry_run: bool = False,
    column_map: ColumnMap | None = None,
    actor: str = "sue",
) -> ImportReport:
    """Import lines."""
    file = ImportFile("cards.csv", [f"{line}\n" for line in (headings, *lines)], column_map or ColumnMap())
    return desk.coverage.import_file(actor, file, sink=told or Told(), dry_run=dry_run)


def of(desk: Desk, patient: Patient) -> list[tuple[str, str, str]]:
    """Payer, member id and days of each coverage of the patient."""
    found = desk.coverage.of_patient("vic", patient.id)
    return [(one.payer, one.member_id, f"{one.starts or ''}..{one.ends or ''}") for one in found]


def counts(report: ImportReport) -> tuple[int, int, int, int]:
    """Added, updated, unchanged, rejected."""
    return report.added, report.updated, report.unchanged, report.rejected


def test_lines_add_change_and_say_nothing_new(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The same file once more writes nothing; a line about a coverage that is there changes it."""
    lines = (f"{smith.mrn},cigna,C1,2026-01-01,,,25; new40=40", f"{jones.mrn},Aetna,W123456789,2026-01-01,,primary,")
    assert (2, 0, 0, 0) == counts(take_in(desk, *lines))
    assert (0, 0, 2, 0) == counts(take_in(desk, *lines))
    ends = f"{smith.mrn},cigna,c1,2026-01-01,2026-12-31,,"
    assert (0, 1, 0, 0) == counts(take_in(desk, ends))
    assert [("cigna", "C1", "2026-01-01..2026-12-31")] == of(desk, smith)
    (kept,) = desk.coverage.of_patient("vic", smith.id)
    assert {(ANY_TYPE, 2500), ("new40", 4000)} == {(one.visit_type, one.cents) for one in kept.copays}, (
        "an empty cell changes nothing"
    )


@pytest.mark.parametrize(
    ("line", "field", "reason"),
    [
        ("{mrn},nobody,C1,,,,", "payer", "nobody"),
        ("{mrn},cigna,,,,,", "member_id", "member id is missing"),
        ("{mrn},aetna,123,,,,", "member_id", "does not look like"),
        ("0,cigna,C1,,,,", "mrn", "no patient with MRN 0"),
        (",cigna,C1,,,,", "mrn", "whose coverage"),
        ("{mrn},,C1,,,,", "payer", "Name the payer"),
        ("{mrn},cigna,C1,2026-12-31,2026-01-01,,", "to", "before it begins"),
        ("{mrn},cigna,C1,31.31.2026,,,", "from", "31.31.2026"),
        ("{mrn},cigna,C1,03/04/2026,,,", "from", "can be"),
        ("{mrn},cigna,C1,,,fourth,", "order", "fourth"),
        ("{mrn},cigna,C1,,,,many", "copay", "many"),
        ("{mrn},yearly,Y1,2026-06-01,,,", "from", "primary already"),
        ("{mrn},self-pay,,2026-06-01,,,", "from", "primary"),
        ("{mrn},self-pay,C1,2020-01-01,2020-12-31,,", "member_id", "pays themselves"),
    ],
)
def test_a_line_that_cannot_be_is_named_with_field_and_reason(
    desk: Desk, smith: Patient, line: str, field: str, reason: str
) -> None:
    """And the line beside it is taken."""
    insure(desk, smith, "medicaid", "M1")
    told = Told()
    wrong = line.format(mrn=smith.mrn)
    right = f"{smith.mrn},cigna,C7,2025-01-01,2025-12-31,,"
    tried = take_in(desk, wrong, right, dry_run=True)
    assert (1, 0, 0, 1) == counts(tried)
    assert tried == take_in(desk, wrong, right, told=told)
    (rejected,) = told.rejected
    assert (2, field) == (rejected.line, rejected.field)
    assert reason in rejected.reason


def test_lines_of_one_file_may_clash(desk: Desk, smith: Patient, jones: Patient) -> None:
    """The later of two that pay first on one day is refused, tried out or done, wherever in the file they stand."""
    lines = [
        f"{smith.mrn},cigna,C1,2026-01-01,,,",
        *(f"{jones.mrn},cigna,J{year},{year}-01-01,{year}-12-31,," for year in range(1990, 2020)),
        f"{smith.mrn},yearly,Y1,2026-06-01,,,",
        f"{smith.mrn},yearly,Y1,2025-01-01,2025-12-31,,",
    ]
    for order in (lines, [lines[0], lines[-2], *lines[1:-2], lines[-1]]):
        told, tried = Told(), Told()
        wanted = take_in(desk, *order, told=tried, dry_run=True)
        done = take_in(desk, *order, told=told)
        assert (32, 0, 0, 1) == counts(done)
        assert wanted == done
        assert [one.line for one in tried.rejected] == [one.line for one in told.rejected]
        desk.journal.undo("sue")


def test_a_line_may_make_room_for_a_later_one(desk: Desk, smith: Patient) -> None:
    """Tried out as when it is done; and one that meets an earlier line says so, and no number that nothing has."""
    insure(desk, smith)
    lines = [f"{smith.mrn},cigna,C1,2026-01-01,2026-12-31,,", f"{smith.mrn},yearly,Y1,2027-01-01,,,"]
    lines.append(f"{smith.mrn},yearly,Y2,2027-06-01,,,")
    told, tried = Told(), Told()
    wanted = take_in(desk, *lines, told=tried, dry_run=True)
    assert wanted == take_in(desk, *lines, told=told)
    assert (1, 1, 0, 1) == counts(wanted)
    sentences = {one.reason for one in (*tried.rejected, *told.rejected)}
    assert {
        "Yearly Mutual is primary already, from 1 Jan 2027 (an earlier line). Let one end before the other begins."
    } == (sentences)


def test_whose_it_is_by_external_id(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Both numbers must mean the same patient."""
    desk.patients.edit("ana", smith.id, {"external_id": "E1"})
    headings = "external id,mrn,payer,member id"
    assert (1, 0, 0, 0) == counts(take_in(desk, "E1,,cigna,C1", headings=headings))
    told = Told()
    take_in(desk, f"E1,{jones.mrn},cigna,C2", "E9,,cigna,C3", headings=headings, told=told)
    assert [("external_id", True), ("external_id", True)] == [
        (one.field, one.reason.endswith(".")) for one in told.rejected
    ]
    assert "Jones, Ann" in told.rejected[0].reason


def test_one_undo_takes_all_of_it_back(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Added and changed lines alike; nobody else than a supervisor takes them in."""
    insure(desk, smith)
    lines = (f"{smith.mrn},cigna,C1,2026-01-01,2026-12-31,,", f"{jones.mrn},cigna,C2,,,,")
    with pytest.raises(NotAllowed):
        take_in(desk, *lines, actor="ana")
    assert (1, 1, 0, 0) == counts(take_in(desk, *lines))
    desk.journal.undo("sue")
    assert [("cigna", "C1", "2026-01-01..")] == of(desk, smith)
    assert [] == of(desk, jones)
    desk.journal.redo("sue")
    assert [("cigna", "C2", "..")] == of(desk, jones)


def test_what_was_noted_meanwhile_stays_when_an_import_comes_back(desk: Desk, smith: Patient, jones: Patient) -> None:
    """Of two that pay first the one at the desk stays, and the others come back."""
    take_in(desk, f"{smith.mrn},cigna,C1,2026-01-01,,,", f"{jones.mrn},cigna,C2,2026-01-01,,,")
    desk.journal.undo("sue")
    insure(desk, smith, "yearly", "Y1")
    change = desk.journal.redo("sue")
    assert "1 " in change.sentence
    assert [("yearly", "Y1", "2026-01-01..")] == of(desk, smith)


def test_payer_transitions_of_synthea(desk: Desk, smith: Patient) -> None:
    """Read through the map that is shipped: instants, the day on which the next begins, who paid themselves."""
    desk.set_up("sue", SYNTHEAS_PAYERS, place="synthea.toml")
    desk.patients.edit("ana", smith.id, {"external_id": "3edac2e3"})
    headings = "PATIENT,MEMBERID,START_YEAR,END_YEAR,PAYER,SECONDARY_PAYER,OWNERSHIP,OWNERNAME"
    lines = (
        f"3edac2e3,2277431c-b682,2014-10-14T04:17:47Z,2015-10-20T04:17:47Z,{BCBS},,Guardian,Gail741 Mosciski958",
        f"3edac2e3,fd00e62f-4cb6,2015-10-20T04:17:47Z,2016-10-25T04:17:47Z,{CIGNA},,Self,John Smith",
        f"3edac2e3,,2016-10-25T04:17:47Z,2017-10-31T04:17:47Z,{NO_INSURANCE},,,",
    )
    column_map = read_map(SYNTHEA.read_text(), COLUMNS, place=SYNTHEA.name)
    told = Told()
    done = take_in(desk, *lines, headings=headings, column_map=column_map, told=told)
    assert [] == told.rejected
    assert (3, 0, 0, 0) == counts(done)
    assert [
        ("self-pay", "", "2016-10-25..2017-10-30"),
        ("cigna", "fd00e62f-4cb6", "2015-10-20..2016-10-24"),
        ("bcbs", "2277431c-b682", "2014-10-14..2015-10-19"),
    ] == of(desk, smith)
    relations = [one.relation.value for one in desk.coverage.of_patient("vic", smith.id)]
    assert ["self", "self", "child"] == relations

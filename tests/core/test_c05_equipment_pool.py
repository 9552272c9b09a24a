"""C5: is a piece of everything that the visit uses left at the site?"""

from collections.abc import Sequence
from datetime import date

import pytest

from core.clinic.dated import Outage
from core.clinic.model import Clinic, Equipment, VisitType
from core.conflict import Conflict, Severity
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import ScheduledVisit
from core.schedule.rules.c05_equipment_pool import equipment_pool
from core.settings.model import Policy
from core.structs import replace
from tests.core.proposing import CLINIC, FU20, ITO, WEST, at, knowing, propose, taken

ECG = replace(FU20, code="ecg20", equipment=("ecg",))
BOTH = replace(FU20, code="both20", equipment=("ecg", "scope"))


def clinic(ecg: int | None = 1, scope: int | None = None, *, retired: bool = False) -> Clinic:
    """The clinic with so many pieces at main, and none at west."""
    counts = {"ecg": ecg, "scope": scope}
    return replace(
        CLINIC,
        visit_types={**CLINIC.visit_types, "ecg20": ECG, "both20": BOTH},
        equipment={
            ("main", code): Equipment(code, "main", count, retired=retired)
            for code, count in counts.items()
            if count is not None
        },
    )


def using(*spans: str, of: VisitType = ECG) -> list[ScheduledVisit]:
    """Jones with Ito for each span, '10:00-10:20'."""
    return [
        taken(*span.split("-"), number=7 + at, provider=ITO, room=f"R{2 + at}", visit_type=of)
        for at, span in enumerate(spans)
    ]


REPAIR = Outage("ecg", "main", date(2026, 11, 24), count=1, note="repair")
OUTAGES = [
    (REPAIR, [], None),
    (REPAIR, ["10:00-10:20"], "Of ecg at Main Street there are 1 on 24 Nov 2026 (repair), in use: Jones, Ann with Ito"),
    (REPAIR, ["10:20-10:40"], None),
    (replace(REPAIR, count=0), [], "Of ecg at Main Street there are 0 on 24 Nov 2026 (repair)."),
    (replace(REPAIR, count=0, note=""), [], "there are 0 on 24 Nov 2026."),
    (replace(REPAIR, count=0, on=date(2026, 11, 23)), [], None),
    (replace(REPAIR, count=0, on=date(2026, 11, 25)), [], None),
    (
        replace(REPAIR, count=0, on=date(2026, 11, 1), until=date(2026, 11, 24)),
        [],
        "there are 0 1 Nov 2026 to 24 Nov 2026 (repair).",
    ),
    (replace(REPAIR, count=0, on=date(2026, 11, 1), until=date(2026, 11, 23)), [], None),
    (replace(REPAIR, count=0, site="west"), [], None),
    (replace(REPAIR, count=0, equipment="scope"), [], None),
    (replace(REPAIR, count=5), ["10:00-10:20"], None),
    (replace(REPAIR, count=5), ["10:00-10:20", "10:00-10:20"], "All ecg of Main Street (2) is in use"),
]


@pytest.mark.parametrize(("outage", "others", "told"), OUTAGES)
def test_on_days_of_an_outage_there_are_fewer(outage: Outage, others: Sequence[str], told: str | None) -> None:
    """At that site, of that equipment, both days included; never more than there are."""
    known = replace(clinic(ecg=2), outages=(outage,))
    found = equipment_pool(propose(visit_type=ECG), knowing(at_site=using(*others), clinic=known), Policy())
    assert (told is None) is (found == ())
    assert told is None or told in found[0].message


def test_of_two_outages_the_graver_counts() -> None:
    """On the days that both have."""
    known = replace(clinic(ecg=3), outages=(replace(REPAIR, count=2), replace(REPAIR, count=0)))
    (found,) = equipment_pool(propose(visit_type=ECG), knowing(clinic=known), Policy())
    assert "there are 0" in found.message


@pytest.mark.parametrize(
    ("count", "others", "met"),
    [
        (1, [], []),
        (1, ["10:00-10:20"], [7]),
        (1, ["9:00-10:00"], []),
        (1, ["10:20-10:40"], []),
        (1, ["9:50-10:01"], [7]),
        (1, ["10:19-10:30"], [7]),
        (1, ["9:00-12:00"], [7]),
        (2, ["10:00-10:20"], []),
        (2, ["10:00-10:20", "10:00-10:20"], [7, 8]),
        (2, ["9:50-10:10", "10:10-10:30"], []),  # one after the other: one piece does
        (2, ["9:50-10:11", "10:10-10:30"], [7, 8]),
        (2, ["9:50-10:05", "10:05-10:10", "10:10-10:30"], []),
        (2, ["9:50-10:05", "10:05-10:15", "10:10-10:30"], [8, 9]),
        (2, ["9:00-10:00", "10:20-11:00", "10:00-10:20"], []),
        (3, ["10:00-10:20", "10:00-10:20"], []),
        (3, ["10:00-10:20", "9:00-11:00", "10:15-10:20"], [7, 8, 9]),
        (3, ["10:00-10:10", "9:00-11:00", "10:10-10:20"], []),
        (0, [], []),
        (None, [], []),
    ],
)
def test_a_pool_of_n_is_used_by_n_at_once(count: int | None, others: Sequence[str], met: list[int]) -> None:
    """What overlaps the visit one after the other is one user; edges are half-open; with none left nobody has it."""
    facts = knowing(at_site=using(*others), clinic=clinic(count))
    found = equipment_pool(propose(visit_type=ECG), facts, Policy())
    assert met == [number for conflict in found for number in conflict.appointments]
    assert bool(found) is (bool(met) or not count)
    assert all(conflict.severity is Severity.HARD for conflict in found)


def test_only_those_who_use_it_count() -> None:
    """Other types, and the same type by telehealth, need none."""
    (remote,) = using("10:00-10:20")
    remote = replace(remote, appointment=replace(remote.appointment, mode=Mode.TELEHEALTH))
    facts = knowing(at_site=[*using("10:00-10:20", of=FU20), remote], clinic=clinic())
    assert () == equipment_pool(propose(visit_type=ECG), facts, Policy())
    busy = knowing(at_site=using("10:00-10:20"), clinic=clinic())
    assert () == equipment_pool(propose(visit_type=FU20), busy, Policy())
    assert () == equipment_pool(replace(propose(visit_type=ECG), mode=Mode.TELEHEALTH), busy, Policy())


def test_who_has_it_is_named_and_when() -> None:
    """Every user of that moment."""
    one = equipment_pool(propose(visit_type=ECG), knowing(at_site=using("9:50-10:30"), clinic=clinic()), Policy())
    sentence = "All ecg of Main Street (1) is in use: Jones, Ann with Ito 9:50-10:30."
    assert (Conflict("C5", Severity.HARD, sentence, one[0].appointments),) == one
    two = knowing(at_site=using("9:50-10:30", "10:10-10:50"), clinic=clinic(2))
    (found,) = equipment_pool(propose(visit_type=ECG), two, Policy())
    assert (
        "All ecg of Main Street (2) is in use: Jones, Ann with Ito 9:50-10:30; Jones, Ann with Ito 10:10-10:50."
        == found.message
    )


@pytest.mark.parametrize(
    ("ecg", "scope", "retired", "missing"),
    [
        (1, 1, False, []),
        (1, None, False, ["scope"]),
        (0, 1, False, ["ecg"]),
        (None, None, False, ["ecg", "scope"]),
        (1, 1, True, ["ecg", "scope"]),
    ],
)
def test_what_is_out_of_service_is_told(
    ecg: int | None, scope: int | None, missing: list[str], *, retired: bool
) -> None:
    """A pool of none, one that is retired, and one that the site never had; each piece of what a type uses."""
    facts = knowing(clinic=clinic(ecg, scope, retired=retired))
    found = equipment_pool(propose(visit_type=BOTH), facts, Policy())
    assert [f"Main Street has no {code} in use." for code in missing] == [conflict.message for conflict in found]


def test_each_site_has_its_own() -> None:
    """What stands at Main Street is of no use on the West Side."""
    facts = knowing(site=WEST, clinic=clinic())
    (found,) = equipment_pool(propose(site=WEST, visit_type=ECG), facts, Policy())
    assert "West Side has no ecg in use." == found.message


def test_the_clocks_change_and_the_pool_does_not() -> None:
    """In the hour that comes twice, one o'clock and one o'clock again are two times."""
    first, second = (propose("2027-11-07T01:30", fold=fold, visit_type=ECG) for fold in (0, 1))
    other = taken("2027-11-07T01:20", "2027-11-07T01:50", visit_type=ECG)
    assert at("2027-11-07T01:20") == other.appointment.start
    facts = knowing(at_site=[other], clinic=clinic())
    assert [1, 0] == [len(equipment_pool(proposal, facts, Policy())) for proposal in (first, second)]

"""Do all rules speak, together and in their order?"""

from pathlib import Path

from core.patients.model import PatientStatus
from core.schedule.model.day import ClosureKind
from core.schedule.rules import book
from core.schedule.rules.book import RULES, check_rules
from core.settings.model import Policy
from core.structs import replace
from tests.core.proposing import SMITH, between, closed, knowing, propose, taken


def test_all_conflicts_come_back_together_in_the_order_of_the_rules() -> None:
    """Nobody is sent away once for each rule."""
    archived = replace(SMITH, status=PatientStatus.ARCHIVED)
    facts = knowing(
        closures=[closed(ClosureKind.BLOCK, between("10:00", "11:00"), "lunch")],
        provider_day=[taken("10:00", "10:20")],
        patient_day=[taken("10:10", "10:30", number=8, patient=archived, room="R2")],
        at_site=[taken("10:00", "10:20")],
    )
    conflicts = check_rules(propose("10:02", patient=archived), facts, Policy())
    assert ["C1", "C2", "C3", "C4", "C6", "C8", "C10"] == [conflict.rule for conflict in conflicts]


def test_a_booking_against_nothing_meets_nothing() -> None:
    """All rules are silent for an ordinary booking."""
    assert () == check_rules(propose(), knowing(sessions=[between("9:00", "12:00")]), Policy())


def test_every_rule_in_the_folder_is_in_the_book() -> None:
    """A rule is one file and one line: a file without its line would never be asked."""
    files = {path.stem for path in Path(book.__file__).parent.glob("c[0-9][0-9]_*.py")}
    assert files == {rule.__module__.rpartition(".")[2] for rule in RULES}

"""C1: which patients may be booked?"""

import pytest

from core.conflict import Conflict, Severity
from core.patients.model import PatientStatus
from core.schedule.rules.c01_patient_status import patient_status
from core.settings.model import Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.core.proposing import SMITH, knowing, propose

REFUSED = [
    (PatientStatus.DECEASED, "Smith, John is deceased and cannot be booked."),
    (PatientStatus.ARCHIVED, "Smith, John is archived and cannot be booked."),
    (PatientStatus.ENTERED_IN_ERROR, "Smith, John is entered in error and cannot be booked."),
]


def test_an_active_patient_may_be_booked() -> None:
    """The ordinary case says nothing."""
    assert () == patient_status(propose(), knowing(), Policy())


@pytest.mark.parametrize(("status", "sentence"), REFUSED)
def test_any_other_status_is_refused(status: PatientStatus, sentence: str) -> None:
    """The sentence names the patient and the status."""
    proposal = propose(patient=replace(SMITH, status=status))
    assert (Conflict("C1", Severity.HARD, sentence),) == patient_status(proposal, knowing(), Policy())


def test_every_status_is_judged() -> None:
    """A status added to the model does not slip through unnoticed; restricted is a matter of privacy, and none kept."""
    kept = set(PatientStatus) - {PatientStatus.RESTRICTED}
    assert kept == {PatientStatus.ACTIVE} | {status for status, _ in REFUSED}
    assert () == patient_status(propose(patient=replace(SMITH, restricted=True)), knowing(), Policy())


@pytest.mark.parametrize("status", PatientStatus)
def test_who_is_marked_is_not_booked_whatever_the_status(status: PatientStatus) -> None:
    """The mark is a flag of its own."""
    proposal = propose(patient=replace(SMITH, status=status, no_booking=True))
    assert (Conflict("C1", Severity.HARD, "Smith, John is marked as not to be booked."),) == patient_status(
        proposal, knowing(), Policy()
    )


def test_the_settings_say_how_grave_it_is() -> None:
    """A clinic may let its desk book such a patient with a reason."""
    policy = Policy(rules=RuleSettings(C1=Severity.CONFIRM))
    proposal = propose(patient=replace(SMITH, status=PatientStatus.ARCHIVED))
    assert [Severity.CONFIRM] == [conflict.severity for conflict in patient_status(proposal, knowing(), policy)]

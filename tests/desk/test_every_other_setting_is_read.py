"""Does every setting that is no rule's, a limit of booking's included, change what somebody would notice?

A case is what is noticed under two values of the setting. What shows on a screen, on the disk or in how long is waited
has tests of its own, which are named here and speak of the setting by its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from msgspec import Struct

from core.calendar.date_order import DateOrder
from core.calendar.parse_date import parse_date
from core.clinic.model import Clinic
from core.coverage.model import Benefits, How
from core.coverage.standing import AsOf, are_benefits_stale, standing
from core.errors import BadInput
from core.jobs.night import backup_occasion
from core.schedule.model.appointment import Mode
from core.schedule.model.visit import VisitStep
from core.settings.model import Policy, Settings
from core.structs import field_names, replace
from core.telehealth.joining import joining
from core.visits.clearance.facts import VisitFacts
from core.visits.clearance.items import findings
from core.visits.state import Verb, illegal
from core.visits.waiting import waiting
from tests.clinics import NOW, FakeClock, book, make_desk, register
from tests.core.proposing import SMITH
from tests.core.test_coverage_standing import AETNA, PAID, asked
from tests.days import MAIN, at, visit
from tests.desk.asking import scheduled_of
from tests.desk.test_every_setting_is_read import NO_RULE_OF_BOOKING
from tests.insured import PAYERS, insure

ROOT: Final = Path(__file__).resolve().parents[2]
SECRET: Final = b"secret"
ELIGIBILITY: Final = """
[[site]]
code = "main"
name = "Main Street"
zone = "America/New_York"
npi = "1234567893"

[[payer]]
code = "aetna"
name = "Aetna"
payer_id = "60054"
tells = ["tax-id"]
"""


class Case(Struct, frozen=True):
    """What is noticed of a clinic with those settings, and the two values under which it is not the same."""

    noticed: Callable[[Policy, Path], object]
    one: Any
    other: Any


def _late_by_cancelling(policy: Policy, folder: Path) -> object:
    desk = make_desk(folder, clock=FakeClock(), policy=policy)
    booked = book(desk, register(desk), "2026-11-24T10:00")
    gone = scheduled_of(desk.visits.do("ana", Verb.CANCEL, booked.appointment.id, reason="sick"))
    return gone.appointment.cancellation and gone.appointment.cancellation.late


def _no_show(policy: Policy, _: Path) -> object:
    conflict = illegal(Verb.NO_SHOW, visit(1, "10:00"), MAIN, at("10:20"), policy)
    return conflict and conflict.message


def _demographics(policy: Policy, _: Path) -> object:
    one = visit(1, "10:00")
    patient = replace(one.patient, demographics_confirmed_at=at("9:00", on=date(2026, 1, 5)))
    return findings(VisitFacts(replace(one, patient=patient), MAIN, policy, at("10:20"), Clinic()))[
        "demographics"
    ].state


def _waited(step: VisitStep) -> Callable[[Policy, Path], object]:
    def noticed(policy: Policy, _: Path) -> object:
        told = waiting(visit(1, "9:00", step=step, since="9:00"), policy, at("10:00"))
        return told.in_step.delay, told.in_all.delay

    return noticed


def _backed_up(policy: Policy, _: Path) -> object:
    occasion = backup_occasion(policy, MAIN, NOW)
    return occasion and occasion.due


def _joined(policy: Policy, _: Path) -> object:
    afar = replace(visit(1, "11:00").appointment, mode=Mode.TELEHEALTH)
    return joining(afar, MAIN, policy.telehealth, SECRET, None)


def _read(policy: Policy, _: Path) -> object:
    return parse_date("3/4", today=date(2026, 1, 1), order=policy.dates.order)


def _insured(policy: Policy, _: Path) -> object:
    said = replace(asked(AETNA, days_ago=20), benefits=Benefits(NOW - timedelta(days=20), How.PORTAL, "ana"))
    now = AsOf(PAID, policy, NOW, MAIN.tz)
    found = standing(SMITH, (said,), NOW.date(), now)
    return found.trouble, said.benefits and are_benefits_stale(
        said.benefits, NOW.date(), AsOf(PAID, policy, NOW, MAIN.tz)
    )


def _to_verify(policy: Policy, folder: Path) -> object:
    desk = make_desk(folder, clock=FakeClock(), policy=policy)
    desk.set_up("sue", PAYERS, place="payers.toml")
    book(desk, register(desk), "2026-11-25T10:00")
    return len(desk.verification.worklist("ana"))


def _asked(policy: Policy, folder: Path) -> object:
    """What the head of a file of questions says, what it tells, and how many visits are asked about again."""
    desk = make_desk(folder, clock=(clock := FakeClock()), policy=policy)
    desk.set_up("sue", PAYERS, place="payers.toml")
    told = ELIGIBILITY if policy.eligibility.tax_id else ELIGIBILITY.replace('"tax-id"', "")
    desk.set_up("sue", told, place="asked.toml")
    insure(desk, smith := register(desk), "aetna", "W123456789")
    book(desk, smith, "2026-11-25T10:00")
    try:
        sent = desk.verification.ask("ana")
    except BadInput:
        return "nowhere"
    clock.forward(minutes=12 * 60)
    again = desk.verification.ask("ana")
    return (
        [desk.verification.outgoing("ana", file.id)[1].split(b"ST*")[0] for file in sent.files],
        [desk.verification.outgoing("ana", file.id)[1].count(b"REF*TJ*987654321") for file in sent.files],
        len(again.asked),
    )


CASES: Final[Mapping[str, Case]] = {
    "dates.order": Case(_read, DateOrder.MDY, DateOrder.DMY),
    "booking.late_cancel_hours": Case(_late_by_cancelling, 1, 48),
    "arrival.grace_minutes": Case(_no_show, 10, 60),
    "arrival.demographics_days": Case(_demographics, 30, 3_650),
    "queue.arrived_minutes": Case(_waited(VisitStep.ARRIVED), 10, 90),
    "queue.checked_in_minutes": Case(_waited(VisitStep.CHECKED_IN), 10, 90),
    "queue.roomed_minutes": Case(_waited(VisitStep.ROOMED), 10, 90),
    "queue.with_provider_minutes": Case(_waited(VisitStep.WITH_PROVIDER), 10, 90),
    "queue.departed_minutes": Case(_waited(VisitStep.DEPARTED), 10, 90),
    "queue.in_all_minutes": Case(_waited(VisitStep.ROOMED), 10, 90),
    "coverage.enrolment_days": Case(_insured, 10, 90),
    "coverage.benefits_days": Case(_insured, 10, 90),
    "coverage.ahead_days": Case(_to_verify, 1, 7),
    "eligibility.to": Case(_asked, "", "/srv/x12/out"),
    "eligibility.sender": Case(_asked, "", "US"),
    "eligibility.sender_kind": Case(_asked, "ZZ", "30"),
    "eligibility.receiver": Case(_asked, "THEM", "OTHERS"),
    "eligibility.receiver_kind": Case(_asked, "ZZ", "27"),
    "eligibility.tax_id": Case(_asked, "", "987654321"),
    "eligibility.test": Case(_asked, one=False, other=True),
    "eligibility.days": Case(_asked, 1, 3),
    "eligibility.again_hours": Case(_asked, 1, 24),
    "backup.folder": Case(_backed_up, "", "/srv/backup"),
    "backup.hour": Case(_backed_up, 2, 5),
    "telehealth.link": Case(_joined, "", "https://meet.example.org/{token}"),
    "telehealth.command": Case(_joined, (), ("/usr/local/bin/meeting",)),
    "telehealth.dial_in": Case(_joined, "", "+1 555 0100"),
}
"""By table and setting."""
ALONGSIDE: Final[Mapping[str, Mapping[str, Any]]] = {
    "backup.hour": {"folder": "/srv/backup"},
    **{
        f"eligibility.{name}": {"to": "/srv/x12/out"}
        for name in (*("sender", "sender_kind", "receiver", "receiver_kind", "tax_id", "test", "days", "again_hours"),)
    },
}
"""What else is set, for the setting to matter."""
ELSEWHERE: Final = {
    "database.path": "tests/tui/test_cli_founding.py",
    "database.busy_seconds": "tests/storage/test_write_queue.py",
    "display.theme": "tests/tui/test_snapshots.py",
    "display.ascii": "tests/tui/test_snapshots.py",
    "display.row_minutes": "tests/tui/test_day_rows.py",
    "display.privacy": "tests/tui/test_snapshots.py",
    "calls.ahead_days": "tests/desk/test_calls.py",
    "calls.dial_command": "tests/tui/test_call_screens.py",
    "coverage.card_command": "tests/tui/test_cli_cards.py",
    "eligibility.answers": "tests/desk/test_exchange_folders.py",
    "backup.daily": "tests/storage/test_backup_folder.py",
    "backup.weekly": "tests/storage/test_backup_folder.py",
    "till.no_show_fee": "tests/desk/test_no_show_fee.py",
    "till.no_show_fee_from": "tests/desk/test_no_show_fee.py",
    "till.currency": "tests/desk/test_till.py",
    "till.copay_at_check_in": "tests/tui/test_till_screens.py",
    "documents.templates": "tests/tui/test_cli_documents.py",
    "documents.language": "tests/tui/test_cli_documents.py",
    "documents.paper": "tests/tui/test_cli_documents.py",
    "documents.fonts": "tests/tui/test_cli_documents.py",
    "documents.full_age": "tests/desk/test_forms.py",
    "documents.open_command": "tests/tui/test_cli_documents.py",
    "documents.print_command": "tests/tui/test_cli_documents.py",
    "till.print_command": "tests/tui/test_cli_till.py",
    "till.print_as": "tests/tui/test_cli_till.py",
    "mail.fax_spool": "tests/desk/test_faxes.py",
    "mail.fax_folder": "tests/tui/test_mail.py",
    "mail.mail_folder": "tests/tui/test_mail.py",
    "messages.answers": "tests/desk/test_message_answers.py",
    "telehealth.test_link": "tests/desk/test_message_settings.py",
    **dict.fromkeys(
        (
            *("messages.mailbox", "messages.mailbox_security", "messages.mailbox_user", "messages.mailbox_password"),
            "messages.mailbox_folder",
        ),
        "tests/desk/test_mailbox.py",
    ),
    "messages.recall_times": "tests/desk/test_message_recall.py",
    **dict.fromkeys(
        (
            *("messages.spool", "messages.gateway", "messages.gateway_token", "messages.letter_command"),
            *("messages.server", "messages.server_security", "messages.server_user", "messages.server_password"),
            "messages.sender",
        ),
        "tests/desk/test_message_links.py",
    ),
    **dict.fromkeys(
        (
            *("messages.ways", "messages.language", "messages.confirm_days", "messages.remind_days"),
            *("messages.remind_hours", "messages.changes", "messages.change_minutes", "messages.missed_hours"),
            *("messages.from_hour", "messages.until_hour", "messages.a_day", "messages.a_week"),
            *("messages.household", "messages.leave_out"),
        ),
        "tests/desk/test_message_settings.py",
    ),
}
"""Settings with a test file of their own."""
OF_RULES: Final = {"rules", "booking", "keys"}
"""Tables whose settings have their cases in `test_every_setting_is_read.py`, and that of keys, which names actions."""


def _settings() -> set[str]:
    tables = {name: getattr(Settings(), name) for name in field_names(Settings) if name not in OF_RULES}
    kept = {f"{name}.{key}" for name, table in tables.items() for key in field_names(type(table))}
    return kept | {f"booking.{name}" for name in NO_RULE_OF_BOOKING}


def test_every_setting_has_a_case() -> None:
    """One that is added is noticed by somebody."""
    assert _settings() == {*CASES, *ELSEWHERE}


@pytest.mark.parametrize("name", CASES)
def test_two_values_are_two_things_to_somebody(tmp_path: Path, name: str) -> None:
    """All else being equal."""
    case, (table, key) = CASES[name], name.split(".")
    noticed = []
    for at_, value in enumerate((case.one, case.other)):
        policy = Policy()
        said = replace(getattr(policy, table), **{**ALONGSIDE.get(name, {}), key: value})
        folder = tmp_path / str(at_)
        folder.mkdir()
        noticed.append(case.noticed(replace(policy, **{table: said}), folder))
    assert noticed[0] != noticed[1]


@pytest.mark.parametrize(("name", "file"), ELSEWHERE.items())
def test_a_test_elsewhere_speaks_of_it(name: str, file: str) -> None:
    """By its name."""
    assert name.rpartition(".")[2] in (ROOT / file).read_text(encoding="utf-8")

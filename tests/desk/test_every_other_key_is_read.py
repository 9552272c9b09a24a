"""Does every key of a set-up file that no rule of booking reads change what somebody would notice?

A case is what is noticed of two records that differ in the key alone. What shows on a screen or in a file has tests of
its own, which are named here and write the key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

import pytest

from core.access.model import User
from core.access.privileges import Privilege
from core.access.roles import RoleAuthorization
from core.cases.kinds.book import KINDS as CASE_KINDS
from core.cases.rules import due_rule, pool_of
from core.clinic.form import GIVEN, Form
from core.clinic.outreach import ServiceInfo
from core.clinic.payer import Fee, Payer, renews_between
from core.clinic.reason import CaseRule
from core.contact.service_info import infos_of
from core.coverage.model import Coverage
from core.coverage.payers import looks_right
from core.errors import ClinicdeskError
from core.estimates.fees import lines_for
from core.forms.model import FormNote, FormState
from core.forms.standing import standings
from core.record_ref import PatientId
from core.settings.model import EligibilitySettings
from core.setup.kinds import KINDS
from core.structs import replace
from core.verification.question import question_of
from core.visits.state import Verb
from tests.clinics import SETUP, USERS, book, make_desk, register
from tests.core.proposing import CLINIC, MAIN, SMITH
from tests.desk.asking import now_of
from tests.desk.test_every_key_is_read import NOT_OF_BOOKINGS, ONLY_SAID

ROOT: Final = Path(__file__).resolve().parents[2]
ON: Final = date(2026, 11, 24)
NOW: Final = datetime(2026, 11, 24, 15, tzinfo=UTC)
KIND: Final = CASE_KINDS["referral-out"]
FEE: Final = Fee("fu20", "99213", "Visit", 9500)
PAYER: Final = Payer("aetna", "Aetna", "60054")
COVERED: Final = Coverage(1, SMITH.id, "aetna", member_id="W12", starts=date(2026, 1, 1))
FORM: Final = Form("hipaa", "Privacy notice")
RULE: Final = CaseRule("referral-out", "draft", due=9)
INFO: Final = ServiceInfo("directions", "By bus 4.")


def _payers(payer: Payer) -> object:
    site = replace(MAIN, npi="1234567893")
    question = question_of(SMITH, COVERED, ON, payer, site, settings=EligibilitySettings())
    renewed = renews_between(payer, ON, date(2026, 12, 1))
    return question, renewed, looks_right(payer, "W12"), payer.ask_by


def _fees(fee: Fee) -> object:
    return lines_for(replace(CLINIC, fees=(fee,)), "fu20", "lee", ON)


def _forms(form: Form) -> object:
    seen = [FormNote(1, PatientId(1), "hipaa", state, date(2025, 1, 2), NOW, "ana") for state in FormState]
    told = [
        standings({form.code: form}, notes, date(1984, 3, 14), ON, "fu20") for notes in ([], *([one] for one in seen))
    ]
    return [[(one.form.code, one.why) for one in each] for each in told]


def _cases(rule: CaseRule) -> object:
    clinic = replace(CLINIC, case_rules={(rule.kind, rule.state): rule})
    return [(due_rule(clinic, KIND, state), pool_of(clinic, KIND, state)) for state in KIND.states]


def _infos(info: ServiceInfo) -> object:
    key = (info.topic, info.visit_type, info.site, info.language)
    return infos_of(replace(CLINIC, infos={key: info}), "fu20", "main", "")


def _may(user: User) -> object:
    return [RoleAuthorization().allows(user.name, one, {user.name: user}) for one in Privilege]


NOTICED: Final[dict[str, tuple[Callable[[Any], object], Any, dict[str, Any]]]] = {
    "fee": (
        _fees,
        FEE,
        {
            "visit_type": "new40",
            "code": "99214",
            "name": "Long visit",
            "cents": 1,
            "provider": "ito",
            "starts": date(2026, 11, 25),
            "ends": date(2026, 11, 23),
        },
    ),
    "form": (
        _forms,
        FORM,
        {
            "code": "consent",
            "name": "Consent",
            "needs": GIVEN,
            "may_decline": True,
            "types": ("new40",),
            "min_age": 50 * 12,
            "max_age": 12,
            "valid_days": 30,
        },
    ),
    "case_rule": (
        _cases,
        RULE,
        {
            "kind": "result",
            "state": "sent",
            "due": 77,
            "urgent": 66,
            "remind": 55,
            "escalate": 44,
            "owner": "biller",
        },
    ),
    "info": (
        _infos,
        INFO,
        {"topic": "parking", "text": "By car.", "visit_type": "new40", "site": "west", "language": "es"},
    ),
    "user": (_may, User("ana", ("viewer",)), {"roles": ("supervisor",)}),
    "payer": (
        _payers,
        PAYER,
        {
            "name": "Cigna",
            "payer_id": "60055",
            "member_id": "999",
            "renews": "year",
            "services": ("98",),
            "tells": ("sex",),
            "ask_by": "phone",
        },
    ),
}
"""What is noticed of a record, one of them, and what it says otherwise: each by itself is noticed."""
ELSEWHERE: Final = {
    **dict.fromkeys(("payer.phone", "payer.portal"), "tests/tui/test_insurance_screens.py"),
    **dict.fromkeys(("payer.units_lost", "case_rule.unit"), "tests/desk/test_authorizations.py"),
    **dict.fromkeys(("recall.months", "recall.types", "recall.after"), "tests/desk/test_recall.py"),
}
OF_ACTS: Final = {"form.template", "reason.for", "reason.by", "reason.text"}
"""Of which a test below asks at the desk."""


def test_every_key_has_a_case() -> None:
    """One that is added is noticed by somebody."""
    asked = {
        f"{kind.table}.{key.name}": f"{kind.table}.{key.field}"
        for kind in KINDS
        for key in kind.keys
        if kind.table in NOT_OF_BOOKINGS and key.name not in ONLY_SAID
    }
    noticed = {f"{table}.{name}" for table, (_, _, others) in NOTICED.items() for name in others}
    assert set() == {
        key for key, attribute in asked.items() if key not in {*ELSEWHERE, *OF_ACTS} and attribute not in noticed
    }


def test_two_values_are_two_things_to_somebody() -> None:
    """All else being equal."""
    for table, (noticed, record, others) in NOTICED.items():
        for name, value in others.items():
            assert noticed(record) != noticed(replace(record, **{name: value})), f"{table}.{name}"


def test_a_test_elsewhere_writes_it() -> None:
    """By its name."""
    for key, file in ELSEWHERE.items():
        assert key.rpartition(".")[2] in (ROOT / file).read_text(encoding="utf-8"), key


def test_two_values_are_two_things_at_the_desk(tmp_path: Path) -> None:
    """The template that a form is printed from, what a reason is for, and who cancels with it."""
    desk = make_desk(tmp_path, setup=SETUP + USERS)
    smith = register(desk)
    said = []
    for name in ("of-ours", "of-theirs"):
        desk.set_up("sue", f'[[form]]\ncode = "f"\nname = "Form"\ntemplate = "{name}"\n', place=f"{name}.toml")
        with pytest.raises(ClinicdeskError) as refused:
            desk.documents.form("ana", smith.ref, "f")
        said.append(refused.value.sentence)
    assert said[0] != said[1]
    by = []
    for who, hour in (("patient", 10), ("clinic", 11)):
        reason = f'[[reason]]\ncode = "{who}"\nfor = "cancel"\nby = "{who}"\ntext = "Moved to {who}"\n'
        desk.set_up("sue", reason, place=f"{who}.toml")
        booked = book(desk, smith, f"2026-11-24T{hour}:00")
        done = desk.visits.do("ana", Verb.CANCEL, booked.appointment.id, reason=who)
        assert f"moved to {who}" in done.sentence.lower(), done.sentence
        kept = now_of(desk, booked).appointment.cancellation
        by.append(kept and kept.by)
    assert ["patient", "clinic"] == by
    assert "clinic" not in {one.code for one in desk.clinic().reasons_for("override")}

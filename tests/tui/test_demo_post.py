"""Has the demo a day of traffic: what patients were told, what they answered, what somebody must see to?"""

from __future__ import annotations

import json
from contextlib import closing
from sqlite3 import connect
from typing import TYPE_CHECKING

from core.calendar.wall import local
from core.contact.call_model import CallList
from core.coverage.model import How
from core.coverage.standing import Trouble
from core.mailroom.model import IncomingStatus
from core.mailroom.outgoing import FaxStatus
from core.messages.model import GONE_OUT, Meaning, MessageState, Way
from core.supplies.model import OrderStatus
from tui.bootstrap import make_practice_clinic, opened
from tui.settings import practice_messages
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from pathlib import Path

    from core.coverage.model import Enrolment
    from core.verification.worklist import ToVerify


_PAPERS = {
    "incoming_document": {one.value for one in IncomingStatus} - {IncomingStatus.WITHDRAWN.value},
    "outgoing_fax": {one.value for one in FaxStatus},
    "supply_order": {one.value for one in OrderStatus} - {OrderStatus.ENTERED_IN_ERROR.value},
}


def _said(one: ToVerify) -> Enrolment | None:
    coverage = one.standing.coverage
    return coverage.of_month(one.on) if coverage else None


def test_the_demo_opens_with_a_morning_of_messages(tmp_path: Path) -> None:
    """Sent by its own rules into its own folder alone, some answered plainly, some so that a person must read it."""
    launch, env = LaunchOptions(db=str(tmp_path / "demo.db"), now="2026-11-24T10:20"), {"USER": "ana"}
    path, _ = make_practice_clinic(launch, env, patients=100, days=6, seed=1)
    with opened(launch, env) as workstation:
        desk, actor = workstation.desk, workstation.actor
        told = desk.messages.list_all(actor, states=(*GONE_OUT, MessageState.FAILED))
        answers = [one for listed in told for one in desk.messages.answers_of(actor, listed.patient.id)]
        items = desk.messages.inbox(actor)
        calls = desk.calls.listed(actor, CallList.CALL_BACK)
        failed = desk.messages.failed(actor)
        listed = desk.verification.worklist(actor)
        by_file = [one for one in listed if (said := _said(one)) and said.how is How.INQUIRY]
    with closing(connect(path)) as db:
        states = {table: {row[0] for row in db.execute(f"SELECT status FROM {table}")} for table in _PAPERS}
    assert _PAPERS == states, "mail, faxes and orders stand in every state but that of a mistake"
    assert len(by_file) > 5, "payers answered by file before"
    assert Trouble.STALE in {one.standing.trouble for one in listed}
    alone = [one for one in told if one.message.carried_by is None]
    files = [json.loads(file.read_text()) for file in practice_messages(path)[0].glob("*.json")]
    assert len(alone) == len(files) > 10
    texts = [one for one in alone if one.message.way in {Way.TEXT, Way.VOICE}]
    assert all(9 <= local(one.message.status_at, one.site.tz).hour < 20 for one in texts)
    assert set(Meaning) <= {one.meaning for one in answers}
    assert "Is this the dentist?" in {one.item.said for one in items}
    assert len(calls) > 5
    assert {Way.TEXT, Way.EMAIL, Way.VOICE} <= {one.message.way for one in alone}
    not_arrived = {one.message.detail for one in told if one.message.status is MessageState.FAILED}
    assert {"landline", "5.1.1", "5.2.2"} == not_arrived
    assert all(one.message.why.value for one in failed)

"""The verbs that take a patient through a visit: arrive, check-in, check-out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.cli.readers import read_appointment, read_overrides, read_waivers
from tui.cli.shapes import visit_shape
from tui.cli.verb import Answer

if TYPE_CHECKING:
    from core.desk.requests import Change
    from core.model.appointment import AppointmentId
    from tui.bootstrap import Session
    from tui.cli.parser import Parser
    from tui.cli.verb import Call


def declare_step(parser: Parser) -> None:
    """N [--waive ITEM=REASON] [--override RULE=REASON]: every step takes both, needed or not."""
    parser.word("number", shown="N")
    parser.option("--waive", "ITEM=REASON", many=True)
    parser.option("--override", "RULE=REASON", many=True)


def declare_check_in(parser: Parser) -> None:
    """As every step; what was verified at the desk just now is cleared on the record."""
    declare_step(parser)
    parser.option("--verified", "ITEM", many=True)


def arrive(call: Call) -> Answer:
    """Note that the patient came."""
    number, _ = _number_and_waivers(call)
    with call.session() as session:
        return _answer(session, session.desk.arrive(session.actor, number))


def check_in(call: Call) -> Answer:
    """Check in; whoever was only booked arrives too."""
    number, waivers = _number_and_waivers(call)
    verified = [item.strip().lower() for item in call.typed.verified]
    with call.session() as session:
        change = session.desk.check_in(session.actor, number, verified=verified, waivers=waivers)
        return _answer(session, change)


def check_out(call: Call) -> Answer:
    """Check out: the visit is over."""
    number, _ = _number_and_waivers(call)
    with call.session() as session:
        return _answer(session, session.desk.check_out(session.actor, number))


def _number_and_waivers(call: Call) -> tuple[AppointmentId, dict[str, str]]:
    read_overrides(call.typed.override)
    return read_appointment(call.typed.number), read_waivers(call.typed.waive)


def _answer(session: Session, change: Change) -> Answer:
    if change.scheduled is None:
        return Answer(change.sentence, conflicts=change.warnings)
    site = session.desk.clinic().sites[change.scheduled.appointment.site]
    shape = visit_shape(change.scheduled, site, session.desk.clearance(change.scheduled))
    return Answer(change.sentence, result=shape, conflicts=change.warnings)

"""What stands in each row of the work, and what does Enter lead to from there?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from core.calendar.format_when import format_clock, format_until, format_wall
from core.calendar.wall import local
from core.schedule.freed_resources import what_of
from core.structs import replace
from core.text.money import money
from core.verification.worklist import trouble_text
from tui.prompts.late_line import what_to_do
from tui.screens.case_cells import CaseCells
from tui.screens.sentences import (
    ENTER_CALLS,
    ENTER_CHANGES,
    ENTER_COMPARES,
    ENTER_ESTIMATES,
    ENTER_OPENS_FILE,
    ENTER_OPENS_LINE,
    ESTIMATE_BY,
    FREED_ROW,
    LACKING_ROW,
    NOT_MARKED,
    PAIR_BORN,
    PAIR_ROW,
    PRICE_NOT_BOOKED,
    QUESTION_ROW,
    SEEN_LATER_AT,
    WAITS_SINCE,
    WAITS_TRIED,
    WORK_ELSEWHERE,
)
from tui.text.words import HIDDEN, hidden, name_of, whereabouts

if TYPE_CHECKING:
    from collections.abc import Hashable

    from core.clinic.model import Site
    from core.desk_view import DeskView
    from core.documents.forms import FormsDue
    from core.estimates.facts import VisitEstimate
    from core.estimates.prices import AskedPrice
    from core.merging.pairs import LikelyPair
    from core.patients.model import Patient
    from core.record_ref import RecordRef
    from core.schedule.lateness.use_cases import Affected
    from core.schedule.model.visit import ScheduledVisit
    from core.schedule.to_move import ToBeMoved
    from core.schedule.waitlist.matching import Match
    from core.schedule.waitlist.offer import Offer
    from core.schedule.waitlist.use_cases import FreedTime
    from core.till.questioning import AskedLine
    from core.verification.inquiry import ExchangeFile
    from core.verification.worklist import ToVerify


class Opens(Struct, frozen=True):
    """What Enter opens from a row: what `ask` names ("tui.prompts.supply:card") is given the workstation and `one`.

    `word` is what the hint bar calls it, `ref` the record that acts in it are about, None where that is the patients.
    `name` stands in the row where no patient does, `hidden` in its place while names are hidden, if that may be one.
    """

    ask: str
    one: object
    word: str
    ref: RecordRef | None = None
    name: str = ""
    hidden: str = ""


class WorkRow(Struct, frozen=True):
    """A row: `key` tells it from others, `patient` is whose it is; when, which type and with whom, and the matter.

    Enter shows its visit on the schedule, unless it `opens` a question. `other` is a second record that may be of the
    same person, `freed` time that can be filled; a case has columns of its own, in `cells`.
    """

    key: Hashable
    patient: Patient | None
    when: str
    kind: str
    provider: str
    trouble: str
    scheduled: ScheduledVisit | None = None
    opens: Opens | None = None
    other: Patient | None = None
    freed: Offer | None = None
    phone: str = ""
    """The number to call, which is shown while names are."""
    cells: CaseCells | None = None
    typed: tuple[str, ...] = ()
    """What of `trouble` somebody typed."""

    def trouble_told(self, *, privacy: bool) -> str:
        """What is the matter; while names are hidden without them and without what somebody typed."""
        if not privacy:
            return self.trouble
        told = self.trouble
        for words in filter(None, self.typed):
            told = told.replace(words, HIDDEN)
        return hidden(told, [name for patient in self.patients for name in patient.names])

    @property
    def about(self) -> frozenset[RecordRef]:
        """The records that an act on it is about."""
        if self.opens and self.opens.ref:
            return frozenset({self.opens.ref})
        if self.scheduled:
            return frozenset({self.scheduled.ref})
        return frozenset(one.ref for one in self.patients)

    @property
    def enter_word(self) -> str:
        """What Enter does with it, where that is not to show it."""
        return self.opens.word if self.opens else ""

    @property
    def patients(self) -> tuple[Patient, ...]:
        """Who is named in it."""
        return tuple(one for one in (self.patient, self.other) if one)

    def named(self, *, privacy: bool) -> str:
        """Whose it is, or what it is about."""
        if self.patient:
            return name_of(self.patient, privacy=privacy)
        if self.opens is None:
            return ""
        return self.opens.hidden or self.opens.name if privacy else self.opens.name


def to_move_row(one: ToBeMoved, view: DeskView) -> WorkRow:
    """A booking that is to be moved."""
    return of_appointment(one.scheduled, view, " ".join(conflict.message for conflict in one.conflicts))


def verify_row(one: ToVerify, view: DeskView) -> WorkRow:
    """A visit for which the insurance is still to be verified."""
    return of_appointment(one.scheduled, view, trouble_text(one, view.site_of(one.scheduled), view.now))


def forms_row(one: FormsDue, view: DeskView) -> WorkRow:
    """A visit whose forms are due, and which."""
    return of_appointment(one.scheduled, view, ", ".join(one.forms))


def estimate_row(one: VisitEstimate, view: DeskView) -> WorkRow:
    """A visit for which an estimate is due, and until when."""
    day = f"{one.standing.by:%-d %b}" if one.standing.by else ""
    told = ESTIMATE_BY.format(day=day, state=one.standing.state.value, why=one.standing.why)
    opens = Opens("tui.prompts.estimate:EstimatePrompt", one.scheduled, ENTER_ESTIMATES)
    return replace(of_appointment(one.scheduled, view, told), opens=opens)


def price_row(one: AskedPrice, view: DeskView) -> WorkRow:
    """What somebody asked the price of who has booked nothing, and until when they are to be told."""
    estimate, day = one.estimate, f"{one.by:%-d %b}" if one.by else ""
    told = ESTIMATE_BY.format(day=day, state=estimate.status.value, why=PRICE_NOT_BOOKED)
    provider = view.clinic.providers[estimate.provider].family
    opens = Opens("tui.prompts.price:asked", one, ENTER_ESTIMATES, ref=estimate.ref)
    return WorkRow(("estimate", estimate.id), one.patient, day, estimate.visit_type, provider, told, opens=opens)


def question_row(one: AskedLine, view: DeskView) -> WorkRow:
    """A question about a line of a ledger, or a dispute of it: since when, whose it is and who noted it."""
    asked, amount = one.question, money(abs(one.line.cents), one.line.currency)
    return WorkRow(
        key=("billing question", asked.id),
        patient=one.patient,
        when=format_until(asked.at, view.first_site, view.now),
        kind="",
        provider=asked.by,
        trouble=QUESTION_ROW.format(kind=asked.kind.value, amount=amount, text=asked.text),
        typed=(asked.text,),
        opens=Opens("tui.prompts.ledger_line:of_question", one, ENTER_OPENS_LINE, asked.ref),
    )


def left_open_row(one: ScheduledVisit, view: DeskView) -> WorkRow:
    """A visit that nobody closed, or of which nobody said whether the patient came."""
    stands = NOT_MARKED if one.visit is None else whereabouts(one, view.site_of(one), view.now)
    return of_appointment(one, view, stands)


def seen_later_row(one: Affected, view: DeskView, *, privacy: bool) -> WorkRow:
    """Somebody who is seen later than planned, and whether to call or move them."""
    expected = format_clock(local(one.scheduled.begins, view.site_of(one.scheduled).tz))
    told = SEEN_LATER_AT.format(expected=expected, what=what_to_do(one, privacy=privacy))
    return of_appointment(one.scheduled, view, told)


def freed_row(one: FreedTime, view: DeskView) -> WorkRow:
    """Freed time, and whom it suits best."""
    clinic, best = view.clinic, one.matches[0]
    return WorkRow(
        key=("freed", one.slot.id),
        patient=best.patient,
        when=format_wall(one.offer.start, clinic.sites[one.offer.site], view.now),
        kind=best.entry.visit_type,
        provider=what_of(clinic, one.slot) if one.offer.besides else clinic.providers[one.offer.provider].family,
        trouble=at_site(
            clinic.sites[one.offer.site],
            view,
            FREED_ROW.format(minutes=one.offer.gap, why=one.slot.why, best="; ".join(best.why)),
        ),
        freed=one.offer,
        opens=Opens("tui.prompts.fill:FillPrompt", one.offer, ENTER_CALLS, one.slot.ref),
    )


def lacking_row(visit: ScheduledVisit, one: FreedTime, view: DeskView) -> WorkRow:
    """A visit that was booked without what is free now."""
    return of_appointment(visit, view, LACKING_ROW.format(what=what_of(view.clinic, one.slot)))


def file_row(one: ExchangeFile, view: DeskView) -> WorkRow:
    """A file of answers of which not everything was taken."""
    return WorkRow(
        key=("file", one.id),
        patient=None,
        when=format_until(one.at, view.first_site, view.now),
        kind="",
        provider="",
        trouble=one.problem,
        opens=Opens("tui.prompts.file_error:FileErrorPrompt", one, ENTER_OPENS_FILE, one.ref, one.name),
    )


def pair_row(one: LikelyPair) -> WorkRow:
    """Two records that may be of one person, the older one first, and why."""
    other = one.other
    told = PAIR_ROW.format(other=other.name, born=f"{other.birth_date:%-d %b %Y}", why=", ".join(one.reasons))
    return WorkRow(
        key=("pair", one.one.id, other.id),
        patient=one.one,
        when=PAIR_BORN.format(born=f"{one.one.birth_date:%-d %b %Y}"),
        kind="",
        provider="",
        trouble=told,
        other=other,
        opens=Opens("tui.prompts.same_person:of_pair", one, ENTER_COMPARES),
    )


def waiting_row(one: Match, view: DeskView) -> WorkRow:
    """Somebody who waits."""
    entry, clinic, site = one.entry, view.clinic, view.first_site
    known = clinic.providers
    tried = ""
    if one.contacts:
        last = one.contacts[-1]
        tried = WAITS_TRIED.format(outcome=last.outcome.value.replace("-", " "), by=last.by)
    assert entry.since is not None  # noqa: S101 - every entry that is kept has one
    return WorkRow(
        key=("waits", entry.id),
        patient=one.patient,
        when=WAITS_SINCE.format(day=f"{local(entry.since, site.tz):%-d %b}"),
        kind=entry.visit_type,
        provider=" ".join(known[code].family if code in known else code for code in entry.providers),
        trouble="; ".join(part for part in (tried, entry.window, *one.why) if part),
        opens=Opens("tui.prompts.wait_form:of_match", one, ENTER_CHANGES, entry.ref),
    )


def of_appointment(one: ScheduledVisit, view: DeskView, trouble: str) -> WorkRow:
    """What is the matter with a visit."""
    appointment = one.appointment
    return WorkRow(
        key=appointment.id,
        patient=one.patient,
        when=format_wall(appointment.start, view.site_of(one), view.now),
        kind=appointment.visit_type,
        provider=view.clinic.providers[appointment.provider].family,
        trouble=at_site(view.site_of(one), view, trouble),
        scheduled=one,
    )


def at_site(site: Site, view: DeskView, trouble: str) -> str:
    """What is the matter, behind the site where it is another: the time of the row is told by its clocks."""
    return trouble if site.code == view.first_site.code else WORK_ELSEWHERE.format(site=site.name, trouble=trouble)

"""How many loops were closed? Of the referrals sent in some days, those of which a report came within so many days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from statistics import median_low
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.wall import local
from core.cases.finding import site_of
from core.cases.kinds.referral_out import REFERRAL_OUT
from core.cases.model import Act, Case, CaseEvent, CaseStatus, EventStatus
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.cases.ports import CaseContext, Reading
    from core.clinic.model import Clinic

DAYS: Final = 90
"""Within which a report counts, unless somebody says otherwise."""
_AT_ONCE: Final = 1000


class TurnAround(Struct, frozen=True):
    """How long one outside took: of the referrals `sent` to them `reported` came back, half within `median` days.

    None is the median of none.
    """

    to: str
    sent: int
    reported: int
    median: int | None


class Closure(Struct, frozen=True):
    """Referrals first sent from `first` to `last`, both included, at their site.

    `reported` are those of which a report came, `within` those of which it came so many `days` after they were sent at
    the latest; `closed` are over, by their outcomes in `outcomes`. Of what is too young to tell, `young`, the days are
    not over yet and no report is here. `parties` are those outside, to whom most were sent first.
    """

    first: date
    last: date
    days: int
    sent: int
    reported: int
    within: int
    closed: int
    young: int
    outcomes: Mapping[str, int]
    parties: tuple[TurnAround, ...] = ()

    @property
    def rate(self) -> float | None:
        """The share of loops closed in time among those that could be; None where there are none."""
        could = self.sent - self.young
        return self.within / could if could else None


def closure(context: CaseContext, actor: str, first: date, last: date, *, days: int = DAYS) -> Closure:
    """The figure, from what was done with the referrals. Raises NotAllowed."""
    with context.reading(actor, Privilege.SEE_PATIENTS) as (reading, clinic):
        now = context.clock.now()
        sent = reported = within = young = 0
        outcomes: Counter[str] = Counter()
        took: dict[str, tuple[str, list[int | None]]] = {}
        for case, sent_on, report_on in _sent(reading, clinic):
            if not first <= sent_on <= last:
                continue
            sent += 1
            to = case.facts.get("to", "")
            took.setdefault(fold(to), (to, []))[1].append((report_on - sent_on).days if report_on else None)
            outcomes.update([case.outcome] if case.outcome else [])
            reported += report_on is not None
            within += report_on is not None and report_on <= sent_on + timedelta(days=days)
            today = local(now, site_of(clinic, case).tz).date()
            young += report_on is None and case.is_open and today <= sent_on + timedelta(days=days)
        closed = sum(outcomes.values())
        parties = tuple(sorted(map(_turn_around, took.values()), key=lambda one: (-one.sent, one.to)))
        return Closure(first, last, days, sent, reported, within, closed, young, dict(outcomes), parties)


def _turn_around(took: tuple[str, list[int | None]]) -> TurnAround:
    name, all_days = took
    days = [one for one in all_days if one is not None]
    return TurnAround(name, len(all_days), len(days), median_low(days) if days else None)


def _sent(reading: Reading, clinic: Clinic) -> Iterator[tuple[Case, date, date | None]]:
    """Each referral that was sent: on which day first, and on which day the first report of it came."""
    number = 0
    while cases := reading.records(Case).after(number, _AT_ONCE):
        number = cases[-1].id
        for case in cases:
            if case.kind != REFERRAL_OUT.name or case.status is CaseStatus.ENTERED_IN_ERROR:
                continue
            zone = site_of(clinic, case).tz
            days: dict[str, date] = {}
            for event in reading.records(CaseEvent).of_owner(case.id):
                if event.status is EventStatus.MADE and event.act is Act.STEP:
                    days.setdefault(event.step, local(event.at, zone).date())
            if "send" in days:
                yield case, days["send"], days.get("report")

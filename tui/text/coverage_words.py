"""How is a coverage put into words on the screen: who pays, how it is numbered, when it holds, what is the matter?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.clinic.codes import today_at
from core.clinic.payer import payer_name
from core.coverage.checking import dates_of
from core.coverage.model import Side
from core.coverage.standing import AsOf, Trouble, standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from core.clinic.model import Clinic, Site
    from core.coverage.model import Coverage
    from core.coverage.standing import Standing
    from core.desk_view import DeskView
    from core.patients.model import Patient
    from tui.text.lines import Line

_STYLES: Final = {
    Trouble.REJECTED: "error",
    Trouble.INACTIVE: "error",
    Trouble.STALE: "warn",
    Trouble.MISSING: "warn",
    Trouble.ACTIVE: "ok",
}


def as_of(view: DeskView, site: Site) -> AsOf:
    """As what the view shows is asked about at that site."""
    return AsOf(view.clinic, view.policy, view.now, site.tz)


def stands_today(view: DeskView, site: Site, patient: Patient, coverages: Sequence[Coverage]) -> Standing | None:
    """Where the patient's insurance stands today; None in a clinic that asks nobody for theirs."""
    if not coverages and not view.clinic.has_payers:
        return None
    return standing(patient, coverages, today_at(site, view.now), as_of(view, site))


def standing_line(where: Standing) -> Line:
    """'Aetna has never been verified.', in the colour of what is the matter."""
    return ((f" {where.why}", _STYLES[where.trouble]),)


def coverage_text(coverage: Coverage, clinic: Clinic, *, privacy: bool) -> str:
    """'Aetna, primary, W123456789, PPO Gold, from 1 Jan 2026, copay 25'; without the numbers while names are hidden."""
    if coverage.is_self_pay:
        return payer_name(clinic.payers, coverage.payer) + dates_of(coverage)
    number = "" if privacy else coverage.member_id
    parts = (payer_name(clinic.payers, coverage.payer), coverage.order.value, number, coverage.plan)
    card = sides_text(coverage)
    return ", ".join(part for part in parts if part) + dates_of(coverage) + (f", {card}" if card else "")


def sides_text(coverage: Coverage) -> str:
    """'card', 'card front': which images of it are kept; '' where none is."""
    sides = [side.value for side in Side if coverage.side(side)]
    return " ".join(("card", *sides)) if len(sides) == 1 else "card" * bool(sides)


def not_over(coverages: Sequence[Coverage], today: date) -> tuple[Coverage, ...]:
    """Those that hold today or will."""
    return tuple(one for one in coverages if one.ends is None or one.ends >= today)

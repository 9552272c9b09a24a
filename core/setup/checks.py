"""What must hold between the keys of one record of a set-up file?

Each check answers with its complaint, or '' where there is none.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from datetime import date, time
from typing import Any

from core.calendar.age import Age, first_month, is_within
from core.calendar.wall import ends_after
from core.clinic.dated import ExceptionKind
from core.clinic.payer import SELF_PAY
from core.setup import sentences
from core.text import npi as text_npi
from core.text.wording import shown


def after(key: str) -> Callable[[Any, Any], str]:
    """A check that the second of two times is after the first, which is that of `key`."""
    return _compared(operator.gt, key, sentences.NOT_AFTER)


def finishes_after(key: str) -> Callable[[Any, Any], str]:
    """A check that hours end after the time they begin, which is that of `key`; they may last until midnight."""
    return _compared(ends_after, key, sentences.NOT_AFTER)


def not_before(key: str) -> Callable[[Any, Any], str]:
    """A check that the second of two dates is not before the first, which is that of `key`."""
    return _compared(operator.ge, key, sentences.BEFORE)


def ages_in_order(least: Age | None, most: Age | None) -> str:
    """There is somebody of an age between."""
    if least is None or most is None or is_within(first_month(least), None, most):
        return ""
    return sentences.LESS_THAN.format(value=shown(most), key="min_age", other=shown(least))


def provider_part_fits(minutes: int, provider_from: int, provider_minutes: int | None) -> str:
    """The provider is needed within the visit, for a minute at least."""
    ends = provider_from + (provider_minutes or 1)
    return "" if ends <= minutes else sentences.PROVIDER_PART_TOO_LONG.format(ends=ends, minutes=minutes)


def further_part_fits(minutes: int, further_from: int, further_minutes: int | None) -> str:
    """Further providers are needed within the visit, for a minute at least."""
    ends = further_from + (further_minutes or 1)
    return "" if ends <= minutes else sentences.FURTHER_PART_TOO_LONG.format(ends=ends, minutes=minutes)


def weeks_are_counted(every: int, starts: date | None) -> str:
    """Every n-th week is counted from somewhere."""
    return "" if every == 1 or starts else sentences.EVERY_NEEDS_STARTS.format(every=every)


def both_or_neither(begin: time | None, finish: time | None) -> str:
    """Hours have a beginning and an end."""
    return "" if (begin is None) == (finish is None) else sentences.HOURS_NEED_BOTH


def hours_belong_together(kind: ExceptionKind, begin: time | None, finish: time | None) -> str:
    """An exception has both hours or none, an extra session both."""
    if begin and finish:
        return ""
    if kind is ExceptionKind.EXTRA:
        return sentences.EXTRA_NEEDS_HOURS
    return sentences.HOURS_NEED_BOTH if begin or finish else ""


def only_of_extra(kind: ExceptionKind, capacity: int | None, overbooks: int | None, types: Sequence[str]) -> str:
    """Only a session can say whom it takes."""
    says = capacity is not None or overbooks is not None or types
    return sentences.ONLY_EXTRA_TAKES.format(kind=kind.value) if says and kind is not ExceptionKind.EXTRA else ""


def says_who_cancels(purpose: str, by: str) -> str:
    """Reasons to cancel, and no others, say whether the patient or the clinic cancels."""
    if purpose == "cancel":
        return "" if by else sentences.CANCEL_NEEDS_BY
    return sentences.ONLY_CANCEL_HAS_BY if by else ""


def is_no_answer(code: str) -> str:
    """A payer's code is none that stands for the patient."""
    return sentences.PAYER_IS_PATIENT.format(code=SELF_PAY) if code.casefold() == SELF_PAY else ""


def is_npi(npi: str) -> str:
    """The number by which payers know a clinic is one that proves itself."""
    return "" if not npi or text_npi.is_npi(npi) else sentences.NO_NPI.format(value=shown(npi))


def are_services(services: Sequence[str]) -> str:
    """Kinds of service are codes of one or two letters and digits, as X12 has them."""
    odd = next((one for one in services if not (one.isascii() and one.isalnum() and len(one) <= 2)), "")
    return sentences.NO_SERVICE.format(value=shown(odd)) if odd else ""


def _compared(holds: Callable[[Any, Any], bool], key: str, template: str) -> Callable[[Any, Any], str]:
    def fault(first: Any, second: Any) -> str:  # noqa: ANN401 - two of one type, or None where left out
        if first is None or second is None or holds(second, first):
            return ""
        return template.format(value=shown(second), key=key, other=shown(first))

    return fault

"""How is what a payer said put into words at the desk, and which amounts are the only ones that it can be?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.coverage.model import EnrolmentState
from core.exchange.x12.codes import ANY_SERVICE, OFFICE_SERVICES
from core.exchange.x12.elements import counted
from core.text.money import amount
from core.verification import sentences as say
from core.verification.telling import service_names

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from core.verification.inquiry import Line, Told

_FEW: Final = 3
"""So many kinds of service are named; more are counted."""
_OF_PATIENT: Final = frozenset({"", "individual"})


def desk_line(told: Told) -> str:
    """All that the payer said: 'Active, Gold 123. Copay $10 in network; copay $30 out of network.'"""
    if told.is_rejected:
        return f"{say.REJECTED} {told.problem} {told.remedy}"
    parts = [_head(told)]
    amounts = "; ".join(line_text(line, told) for line in told.lines)
    parts += [_sentence(text) for text in (amounts, *told.notes) if text]
    return " ".join(parts)


def line_text(line: Line, told: Told) -> str:
    """'copay $10 in network, office visit', and of which plan where the answer as a whole is not of that."""
    much = [part for part in (_much(line), _rest(line)) if part]
    place = {"in": say.IN_NETWORK, "out": say.OUT_OF_NETWORK, "both": say.ANY_NETWORK}.get(line.network, "")
    head = " ".join(part for part in (line.kind, *much, place) if part)
    more = (
        *(part for part in (line.period, line.level) if part),
        *_services(line.services),
        *((line.plan,) if line.plan != told.plan and line.plan else ()),
        *((say.AUTHORIZATION,) if line.needs_authorization else ()),
        *line.notes,
    )
    return ", ".join((head, *more))


def only_amounts(told: Told, services: Iterable[str]) -> dict[str, int]:
    """Copay, deductible and so on, each where the answer has one amount of it alone: of several none is chosen.

    Nor is a copay or share that is of other kinds of service than were asked about, or out of network alone. Amounts
    in cents, coinsurance in per cent. Deductible and out of pocket are the patient's own where the answer also has the
    family's.
    """
    meant = OFFICE_SERVICES | {*services}
    copays, shares = (
        lines if any(_is_of_visit(line, meant) for line in lines) else []
        for lines in (_of(told, "copay"), _of(told, "coinsurance"))
    )
    found = {"copay": _only(line.cents for line in copays), "coinsurance": _percent(shares)}
    for name, kind in (("deductible", "deductible"), ("out_of_pocket", "out of pocket")):
        own = [line for line in _of(told, kind) if line.level in _OF_PATIENT and not line.is_used]
        found[name] = _only(line.cents for line in own if not line.is_left)
        found[f"{name}_left"] = _only(line.cents for line in own if line.is_left)
    for name in ("deductible", "out_of_pocket"):
        total, left = found[name], found[f"{name}_left"]
        if total is not None and left is not None and left > total:
            del found[name]
    return {name: value for name, value in found.items() if value is not None}


def has_several(told: Told) -> bool:
    """Whether the answer has several copays, or shares to pay, so that none of them is the copay."""
    return any(len({(line.cents, line.percent) for line in _of(told, kind)}) > 1 for kind in ("copay", "coinsurance"))


def _head(told: Told) -> str:
    state = {
        EnrolmentState.ACTIVE: say.ACTIVE,
        EnrolmentState.INACTIVE: say.INACTIVE,
        EnrolmentState.UNKNOWN: say.UNCLEAR,
    }[told.state]
    days = [
        template.format(day=f"{day:%-d %b %Y}")
        for template, day in ((say.FROM, told.starts), (say.UNTIL, told.ends))
        if day
    ]
    return ", ".join(part for part in (state, told.plan, *days) if part) + "."


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")


def _much(line: Line) -> str:
    parts = []
    if line.cents is not None:
        parts.append(f"${amount(line.cents)}")
    if line.percent is not None:
        parts.append(f"{line.percent} %")
    if line.quantity is not None:
        parts.append(counted(line.quantity, line.unit))
    return ", ".join(parts)


def _rest(line: Line) -> str:
    return say.LEFT if line.is_left else say.USED if line.is_used else ""


def _services(services: Sequence[str]) -> tuple[str, ...]:
    named = service_names(code for code in services if code != ANY_SERVICE)
    if len(named) <= _FEW:
        return named
    return (*named[:_FEW], say.MORE_SERVICES.format(count=len(named) - _FEW))


def _of(told: Told, kind: str) -> list[Line]:
    return [line for line in told.lines if line.kind == kind]


def _is_of_visit(line: Line, services: Collection[str]) -> bool:
    """Whether a visit in network may cost that: it is of these kinds of service, or of any."""
    return line.network != "out" and (not line.services or not {*line.services}.isdisjoint(services))


def _only(values: Iterable[int | None]) -> int | None:
    found = {value for value in values if value is not None}
    return found.pop() if len(found) == 1 else None


def _percent(lines: Sequence[Line]) -> int | None:
    found = {line.percent for line in lines if line.percent is not None}
    said = found.pop() if len(found) == 1 else ""
    return int(said) if said.isdigit() else None

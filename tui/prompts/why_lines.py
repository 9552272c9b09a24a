"""How is it told why a start cannot be had, and what would free it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import ClinicdeskError, NotFound, Refused
from core.schedule.requests import BookingRequest
from core.schedule.wanted import NOBODY
from tui.prompts.sentences import WHY_CLOSED, WHY_FREES, WHY_NOTHING_FREES, WHY_OPEN
from tui.text.hiding import hide, hide_conflict, met_in
from tui.text.words import conflict_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.schedule.requests import MoveRequest
    from core.schedule.slots.question import WhyNot
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation


def freeing_lines(workstation: Workstation, request: BookingRequest | MoveRequest) -> tuple[Line, ...]:
    """The single changes that free it, a line each, or that there is none; nothing where nothing is in the way."""
    found = workstation.desk.schedule.why(workstation.actor, request)
    return tuple(_freeing(workstation, found)) if found.is_closed else ()


def slot_lines(workstation: Workstation, slot: Slot) -> tuple[Line, ...]:
    """What the visit that is usual with the provider would meet there, for whomever, and what would free it."""
    try:
        usual = workstation.desk.schedule.read_search(workstation.actor, f"dr {slot.provider}").search.visit_type
        request = BookingRequest(NOBODY, usual, slot.provider, slot.wall, fold=slot.fold, site=slot.site)
        found = workstation.desk.schedule.why(workstation.actor, request)
    except NotFound:  # a clinic without types of visit
        return ()
    except ClinicdeskError as error:
        return (((f" {error.sentence}", "warn"),),)
    if not found.is_closed:
        return (((f" {WHY_OPEN.format(type=usual)}", "ok"),),)
    met = (conflict_line(hide_conflict(workstation, conflict)) for conflict in found.conflicts)
    head: Line = ((f" {WHY_CLOSED.format(type=usual)}", "panel"),)
    return (head, *met, *_freeing(workstation, found))


def _freeing(workstation: Workstation, found: WhyNot) -> Iterator[Line]:
    if not found.relaxations:
        yield ((f" {WHY_NOTHING_FREES}", "hint"),)
    about = met_in(workstation, Refused("", found.conflicts))
    for at, one in enumerate(found.relaxations):
        word = WHY_FREES if not at else "or"
        yield ((f" {word:<9}", "hint"), (hide(workstation, one.change, about), "panel"))

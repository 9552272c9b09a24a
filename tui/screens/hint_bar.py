"""Which keys does the foot offer, each with a word, and which of them can act on what is highlighted?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.schedule.model.appointment import AppointmentStatus, Mode
from core.visits.state import Verb
from tui.keys.registry import ACTIONS, BY_ID
from tui.selection.disabled_reason import disabled_reason, next_action, not_allowed
from tui.text.lines import Line, Span, cells_of, keys_line
from tui.text.words import READY_WORD

if TYPE_CHECKING:
    from tui.keys.action import Action
    from tui.selection.selection import Selection
    from tui.workstation import Workstation

_FEW: Final = 4
"""So many keys for what is highlighted stand before those that act anywhere, where not all have room."""
_AFTER_VISIT: Final = ("find_time", "recall", "new_case")
_NEXT_CELLS: Final = max(len(action.next_word) for action in ACTIONS)
"""Every step takes as many: the keys after it keep their places, which saves 100 bytes a cursor key."""


def hinted(bar: str) -> tuple[tuple[Action, str], ...]:
    """What the hint bar of that name offers, in its order, each with the word that stands for it there."""
    ranked = sorted((hint.rank, action.id, hint.word) for action in ACTIONS for hint in action.hints if hint.bar == bar)
    return tuple((BY_ID[id_], word or BY_ID[id_].label) for _, id_, word in ranked)


def hint_line(bar: str, workstation: Workstation, *before: tuple[str, str]) -> Line:
    """The keys of the hint bar of that name that this person may use, behind some that stand before them."""
    names = workstation.keyboard.names
    allowed = [(names[one.id], word) for one, word in hinted(bar) if not not_allowed(one, workstation)]
    return keys_line(*before, *allowed)


def _next_word(step: str, here: Selection) -> str:
    """What the step is called: by telehealth nobody goes to a room."""
    action = BY_ID[step]
    meant = here.visits_meant_by(BY_ID["enter"]) if action.verb is Verb.ROOM else ()
    is_afar = bool(meant) and all(one.appointment.mode is Mode.TELEHEALTH for one in meant)
    return READY_WORD if is_afar else action.next_word


def _after_visit(here: Selection, step: str | None) -> tuple[tuple[Action, str], ...]:
    """What may be left of a visit that was checked out, beside the step that Enter takes."""
    if here.scheduled is None or here.scheduled.appointment.status is not AppointmentStatus.FULFILLED:
        return ()
    return tuple((BY_ID[name], BY_ID[name].label) for name in _AFTER_VISIT if name != step)


def hints_for(here: Selection, workstation: Workstation, width: int, *, count: str = "") -> Line:
    """The keys that can act on what is highlighted or marked, Enter's step first; the rest is one ? away.

    Those that act wherever the cursor is stand at the right end, where no cursor key moves them. Where not all have
    room, all but four of the others go, the last first, then the first of these. `count` is the number typed before
    the next key.
    """
    step, names = next_action(here, workstation), workstation.keyboard.names
    pairs = [(names["enter"], _next_word(step, here).ljust(_NEXT_CELLS))] if step else []
    after = _after_visit(here, step)
    on_marked = ((action, action.label) for action in ACTIONS if action.on_marked and action.verb)
    wanted = on_marked if here.marked else (*after, *hinted(here.screen.bar))
    anywhere: list[tuple[str, str]] = []
    for action, word in wanted:
        if disabled_reason(action.id, here, workstation) is None or (action.id == "enter" and here.enter_word):
            stays = not action.takes or action.id == "inspect"
            told_word = here.enter_word or word if action.id == "enter" else word
            (anywhere if stays else pairs).append((names[action.id], told_word))
    anywhere.sort(key=lambda one: one[0] == names["help"])
    told: list[Span] = [(f" {count} times ", "warn")] if count else []
    if here.marked:
        told.append((f" {len(here.marked)} marked ", "warn"))
        pairs.append(("Esc", "unmark"))
    return keys_at_both_ends(tuple(told), pairs, anywhere, width)


def keys_at_both_ends(told: Line, pairs: list[tuple[str, str]], anywhere: list[tuple[str, str]], width: int) -> Line:
    """Keys with their words at both ends of a line of so many cells, behind what is told; as many as have room."""

    def left_over() -> int:
        return width - cells_of((*told, *keys_line(*pairs, *anywhere)))

    while left_over() < 0 and len(pairs) > _FEW:
        del pairs[-1]
    while left_over() < 0 and len(anywhere) > 1:
        del anywhere[0]
    while left_over() < 0 and len(pairs) > 1:
        del pairs[-1]
    return (*told, *keys_line(*pairs), (" " * max(left_over(), 0), "hint"), *keys_line(*anywhere))

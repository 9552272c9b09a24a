"""Which questions are put aside, and how do they outlive a crash or a dropped line?"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from msgspec import Struct

from core.errors import DatabaseUnusable
from core.lazy import lazy_modules
from tui.drafts.prompt_state import Listed, Parkable, PromptState
from tui.drafts.sentences import PARKED_MARK
from tui.selection.place import Day, Place, read_record, read_slot, record_text, slot_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.drafts import Draft, DraftId, Drafts
    from core.text import card_numbers
    from tui.text.lines import Span
else:  # what the first screen does without
    (card_numbers,) = lazy_modules("core.text.card_numbers")

_STATE, _SCREEN, _SITE, _ON, _RECORD, _SLOT = "@state", "@screen", "@site", "@on", "@record", "@slot"
_APPOINTMENT: Final = "@appointment"
"""What drafts of earlier versions have instead of a record: an appointment's number."""
_OPEN, _LEFT, _PARKED = "open", "left", "parked"
_WAITING: Final = frozenset({_OPEN, _PARKED})
"""What is taken up again by key: parked, or open when its desk ended."""
_UNFINISHED: Final = frozenset({_OPEN, _LEFT})
"""What a form not finished is: left, or open when its desk ended."""


class Parked(Struct, frozen=True):
    """A question put aside, and where it was asked."""

    draft: DraftId
    kept: PromptState
    place: Place


class Shelf:
    """One person's questions at one desk.

    The one that is open is kept with every key; a parked one, and a form that was left, until it is taken up at any
    desk of that person. All are texts: what outlives the process is all there is.
    """

    def __init__(self, drafts: Drafts) -> None:
        self._drafts = drafts
        self._numbers: WeakKeyDictionary[object, DraftId] = WeakKeyDictionary()
        self._open: object | None = None
        self._as_kept: PromptState | None = None
        self.count = 0

    @property
    def open(self) -> object | None:
        """The question that was open at the last look."""
        return self._open

    def recount(self) -> None:
        """Count what is parked: another desk of this person may have taken it up."""
        self.count = len(self.parked())

    @property
    def marks(self) -> tuple[Span, ...]:
        """What the head line shows: '2 parked', or nothing."""
        return ((PARKED_MARK.format(count=self.count), "warn"),) if self.count else ()

    def parked(self) -> tuple[Parked, ...]:
        """What waits to be taken up, newest first."""
        return tuple(_parked(draft) for draft in self._drafts.waiting() if draft.fields.get(_STATE) in _WAITING)

    def see(
        self, prompt: object | None, place: Place, *, left: object | None = None, under: object | None = None
    ) -> None:
        """A key was taken, and this question is open now, or none; `left` is the form that was left, to be kept.

        One that waits `under` it stays kept as it was last seen.

        Raises DatabaseUnusable when it cannot be kept; it is open all the same.
        """
        before = self._open
        self._open = prompt
        if before is not None and before is not prompt:
            if before is not under:
                self._put_down(before, is_left=before is left)
            self._as_kept = None
        if isinstance(prompt, Parkable):
            self._keep(prompt, place)

    def park(self, prompt: Parkable, place: Place) -> None:
        """Put the question aside. Raises DatabaseUnusable when it cannot be kept."""
        number = self._write(prompt, prompt.state(), _PARKED, place)
        self._drafts.let_go(number)
        self._forget(prompt)
        self.recount()

    def take(self, parked: Parked, prompt: object) -> None:
        """It is open again, as `prompt`, and in use at this desk."""
        self._numbers[prompt] = parked.draft
        self._open, self._as_kept = prompt, None
        if isinstance(prompt, Parkable):
            with suppress(DatabaseUnusable):  # the next look says so
                self._keep(prompt, parked.place)
        self.recount()

    def drop(self, parked: Parked) -> None:
        """It no longer fits anything."""
        self._drafts.drop(parked.draft)
        self.recount()

    def left(self, kind: str) -> tuple[Parked, ...]:
        """The forms of that kind that were left, or open when their desk ended, with something typed, newest first.

        To choose from: `take` one with the prompt restored from it.
        """
        waiting = self._drafts.waiting(kind)
        forms = (_parked(draft) for draft in waiting if draft.fields.get(_STATE) in _UNFINISHED)
        return tuple(form for form in forms if form.kept.fields)

    def is_begun(self, prompt: Listed) -> bool:
        """Whether a form of the same record was left before."""
        asked = prompt.state()
        return bool(asked.key) and any(one.kept.key == asked.key for one in self.left(asked.kind))

    def _keep(self, prompt: Parkable, place: Place) -> None:
        kept = prompt.state()
        if kept == self._as_kept:
            return
        self._as_kept = kept
        if kept.is_blank:
            self._discard(prompt)
        else:
            self._write(prompt, kept, _OPEN, place)

    def _put_down(self, prompt: object, *, is_left: bool) -> None:
        """It was answered or left."""
        if not isinstance(prompt, Parkable):
            return
        kept = prompt.state()
        if is_left and not kept.is_blank:
            self._drafts.let_go(self._write(prompt, kept, _LEFT, Place("")))
            self._numbers.pop(prompt, None)
        else:
            self._discard(prompt)

    def _write(self, prompt: Parkable, kept: PromptState, state: str, place: Place) -> DraftId:
        typed = {
            name: card_numbers.without_card_numbers(text) for name, text in kept.fields.items()
        }  # which no file ever has
        fields = {**typed, _STATE: state, **_place_fields(place)}
        number = self._drafts.keep(kept.kind, kept.key, fields, draft=self._numbers.get(prompt))
        self._numbers[prompt] = number
        return number

    def _discard(self, prompt: Parkable) -> None:
        number = self._numbers.pop(prompt, None)
        if number is not None:
            self._drafts.drop(number)

    def _forget(self, prompt: object) -> None:
        self._numbers.pop(prompt, None)
        self._open, self._as_kept = None, None


def _parked(draft: Draft) -> Parked:
    fields = {name: text for name, text in draft.fields.items() if not name.startswith("@")}
    return Parked(draft.id, PromptState(draft.kind, draft.key, fields), _place(draft.fields))


def _place_fields(place: Place) -> dict[str, str]:
    fields = {_SCREEN: place.screen, _RECORD: record_text(place.record), _SLOT: slot_text(place.slot)}
    if place.day:
        fields |= {_SITE: place.day.site, _ON: place.day.on.isoformat()}
    return fields


def _place(fields: Mapping[str, str]) -> Place:
    record = read_record(fields.get(_RECORD, "")) or read_record(f"appointment:{fields.get(_APPOINTMENT, '')}")
    return Place(fields.get(_SCREEN, ""), _day(fields), record, read_slot(fields.get(_SLOT, "")))


def _day(fields: Mapping[str, str]) -> Day | None:
    try:
        return Day(fields.get(_SITE, ""), date.fromisoformat(fields.get(_ON, "")))
    except ValueError:
        return None

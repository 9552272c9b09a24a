"""The visit type box: what is typed narrows the types in use; a length and a way to meet stand beside it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from tui.prompts.editor import LineEditor
from tui.prompts.mode_word import read_mode_word
from tui.prompts.restore_context import type_again, typed_fields
from tui.prompts.sentences import NO_VISIT_TYPE_FITS
from tui.terminal.cells import fit
from tui.text.lines import choice, windowed

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.clinic.model import VisitType
    from core.schedule.model.appointment import Mode
    from tui.text.lines import Line
    from tui.workstation import Workstation

_LENGTH: Final = re.compile(r"\b(\d{1,3}) ?min\b")
_SHOWN: Final = 6


class TypeChoice:
    """One box; the types below it change with every key."""

    def __init__(self, workstation: Workstation, *, says_else: Callable[[str], object] = lambda _: False) -> None:
        """Words that mean something else, as `says_else` tells, are left out of the search."""
        self.editor = LineEditor()
        self.first: Sequence[str] = ()
        """Which codes come first, in their order."""
        self._workstation = workstation
        self._says_else = says_else
        self._row = 0

    @property
    def chosen(self) -> VisitType | None:
        """The type highlighted."""
        types = self._types()
        return types[self._row] if types else None

    @property
    def minutes(self) -> int | None:
        """The length typed in place of the type's own, in minutes."""
        length = _LENGTH.search(self.editor.text)
        return int(length[1]) if length else None

    @property
    def mode(self) -> Mode | None:
        """The way to meet typed behind the type; None: as is usual for it."""
        return self._read()[0]

    @property
    def length(self) -> int | None:
        """How long the visit is: what is typed, else what the type highlighted takes."""
        return self.minutes or (self.chosen.minutes if self.chosen else None)

    def key(self, key: str, character: str | None) -> None:
        """Take a key: up and down choose, anything typed narrows."""
        if key in {"up", "down"}:
            last = max(len(self._types()) - 1, 0)
            self._row = min(max(self._row + (1 if key == "down" else -1), 0), last)
        elif self.editor.key(key, character):
            self._row = 0

    def fields(self) -> dict[str, str]:
        """What is typed, and the type highlighted unless it is the first."""
        chosen = self.chosen if self._row else None
        return {**typed_fields("type", self.editor), "chosen": chosen.code if chosen else ""}

    def choose_again(self, fields: Mapping[str, str]) -> bool:
        """Type it again; whether the type that was highlighted is still there."""
        type_again("type", self.editor, fields)
        codes, chosen = [one.code for one in self._types()], fields.get("chosen", "")
        self._row = codes.index(chosen) if chosen in codes else 0
        return not chosen or chosen in codes

    def rows(self) -> tuple[Line, ...]:
        """The types, the highlighted one marked."""
        types = self._types()
        if not types:
            return (((f" {NO_VISIT_TYPE_FITS}", "warn"),),)
        return tuple(
            choice(f"{fit(one.code, 9)} {fit(one.name, 30)} {one.minutes:>3} min", chosen=row == self._row)
            for row, one in windowed(types, self._row, _SHOWN)
        )

    def _types(self) -> list[VisitType]:
        """The visit types in use whose code or name starts a word with what is typed."""
        typed = " ".join(word for word in self._read()[1].lower().split() if not self._says_else(word))
        types = [one for one in self._workstation.view.clinic.visit_types.values() if not one.retired]
        place = {code: at for at, code in enumerate(self.first)}
        types.sort(key=lambda one: place.get(one.code, len(place)))
        return [one for one in types if one.code.lower().startswith(typed) or f" {typed}" in f" {one.name.lower()}"]

    def _read(self) -> tuple[Mode | None, str]:
        """The way to meet, and what narrows the types: where nothing else is typed it may be the name of one."""
        mode, words = read_mode_word(self.editor.text)
        typed = words if words.strip() else self.editor.text
        return mode if words.strip() else None, _LENGTH.sub("", typed).strip()

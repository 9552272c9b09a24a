"""Jump to a provider's column, or to a list of the work, by letters (`'`): what they mean, shown with every key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from msgspec import Struct

from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Close, Go, Outcome, leaves
from tui.prompts.sentences import JUMP_MORE, JUMP_NOWHERE
from tui.text.lines import choice, keys_line

if TYPE_CHECKING:
    from tui.selection.place import Place, Slot
    from tui.text.lines import Line

_MOST: Final = 8
"""How many are listed."""
_MOTIONS: Final = frozenset({"up", "down"})


class Destination(Struct, frozen=True):
    """Where something that has a name is: what is told of it, and the place; None where it is nowhere.

    `is_shown` where the screen has it in its columns already, so that the cursor jumps there while letters are typed.
    """

    about: str
    place: Place | None
    is_shown: bool = False


class Destinations(Protocol):
    """What can be jumped to."""

    @property
    def how(self) -> str:
        """What can be typed."""
        ...

    def found(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Code and name of each that the letters may mean, the likeliest first."""
        ...

    def of(self, code: str) -> Destination:
        """Where it is."""
        ...


class JumpPrompt:
    """Letters of a name. It stays open until Enter: the next letters would else be keys, and take steps of visits.

    Where one alone is meant, the arrows go on from there at once.
    """

    label = "Jump to"
    carries = False

    def __init__(self, destinations: Destinations) -> None:
        self.editor = LineEditor()
        self._destinations = destinations
        self._found: tuple[tuple[str, str], ...] = ()
        self._at = 0
        self._chosen: Destination | None = None

    def key(self, key: str, character: str | None) -> Outcome:
        """Enter goes to the one chosen; arrows and Tab choose, where several are meant."""
        if leaves(key):
            return Close()
        if key == "enter":
            return self._go() if self._found else self._nothing()
        if len(self._found) == 1 and key in _MOTIONS:
            return self._go(then=key)
        if key in {*_MOTIONS, "tab", "shift+tab"}:
            self._choose(-1 if key in {"up", "shift+tab"} else 1)
            return STAY
        before = self.editor.text
        self.editor.key(key, character)
        if self.editor.text != before:
            self._at, self._found = 0, ()
            self.refresh()
        return STAY

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def leads_to(self) -> Slot | None:
        """The chosen one's column, where the schedule shows it."""
        chosen = self._chosen
        return chosen.place.slot if chosen and chosen.place and chosen.is_shown else None

    def panel(self) -> tuple[Line, ...]:
        """Whom or what the letters may mean, the chosen one with where that is."""
        if not self.editor.text.strip():
            return (((f" {self._destinations.how}", "hint"),),)
        if not self._found:
            return (((f" {JUMP_NOWHERE.format(typed=self.editor.text.strip())}", "warn"),),)
        first = max(self._at - _MOST + 1, 0)
        listed = enumerate(self._found[first : first + _MOST], first)
        lines = [choice(self._named(at, name), chosen=at == self._at) for at, (_, name) in listed]
        more = len(self._found) - len(lines)
        return (*lines, ((f"  {JUMP_MORE.format(count=more)}", "hint"),)) if more else tuple(lines)

    def hint(self) -> Line:
        """Keys."""
        several = (("Tab", "next"),) if len(self._found) > 1 else ()
        return keys_line(("Enter", "stay there"), *several, ("Ctrl+X", "back"))

    def refresh(self) -> None:
        """The letters changed, or the clinic did: who was chosen stays so."""
        chosen = self._found[self._at] if self._found else None
        self._found = self._destinations.found(self.editor.text)
        self._at = self._found.index(chosen) if chosen in self._found else 0
        self._choose(0)

    def _choose(self, by: int) -> None:
        self._at = (self._at + by) % len(self._found) if self._found else 0
        self._chosen = self._destinations.of(self._found[self._at][0]) if self._found else None

    def _named(self, at: int, name: str) -> str:
        return f"{name}  {self._chosen.about}" if at == self._at and self._chosen else name

    def _go(self, *, then: str = "") -> Outcome:
        place = self._chosen.place if self._chosen else None
        return Go(place, then) if place else STAY  # the panel says that it is nowhere

    def _nothing(self) -> Outcome:
        return STAY if self.editor.text.strip() else Close()

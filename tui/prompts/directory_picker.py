"""The box of the directory: words typed, and whom outside they find. Whatever needs somebody outside asks with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.prompts.directory_sentences import FOUND, FOUND_NOBODY, FOUND_PARTLY, HEADINGS, HOW
from tui.prompts.editor import LineEditor
from tui.terminal.cells import fit
from tui.text.lines import choice

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.directory.model import DirectoryEntry, DirectoryHit
    from tui.text.lines import Line
    from tui.workstation import Workstation

_SHOWN: Final = 8
_CELLS: Final = (30, 9, 22, 14)


def _everybody(_: DirectoryEntry) -> bool:
    return True


class DirectoryPicker:
    """One box; the hits below it change with every key. The directory is read when it opens, and when others change it.

    `only` says who can be chosen; `partly`, also whom all words but one find, where nobody has each.
    """

    def __init__(
        self,
        workstation: Workstation,
        text: str = "",
        *,
        only: Callable[[DirectoryEntry], bool] = _everybody,
        partly: bool = False,
    ) -> None:
        self.editor = LineEditor(text)
        self._workstation, self._only, self._partly = workstation, only, partly
        self._hits: tuple[DirectoryHit, ...] = ()
        self._at = 0
        self.refresh()

    @property
    def chosen(self) -> DirectoryEntry | None:
        """Who is highlighted."""
        return self._hits[self._at].entry if self._hits else None

    @property
    def fits(self) -> bool:
        """Whether somebody fits each word."""
        return bool(self._hits) and self._hits[0].match != "partial"

    def key(self, key: str, character: str | None) -> None:
        """Up, down and the pages choose; anything typed looks again."""
        steps = {"up": -1, "down": 1, "pageup": -_SHOWN, "pagedown": _SHOWN}
        if key in steps:
            self._at = min(max(self._at + steps[key], 0), max(len(self._hits) - 1, 0))
            return
        before = self.editor.text
        self.editor.key(key, character)
        if self.editor.text != before:
            self._at = 0
            self._look()

    def refresh(self) -> None:
        """Read the directory again; who was highlighted stays so, if still found."""
        kept = self.chosen
        self._index = self._workstation.desk.directory.index(self._workstation.actor)
        self._look()
        same = [at for at, hit in enumerate(self._hits) if kept and _key(hit.entry) == _key(kept)]
        self._at = same[0] if same else 0

    def panel(self) -> tuple[Line, ...]:
        """How many are found, and those in sight, the highlighted one marked."""
        count = len(self._hits)
        words = self.editor.text.strip()
        template = FOUND if self.fits else FOUND_PARTLY if count else FOUND_NOBODY
        told = template.format(count=count)
        head: Line = ((f" {told if words or not count else f'{HOW} · {told}'}", "hint"),)
        if not self._hits:
            return (head,)
        top = self._at // _SHOWN * _SHOWN
        page = enumerate(self._hits[top : top + _SHOWN], top)
        rows = (choice(_row(hit), chosen=at == self._at) for at, hit in page)
        return (head, ((_columns(*HEADINGS), "time"),), *rows)

    def _look(self) -> None:
        found = self._index.find(self.editor.text, partly=self._partly)
        self._hits = tuple(hit for hit in found if self._only(hit.entry))
        self._at = min(self._at, max(len(self._hits) - 1, 0))


def _row(hit: DirectoryHit) -> str:
    entry = hit.entry
    similar = " ~" if hit.is_near else ""
    number = entry.fax or entry.phone
    return _columns(f"{entry.name}{similar}", entry.kind.value, ", ".join(entry.specialties), number)[1:]


def _columns(*cells: str) -> str:
    return " " + " ".join(fit(cell, width) for cell, width in zip(cells, _CELLS, strict=True))


def _key(entry: DirectoryEntry) -> tuple[int, str]:
    return entry.id, entry.name

"""Two desks changed one record: both versions field by field, and which side of each stays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from core.text.wording import lowered
from tui.prompts.beside import choice_row, heads
from tui.prompts.record_port import R
from tui.prompts.record_texts import key_of
from tui.prompts.sentences import (
    VERSIONS_HEAD,
    VERSIONS_MINE,
    VERSIONS_NONE,
    VERSIONS_ONLY_MINE,
    VERSIONS_ONLY_THEIRS,
    VERSIONS_THEIRS,
)
from tui.text.lines import keys_line, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tui.prompts.record_texts import RecordTexts
    from tui.text.lines import Line


class Versions(Generic[R]):
    """What I typed and the `record` that somebody saved meanwhile, both made from `base`.

    `who` saved it, as `sentence` says.
    """

    def __init__(
        self,
        mine: Mapping[str, str],
        record: R,
        base: Mapping[str, str],
        *,
        who: str,
        sentence: str,
        texts: RecordTexts,
    ) -> None:
        theirs = texts.of(record)
        self.record = record
        self._mine, self._theirs, self._texts = dict(mine), theirs, texts
        self._who, self._sentence = who, sentence
        by_me, by_them = texts.changed(mine, base), texts.changed(theirs, base)
        self._both = tuple(
            key for key in by_me if key in by_them and texts.group(mine, key) != texts.group(theirs, key)
        )
        self._only_mine = tuple(name for name in by_me if name not in by_them)
        self._only_theirs = tuple(name for name in by_them if name not in by_me)
        self._keeps_mine = dict.fromkeys(self._both, True)
        self._at = 0

    def key(self, key: str, character: str | None) -> None:
        """Up and down choose a field, left or m my side of it, right or t theirs."""
        if not self._both:
            return
        if key in {"up", "down"}:
            self._at = min(max(self._at + (1 if key == "down" else -1), 0), len(self._both) - 1)
        elif key == "left" or character == "m":
            self._keeps_mine[self._both[self._at]] = True
        elif key == "right" or character == "t":
            self._keeps_mine[self._both[self._at]] = False

    @property
    def merged(self) -> dict[str, str]:
        """The texts with what stays of either."""
        taken = {*self._only_mine, *(name for name, mine in self._keeps_mine.items() if mine)}
        texts = {name: text for name, text in self._theirs.items() if key_of(name) not in taken}
        return texts | {name: text for name, text in self._mine.items() if key_of(name) in taken}

    def lines(self, width: int, *, save: str) -> tuple[Line, ...]:
        """Who was first, both sides of what both changed, and what only one of them did."""
        return tuple(self._lines(width, save))

    def hint(self) -> Line:
        """Keys."""
        off = frozenset[str]() if self._both else frozenset({"mine, theirs", "field"})
        return keys_line(
            ("Enter", "save"),
            ("Left Right", "mine, theirs"),
            ("Up Down", "field"),
            ("Shift+Tab", "back"),
            off=off,
        )

    def _lines(self, width: int, save: str) -> Iterator[Line]:
        yield from wrapped(self._sentence, "warn", width)
        yield ((f" {VERSIONS_HEAD if self._both else VERSIONS_NONE.format(save=save)}", "panel"),)
        if self._both:
            yield heads(VERSIONS_MINE, VERSIONS_THEIRS.format(who=self._who), width)
        for at, name in enumerate(self._both):
            yield choice_row(
                name,
                self._mine,
                self._theirs,
                self._texts,
                width,
                keeps_left=self._keeps_mine[name],
                is_here=at == self._at,
            )
        if self._only_mine:
            yield from wrapped(VERSIONS_ONLY_MINE.format(fields=self._named(self._only_mine)), "hint", width)
        if self._only_theirs:
            sentence = VERSIONS_ONLY_THEIRS.format(who=self._who, fields=self._named(self._only_theirs))
            yield from wrapped(sentence, "hint", width)

    def _named(self, keys: tuple[str, ...]) -> str:
        return ", ".join(lowered(self._texts.spec.keyed(key).label) for key in keys)

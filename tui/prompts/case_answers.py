"""Several answers typed one after the other, each read when it is given: what a step of a case asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.text.cleaning import clean_text
from tui.prompts import case_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.restore_context import type_again, typed_fields
from tui.text.lines import choice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from tui.text.lines import Line

_LONGEST = 500
_APART: Final = "\x1f"
"""Between answers that are written down."""


class Asked(Struct, frozen=True):
    """One answer: its name, what stands before the line, what can be typed, and what reads it.

    `read` raises BadInput for what cannot be taken.
    """

    name: str
    label: str
    how: str = ""
    may_be_empty: bool = False
    read: Callable[[str], object] | None = None
    before: str = ""
    """What stands in the line at first."""
    suggest: Callable[[str], Sequence[str]] | None = None
    """What is meant by the words that stand there, the likeliest first; Enter takes the one highlighted."""


class Answers:
    """The answers given so far, and the line of the one that is asked for now."""

    def __init__(self, asked: Sequence[Asked]) -> None:
        self._asked = tuple(asked)
        self.given: dict[str, str] = {}
        self.editor = LineEditor(self._asked[0].before if self._asked else "", longest=_LONGEST)
        self._at = 0
        self._suggested: tuple[str, ...] = ()

    @property
    def now(self) -> Asked | None:
        """What is asked now; None when all is answered."""
        at = len(self.given)
        return self._asked[at] if at < len(self._asked) else None

    def key(self, key: str, character: str | None) -> None:
        """Down and Up go through what is meant by the words, Up back to the answer before; anything else is typed."""
        if key == "up":
            self.up()
            return
        if key in {"down", "tab"}:
            self._at = min(self._at + 1, len(self._suggested))
            return
        before = self.editor.text
        self.editor.key(key, character)
        if self.editor.text != before:
            self._look()

    def up(self) -> bool:
        """To what is suggested above, or back to the answer before; False at the first."""
        if self._at:
            self._at -= 1
            return True
        return self.back()

    def take(self) -> None:
        """What is highlighted, or stands in the line, is the answer. Raises BadInput for one that cannot be taken."""
        asked, text = self.now, self.editor.text.strip()
        if self._at < len(self._suggested):
            text = self._suggested[self._at]
        if asked is None:
            return
        if asked.read and (text or not asked.may_be_empty):
            asked.read(text)
        self.given[asked.name] = text
        self._line(self.now.before if self.now else "")

    def back(self) -> bool:
        """To the answer before, as it was given; False at the first."""
        if not self.given:
            return False
        name, text = self.given.popitem()
        self._line(text)
        return bool(name)

    def fields(self) -> dict[str, str]:
        """What was answered and what stands in the line, each with what it answers."""
        return {
            "names": _APART.join(self.given),
            "given": _APART.join(self.given.values()),
            "asked": self.now.name if self.now else "",
            **typed_fields("typed", self.editor),
        }

    def put_back(self, fields: Mapping[str, str]) -> None:
        """The answers as they were given before, as far as they are still asked for, and the line.

        What another answered meanwhile is asked for no more: no answer comes to be one to something else.
        """
        names, texts = (fields.get(name, "").split(_APART) for name in ("names", "given"))
        before = dict(zip(names, texts, strict=False))
        for asked in self._asked:
            if asked.name not in before:
                break
            self.given[asked.name] = clean_text(before[asked.name], limit=_LONGEST)
        self._line(self.now.before if self.now else "")
        if self.now and self.now.name == fields.get("asked"):
            type_again("typed", self.editor, fields)
            self._look()

    def lines(self) -> tuple[Line, ...]:
        """What was answered, and what can be typed now."""
        given = tuple(
            ((f" {one.label}: ", "hint"), (self.given[one.name], "panel"))
            for one in self._asked
            if self.given.get(one.name)
        )
        how = (((f" {self.now.how}", "hint"),),) if self.now and self.now.how else ()
        return (*given, *how, *self._suggestions())

    def _suggestions(self) -> Iterator[Line]:
        """Whom the words mean, and the words as they were typed below."""
        if self._suggested:
            for at, name in enumerate((*self._suggested, say.AS_TYPED.format(words=self.editor.text.strip()))):
                yield choice(name, chosen=at == self._at)

    def _line(self, text: str) -> None:
        """What is proposed means itself, until something is typed."""
        self.editor.put_back(text, None)
        self._suggested, self._at = (), 0

    def _look(self) -> None:
        """What is meant by what stands there now."""
        asked, text = self.now, self.editor.text.strip()
        self._suggested = tuple(asked.suggest(text)) if asked and asked.suggest and text else ()
        self._at = 0

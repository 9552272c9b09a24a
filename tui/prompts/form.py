"""A form for the keyboard: fields in sections, one line each, and what is said of a field right under it."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Final

from tui.prompts.editor import LineEditor
from tui.prompts.fields import choice_line
from tui.terminal.cells import fit, width_of
from tui.text.lines import heading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from tui.prompts.fields import FormField
    from tui.text.lines import Line, Span

_LABEL: Final = 18
_NEXT: Final = frozenset({"tab", "down"})
_BEFORE: Final = frozenset({"shift+tab", "up"})


class Form:
    """The texts of a form and the field being typed into.

    `layout` tells the fields there are while the texts are those: a second phone is asked for once there is a first.
    `told` says something of a field's text while it is typed: a sentence and its style, or None for the field's help.
    `errors` are sentences by field, shown until the field is typed into again.
    """

    def __init__(
        self,
        layout: Callable[[Mapping[str, str]], Sequence[FormField]],
        texts: Mapping[str, str],
        *,
        told: Callable[[str, str], Span | None],
        ascii: bool = False,
    ) -> None:
        self._layout = layout
        self._texts = dict(texts)
        self._told = told
        self._ascii = ascii
        self.errors: dict[str, str] = {}
        self.fields: tuple[FormField, ...] = tuple(layout(self._texts))
        self.at = self.fields[0].name
        self._editor = self._line_of(self.field)

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in each field, the one being typed into among them."""
        return self._texts

    @property
    def field(self) -> FormField:
        """The one being typed into."""
        return next(field for field in self.fields if field.name == self.at)

    @property
    def editor(self) -> LineEditor:
        """Its line; what is pasted into it is taken by `take_line`."""
        return self._editor

    @property
    def is_last(self) -> bool:
        """Whether no field follows."""
        return self.fields[-1].name == self.at

    def key(self, key: str, character: str | None) -> bool:
        """Take a key; True when another field is typed into now."""
        if key in _NEXT:
            return self._step(1)
        if key == "enter":
            return self._skip()
        if key in _BEFORE:
            return self._step(-1)
        if key in {"pagedown", "pageup"}:
            return self._turn(1 if key == "pagedown" else -1)
        if self.field.choices:
            self._put(self.field.chosen(self._texts.get(self.at, self.field.default), key, character))
        elif self._editor.key(key, character):
            self.take_line()
        return False

    def take_line(self) -> None:
        """What stands in the line is the field's text."""
        if not self.field.choices:
            self._put(self._editor.text)

    def put(self, texts: Mapping[str, str]) -> None:
        """Other texts, wherever they come from; the cursor stays on its field, if that is still there."""
        self._texts = dict(texts)
        self.fields = tuple(self._layout(self._texts))
        self.go(self.at)

    def go(self, name: str) -> None:
        """Type into that field; into the first where there is none of that name."""
        names = [field.name for field in self.fields]
        self.at = name if name in names else names[0]
        self._editor = self._line_of(self.field)

    def lines(self, width: int, rows: int) -> tuple[Line, ...]:
        """As many of the form's lines as fit, those of the field typed into among them; the rest is blank."""
        lines: list[Line] = []
        first = last = 0
        section = ""
        for field in self.fields:
            if field.section != section:
                section = field.section
                lines.append(heading(section, width, ascii=self._ascii))
            is_here = field.name == self.at
            if is_here:
                first = len(lines)
            lines.append(self._line(field, width, is_here=is_here))
            lines += self._below(field, width, is_here=is_here)
            if is_here:
                last = len(lines)
        top = min(max(first - rows // 2, last - rows, 0), max(len(lines) - rows, 0))
        shown = lines[top : top + rows]
        return (*shown, *[()] * (rows - len(shown)))

    def _line(self, field: FormField, width: int, *, is_here: bool) -> Line:
        cells = max(width - _LABEL - 4, 10)
        text = self._texts.get(field.name, field.default)
        label: Span = (f" {'>' if is_here else ' '} {field.label:<{_LABEL}} ", "prompt-label" if is_here else "hint")
        if not is_here:
            word = field.word(text)
            return (label, (fit(word, min(width_of(word), cells), ascii=self._ascii), "panel"))
        return (
            label,
            *(choice_line(field, text, cells) if field.choices else self._editor.line(cells, ascii=self._ascii)),
        )

    def _below(self, field: FormField, width: int, *, is_here: bool) -> tuple[Line, ...]:
        """What is wrong with the field, else what is said of its text, else what belongs there."""
        error = self.errors.get(field.name)
        told: Span | None = (error, "error") if error else None
        if told is None and is_here:
            told = self._told(field.name, self._texts.get(field.name, "")) or (field.help, "hint")
        if told is None:
            return ()
        return tuple(((f"     {line}", told[1]),) for line in wrap(told[0], max(width - 6, 20)))

    def _put(self, text: str) -> None:
        if self._texts.get(self.at, "") == text:
            return
        self._texts[self.at] = text
        self.errors.pop(self.at, None)
        self.fields = tuple(self._layout(self._texts))

    def _step(self, step: int) -> bool:
        names = [field.name for field in self.fields]
        at = min(max(names.index(self.at) + step, 0), len(names) - 1)
        moved = names[at] != self.at
        self.go(names[at])
        return moved

    def _skip(self) -> bool:
        """To the next field that stands for itself: what more could be told of this one is passed over."""
        names = [field.name for field in self.fields]
        after = self.fields[names.index(self.at) + 1 :]
        before, following = self.at, next((field.name for field in after if not field.is_detail), names[-1])
        self.go(following)
        return self.at != before

    def _turn(self, step: int) -> bool:
        """To the first field of the next section or the one before."""
        sections = list(dict.fromkeys(field.section for field in self.fields))
        at = min(max(sections.index(self.field.section) + step, 0), len(sections) - 1)
        before = self.at
        self.go(next(field.name for field in self.fields if field.section == sections[at]))
        return self.at != before

    def _line_of(self, field: FormField) -> LineEditor:
        return LineEditor("" if field.choices else self._texts.get(field.name, ""), longest=field.longest)

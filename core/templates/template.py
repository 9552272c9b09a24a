"""What does the text of a template say: its lines, their fields, and every fault with its line?

A line is a paragraph. `# ` begins a title, `## ` a heading, `[ ] ` a box to tick, `___ ` a line to sign, `//` what is
for the clinic alone; `---` is a rule, ` | ` stands between two ends of a line. `{field}` is filled; a line whose fields
`{field?}` are all empty is left out. `{{` and `}}` are braces.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadSettings
from core.templates import sentences as say
from core.templates.model import BlockKind
from core.text.cleaning import UNSAFE
from core.text.wording import not_among

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.templates.kinds import TemplateKind

MOST_LINES: Final = 1_000
LONGEST_LINE: Final = 2_000
_ENDS: Final = " | "
_RULE: Final = re.compile(r"-{3,}")
_MARKS: Final = (
    ("## ", BlockKind.HEADING),
    ("# ", BlockKind.TITLE),
    ("[ ] ", BlockKind.BOX),
    ("___ ", BlockKind.SIGNATURE),
)
_TOKEN: Final = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+")


class Field(Struct, frozen=True):
    """A field of a line; one that is optional takes the line with it where all of its fields are empty."""

    name: str
    is_optional: bool = False


class Line(Struct, frozen=True):
    """A line of a template, `number` from 1: words and fields in turn."""

    number: int
    kind: BlockKind
    parts: tuple[str | Field, ...] = ()
    right: tuple[str | Field, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields, those at the right end last."""
        return tuple(part for part in (*self.parts, *self.right) if isinstance(part, Field))


class Template(Struct, frozen=True):
    """A template that was read without a fault."""

    kind: str
    language: str
    lines: tuple[Line, ...]

    @property
    def always_told(self) -> frozenset[str]:
        """The fields of lines that stand in the document even where these are empty."""
        kept = (line for line in self.lines if not any(field.is_optional for field in line.fields))
        return frozenset(field.name for line in kept for field in line.fields)


def read_template(text: str, kind: TemplateKind, language: str, *, place: str) -> Template:
    """The template that `text` makes. Raises BadSettings with every fault, each with `place` and its line."""
    faults: list[str] = []
    lines: list[Line] = []
    typed = text.removeprefix("\ufeff").splitlines()
    if len(typed) > MOST_LINES:
        faults.append(_at(place, MOST_LINES + 1, say.TOO_LONG.format(most=MOST_LINES)))
        typed = typed[:MOST_LINES]
    for number, one in enumerate(typed, 1):
        written = UNSAFE.sub("", one.replace("\t", " ")).rstrip()
        if written.startswith("//"):
            continue
        found = _line(number, written, kind)
        faults += [_at(place, number, fault) for fault in _faults(written, found, kind)]
        lines.append(found)
    if all(line.kind is BlockKind.GAP for line in lines) and not faults:
        faults.append(_at(place, 1, say.NOTHING))
    if faults:
        sentence = say.REFUSED_ONE if len(faults) == 1 else say.REFUSED
        raise BadSettings(sentence.format(place=place, count=len(faults)), faults)
    return Template(kind.name, language, tuple(lines))


def _at(place: str, line: int, fault: str) -> str:
    return say.PLACE.format(place=place, line=line, fault=fault)


def _line(number: int, written: str, kind: TemplateKind) -> Line:
    if not written:
        return Line(number, BlockKind.GAP)
    if _RULE.fullmatch(written):
        return Line(number, BlockKind.RULE)
    for mark, block in _MARKS:
        if written.startswith(mark):
            return Line(number, block, _parts(written.removeprefix(mark).strip()))
    left, is_two, right = written.partition(_ENDS)
    if is_two:
        return Line(number, BlockKind.ENDS, _parts(left.strip()), _parts(right.strip()))
    parts = _parts(written)
    is_table = len(parts) == 1 and isinstance(parts[0], Field) and parts[0].name in kind.tables
    return Line(number, BlockKind.TABLE if is_table else BlockKind.TEXT, parts)


def _parts(written: str) -> tuple[str | Field, ...]:
    """Words and fields; what is a fault stays as words, and is told by `_faults`."""
    parts: list[str | Field] = []
    for token in _TOKEN.finditer(written):
        if token[1] is None:
            word = {"{{": "{", "}}": "}"}.get(token[0], token[0])
            if parts and isinstance(parts[-1], str):
                word = f"{parts.pop()}{word}"
            parts.append(word)
        else:
            name = token[1].strip()
            parts.append(Field(name.removesuffix("?"), is_optional=name.endswith("?")))
    return tuple(parts)


def _faults(written: str, line: Line, kind: TemplateKind) -> Iterator[str]:
    if len(written) > LONGEST_LINE:
        yield say.LINE_TOO_LONG.format(most=LONGEST_LINE)
    if written.count(_ENDS) > 1:
        yield say.TWO_ENDS
    for token in _TOKEN.finditer(written):
        if token[0] == "{":
            yield say.BRACE_OPEN.format(example=next(iter(kind.fields)))
        elif token[0] == "}":
            yield say.BRACE_CLOSE.format()
    for field in line.fields:
        if field.name in kind.tables:
            if line.kind is not BlockKind.TABLE:
                yield say.NEVER_FILLED.format(name=field.name)
        elif field.name not in kind.fields:
            yield not_among(field.name, (*kind.fields, *kind.tables), say.A_FIELD.format(kind=kind.name))

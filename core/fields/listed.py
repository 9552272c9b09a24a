"""How is a list of small records typed and told, each of a text and what belongs to it: an alert and its last day?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from msgspec import Struct

from core.errors import BadInput
from core.fields import sentences
from core.fields.model import Items, Kind, Part
from core.structs import Replaceable, replace
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from core.fields.model import ReadContext

ItemT = TypeVar("ItemT", bound=Replaceable)

SEPARATOR: Final = "|"
"""Between the parts of an item that is typed in one text: "latex allergy | 31 dec"."""


class ItemPart(Struct, frozen=True):
    """One part of each item: the attribute that keeps it, and as what it is typed."""

    attribute: str
    part: Part
    kind: Kind[Any]


def listed(
    make: Callable[..., ItemT],
    parts: tuple[ItemPart, ...],
    *,
    words: Callable[[ItemT], str],
    key: Callable[[ItemT], object],
    join: str = "; ",
    has_details: bool = False,
) -> Kind[tuple[ItemT, ...]]:
    """Items of `parts`, the first of which makes one. `words` tells one, `key` tells one from another.

    What a file says is added to those there are. As JSON they are objects, or texts that have those as `details`.
    """
    items = _Listed(make, parts, key)
    return Kind(
        items.read,
        items.clean,
        items=lambda value: tuple(map(words, value)),
        in_full=lambda value, reading: join.join(map(words, value)),
        json=items.texts if has_details else items.json,
        details=items.json if has_details else None,
        merge=items.merge,
        join=join,
        listed=Items(tuple(replace(one.part, kind=one.kind) for one in parts), items.from_parts, items.to_parts),
    )


class _Listed(Struct, Generic[ItemT], frozen=True):
    """What the functions of such a kind have in common."""

    make: Callable[..., ItemT]
    parts: tuple[ItemPart, ...]
    key: Callable[[ItemT], object]

    def read(self, typed: Sequence[str], name: str, reading: ReadContext) -> tuple[ItemT, ...]:
        """Each text is an item, each line of a cell in a file, its parts divided by the separator. Raises BadInput."""
        lines = (line for text in typed for line in (text.split("\n") if reading.in_file else (text,)))
        split = [text.split(SEPARATOR) for text in lines if clean_text(text)]
        if any(len(texts) > len(self.parts) or not texts[0].strip() for texts in split):
            example = f" {SEPARATOR} ".join(one.attribute for one in self.parts)
            raise BadInput(sentences.ITEM_UNREADABLE.format(parts=example), field=name)
        return tuple(self._item(texts, name, reading) for texts in split)

    def clean(self, value: tuple[ItemT, ...], name: str, reading: ReadContext) -> tuple[ItemT, ...]:
        """The items as they are kept, each once; one of which nothing is left is none."""
        first = self.parts[0].attribute
        kept: dict[object, ItemT] = {}
        for one in value:
            if clean_text(getattr(one, first)):
                cleaned = replace(
                    one,
                    **{
                        each.attribute: each.kind.clean(getattr(one, each.attribute), name, reading)
                        for each in self.parts
                    },
                )
                kept.setdefault(self.key(cleaned), cleaned)
        return tuple(kept.values())

    def merge(self, before: tuple[ItemT, ...], said: tuple[ItemT, ...]) -> tuple[ItemT, ...]:
        """Those there were, and what is new among those that are said."""
        known = {self.key(one) for one in before}
        return before + tuple(one for one in said if self.key(one) not in known)

    def json(self, value: tuple[ItemT, ...]) -> list[dict[str, object]]:
        """Each by its attributes."""
        return [{one.attribute: one.kind.json(getattr(each, one.attribute)) for one in self.parts} for each in value]

    def texts(self, value: tuple[ItemT, ...]) -> list[object]:
        """The first part of each."""
        return [getattr(each, self.parts[0].attribute) for each in value]

    def from_parts(self, typed: Sequence[Mapping[str, str]], reading: ReadContext) -> tuple[ItemT, ...]:
        """The items of which something was typed in a form. Raises BadInput."""
        texts = ([each.get(one.part.name, "") for one in self.parts] for each in typed)
        return tuple(self._item(each, self.parts[0].attribute, reading) for each in texts if clean_text(each[0]))

    def to_parts(self, value: tuple[ItemT, ...], reading: ReadContext) -> list[dict[str, str]]:
        """What stands in a form for them."""
        return [
            {one.part.name: one.kind.write(getattr(each, one.attribute), reading) for one in self.parts}
            for each in value
        ]

    def _item(self, texts: Sequence[str], name: str, reading: ReadContext) -> ItemT:
        said = ((one, text.strip()) for one, text in zip(self.parts, texts, strict=False) if text.strip())
        return self.make(**{one.attribute: one.kind.read([text], name, reading) for one, text in said})

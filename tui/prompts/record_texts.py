"""How do the texts of a form become the values of a record's fields, and a record texts?

A text stands under the key of its field ("family"), that of an item of a list under its number ("alert.0"), that of a
part of one under both ("phone.0.kind"). The fields of a list are changed as one.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.errors import ClinicdeskError
from core.text.cleaning import clean_text
from tui.prompts.fields import FormField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.errors import BadInput
    from core.fields.model import Field, ReadContext, RecordSpec
    from tui.text.lines import Span

_EXAMPLE: Final = date(1984, 3, 14)


class RecordTexts(Struct, frozen=True):
    """The texts of one kind of record, read and written as at one clinic."""

    spec: RecordSpec
    reading: ReadContext

    def of(self, record: object) -> dict[str, str]:
        """The texts that say what the record says."""
        texts: dict[str, str] = {}
        for field in self.spec:
            value, items = getattr(record, field.name), field.kind.listed
            if items is None:
                texts[field.key] = field.kind.write(value, self.reading)
                continue
            for number, parts in enumerate(items.write(value, self.reading)):
                texts |= {_named(field.key, number, part): text for part, text in parts.items()}
        return texts

    def blank(self) -> dict[str, str]:
        """The texts that a new record begins with."""
        return {field.key: field.kind.blank for field in self.spec if field.kind.blank}

    def group(self, texts: Mapping[str, str], key: str) -> tuple[object, ...]:
        """What the texts of a field say, as a value that is the same when they say the same."""
        field = self.spec.keyed(key)
        if field.kind.listed:
            parts = field.kind.listed.parts
            return tuple(
                tuple(clean_text(item.get(part.name, part.default), limit=part.longest) for part in parts)
                for item in _items(texts, field)
            )
        return (clean_text(texts.get(key, ""), limit=field.kind.longest),)

    def changed(self, mine: Mapping[str, str], base: Mapping[str, str]) -> tuple[str, ...]:
        """The keys of the fields in which two sets of texts differ."""
        return tuple(key for key in self.spec.keys if self.group(mine, key) != self.group(base, key))

    def shown(self, texts: Mapping[str, str], key: str) -> str:
        """A field in one line, for a comparison."""
        kind = self.spec.keyed(key).kind
        if kind.listed:
            try:
                value = kind.listed.read(items := _items(texts, self.spec.keyed(key)), self.reading)
            except ClinicdeskError:  # not all of it can be read yet
                return kind.join.join(" ".join(filter(None, item.values())) for item in items)
            return kind.join.join(kind.items(value))
        return kind.shown(texts.get(key, ""), self.reading)

    def values(self, texts: Mapping[str, str], keys: Iterable[str]) -> dict[str, Any]:
        """The values of those fields. Raises BadInput or NotFound."""
        return {field.name: self._value(texts, field) for field in map(self.spec.keyed, keys)}

    def values_of_new(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """The values of all that a new record is asked for. Raises BadInput or NotFound."""
        return self.values(texts, (field.key for field in self.spec if field.is_asked_of_new))

    def check(self, name: str, text: str) -> None:
        """Raise BadInput or NotFound for a text that cannot be what its field wants."""
        key, _, place = name.partition(".")
        field = self.spec.keyed(key)
        kind = field.kind
        if kind.listed:
            part = kind.listed.part(place.partition(".")[2])
            own = part.kind or (kind if part is kind.listed.parts[0] else None)
            if own and text.strip():
                own.clean(own.read([text], key, self.reading), key, self.reading)
        elif not kind.choices(None, self.reading):
            kind.clean(kind.read([text], key, self.reading), key, self.reading)

    def told(self, name: str, text: str) -> Span | None:
        """What is said of a text that can be read: the birth date in words with the age, the provider's name."""
        try:
            kind = self.spec.keyed(key_of(name)).kind
            if kind.listed:
                kind = kind.listed.part(name.split(".", 2)[2] if name.count(".") > 1 else "").kind or kind
            doubted = kind.doubted(text, self.reading)
            if doubted:
                return doubted, "warn"
            told = kind.told(text, self.reading)
        except ClinicdeskError:
            return None
        return (f"{told}.", "ok") if told else None

    def field_of(self, error: BadInput, texts: Mapping[str, str]) -> str:
        """The field of the form that the error is about: of a list, the first that holds something; or ""."""
        if error.field not in self.spec.keys or not (items := self.spec.keyed(error.field).kind.listed):
            return error.field
        first = items.parts[0].name
        filled = numbers(texts, error.field, first)
        return _named(error.field, filled[0] if filled else 0, first)

    def form_fields(self, texts: Mapping[str, str], record: object | None) -> tuple[FormField, ...]:
        """What the form of that record, or of a new one, asks while those texts stand in it."""
        return tuple(
            asked
            for field in self.spec
            if (record is not None or field.is_asked_of_new) and self._has_place(field, texts)
            for asked in (self._repeated(field, texts) if field.kind.listed else self._single(field, record))
        )

    def _has_place(self, field: Field[Any], texts: Mapping[str, str]) -> bool:
        return not field.belongs_to or bool(texts.get(self.spec[field.belongs_to].key, "").strip())

    def _single(self, field: Field[Any], record: object | None) -> Iterator[FormField]:
        sentence = (field.help_of_new if record is None else "") or field.help
        value = None if record is None else getattr(record, field.name)
        choices = field.kind.choices(value, self.reading)
        is_detail, longest = bool(field.belongs_to), field.kind.longest
        told = self._help(sentence)
        yield FormField(field.key, field.section, field.label, told, choices, longest, is_detail=is_detail)

    def _repeated(self, field: Field[Any], texts: Mapping[str, str]) -> Iterator[FormField]:
        """As many as are filled, and one more; what else belongs to an item is asked once there is one."""
        first, *others = field.kind.listed.parts if field.kind.listed else ()
        filled = numbers(texts, field.key, first.name)
        for number in range(max(filled, default=-1) + 2):
            name = _named(field.key, number, first.name)
            yield FormField(name, field.section, field.label, self._help(field.help), (), first.longest)
            for part in others if number in filled else ():
                name = _named(field.key, number, part.name)
                text = texts.get(name, part.default)
                known = (
                    part.choices if not part.choices or text in dict(part.choices) else (*part.choices, (text, text))
                )
                yield FormField(name, field.section, part.label, part.help, known, part.longest, is_detail=True)

    def _help(self, help: str) -> str:
        order = self.reading.order
        return help.format(date=order.write(_EXAMPLE) if order else _EXAMPLE.isoformat())

    def _value(self, texts: Mapping[str, str], field: Field[Any]) -> Any:  # noqa: ANN401 - what the field holds
        if field.kind.listed:
            return field.kind.listed.read(_items(texts, field), self.reading)
        return field.kind.read([texts.get(field.key, "") or field.kind.blank], field.key, self.reading)


def key_of(name: str) -> str:
    """The key of the field that a text belongs to."""
    return name.partition(".")[0]


def numbers(texts: Mapping[str, str], key: str, part: str) -> list[int]:
    """The numbers of the items that hold something in that part: [0, 2] of alert.0 and alert.2."""
    end = f".{part}" if part else ""
    named = (name.removeprefix(f"{key}.").removesuffix(end) for name, text in texts.items() if text.strip())
    return sorted(int(number) for number in named if number.isdecimal())


def _items(texts: Mapping[str, str], field: Field[Any]) -> list[dict[str, str]]:
    """What was typed of each item that is one, by part; what is chosen elsewhere is left out where nothing was."""
    first, *others = (part.name for part in field.kind.listed.parts) if field.kind.listed else ("",)
    items = []
    for number in numbers(texts, field.key, first):
        item = {first: texts[_named(field.key, number, first)]}
        for part in others:
            text = texts.get(_named(field.key, number, part))
            if text is not None:
                item[part] = text
        items.append(item)
    return items


def _named(key: str, number: int, part: str) -> str:
    return f"{key}.{number}.{part}" if part else f"{key}.{number}"

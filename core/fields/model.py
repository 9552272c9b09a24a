"""What is a field of a record, so that all that reads, asks or tells it can be made from its one row?"""

from __future__ import annotations

from datetime import UTC
from enum import IntEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Generic, TypeAlias, TypeVar

from msgspec import Struct

from core.calendar.date_order import DateOrder
from core.text.card_numbers import refuse_in_parts
from core.text.money import DOLLARS
from core.text.wording import lowered

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date, datetime, tzinfo

    from core.clinic.model import Clinic

V = TypeVar("V")
Changes: TypeAlias = "Mapping[str, object]"
"""What an edit changes of a record: values by the name of their field. What is not named stays."""
Pairs: TypeAlias = "tuple[tuple[str, str], ...]"
"""Choices: what is kept of each, and the word shown."""

LONGEST_TEXT: Final = 120


class ReadContext(Struct, frozen=True):
    """With what fields are read: whom and what the clinic has, the day there, and how dates are written.

    With `in_file` nobody can be asked: what can mean two things, or cannot be kept whole, is refused; an `order` of
    None is then one that is not known. `now` is the instant of the act that keeps what was read (UTC), `currency` the
    one of the ledgers.
    """

    clinic: Clinic
    today: date
    order: DateOrder | None = DateOrder.MDY
    zone: tzinfo = UTC
    now: datetime | None = None
    in_file: bool = False
    currency: str = DOLLARS


class Part(Struct, frozen=True):
    """One of the things typed for each item of a list, such as the kind of a phone; the first is named by the field.

    What is typed is looked at as its own `kind`, the first part without one as the field's.
    """

    name: str
    label: str = ""
    help: str = ""
    choices: Pairs = ()
    longest: int = LONGEST_TEXT
    kind: Kind[Any] | None = None

    @property
    def default(self) -> str:
        """What counts as long as nobody said anything."""
        return self.choices[0][0] if self.choices else ""


class Items(Struct, Generic[V], frozen=True):
    """How each item of a list is typed: its parts, the first of which makes it one, and both ways between.

    `read` raises BadInput or NotFound.
    """

    parts: tuple[Part, ...]
    read: Callable[[Sequence[Mapping[str, str]], ReadContext], V]
    write: Callable[[V, ReadContext], Sequence[Mapping[str, str]]]

    def part(self, name: str) -> Part:
        """The part of that name. Raises KeyError for none."""
        return {one.name: one for one in self.parts}[name]


def _said(before: V, said: V) -> V:
    return said


def _as_it_is(value: V, name: str, reading: ReadContext) -> V:
    return value


class Kind(Struct, Generic[V], frozen=True):
    """What the values of a field are. `name`, where a function takes it, is what a refusal calls the field.

    `read` makes a value of texts that were typed or stand in a file, several for a list; `clean` makes it what is
    kept. Both raise BadInput or NotFound. `write` gives the text that would be typed for it, `items` its words and
    `in_full` those of a face sheet; `json` is plain. `told` says something of a typed text that can be read, `shown`
    is the text in a comparison, `join` joins several there.
    """

    read: Callable[[Sequence[str], str, ReadContext], V]
    clean: Callable[[V, str, ReadContext], V] = _as_it_is
    write: Callable[[V, ReadContext], str] = lambda value, reading: str(value)
    items: Callable[[V], tuple[str, ...]] = lambda value: (str(value),) if value else ()
    in_full: Callable[[V, ReadContext], str] = lambda value, reading: str(value)
    json: Callable[[V], object] = lambda value: value
    details: Callable[[V], object] | None = None
    """What else scripts are told of it, beside what they have always been told."""
    merge: Callable[[V, V], V] = _said
    """What becomes of a value when a file says another one."""
    told: Callable[[str, ReadContext], str] = lambda text, reading: ""
    doubted: Callable[[str, ReadContext], str] = lambda text, reading: ""
    """What may be wrong with a text all the same, in a sentence; nothing is refused for it."""
    shown: Callable[[str, ReadContext], str] = lambda text, reading: text
    join: str = "; "
    choices: Callable[[V | None, ReadContext], Pairs] = lambda value, reading: ()
    """What is chosen from, for a record that has that value."""
    listed: Items[V] | None = None
    """For a list: what is typed for each of its items."""
    blank: str = ""
    """The text that a new record's form begins with."""
    longest: int = LONGEST_TEXT
    words: tuple[str, ...] = ()
    """The words that a file may have for it, if they are few."""
    noun: str = ""
    """What such a word is called: "a sex"."""
    is_flag: bool = False
    is_dated: bool = False
    """Whether it is an instant that is set to now, or taken away."""


class Tells(IntEnum):
    """How much a field tells of who somebody is; each level includes those before it."""

    NOTHING = 0
    COMPARED = 1
    """Shown beside the other record's when two are compared."""
    LIKENS = 2
    """Look-alikes are looked for once it was typed."""
    IDENTIFIES = 3
    """A change of it may make the record another's double, and is refused as that."""


class Option(Struct, frozen=True):
    """The option of the command line; `off` is the help of `--no-...`, for what is said without a value."""

    metavar: str
    help: str
    off: str = ""


class Column(Struct, frozen=True):
    """A column that a file may have for a field, or for a part of it.

    `names` are those that a column has besides its own, folded. Several columns of one name are joined with
    `joined_by`; where that is None each of them counts by itself. Without a `kind` it is read as its field.
    """

    name: str
    names: tuple[str, ...] = ()
    joined_by: str | None = " "
    kind: Kind[Any] | None = None
    is_number: bool = False
    """Whether it is written with digits that may begin with zeros, which programs like to drop."""
    is_decimal: bool = False
    """Whether it has decimals, as amounts have: they are none of a program's making."""


class Field(Struct, Generic[V], frozen=True):
    """One field of a record; `name` is its attribute."""

    name: str
    kind: Kind[V]
    label: str
    """Beside it in a form, on the face sheet and in a comparison."""
    help: str
    """What belongs there, with {date} for an example of a date."""
    section: str
    """The heading that it stands under in a form."""
    noun: str = ""
    """What an act that changed it calls it; the label if left out."""
    typed: str = ""
    """What one of it is called where it is typed: "phone" of the field "phones"."""
    option: Option | None = None
    columns: tuple[Column, ...] = ()
    compose: Callable[[Mapping[str, Any]], V | None] | None = None
    """Makes the value of what several columns say; None where they say nothing. Raises BadInput."""
    reads: tuple[str, ...] = ()
    """The names of columns of other fields that say something of it too."""
    tells: Tells = Tells.COMPARED
    is_on_sheet: bool = True
    follows: str = ""
    """On the face sheet it goes on in the line of that field."""
    belongs_to: str = ""
    """It is asked once that field is filled, and Enter goes past it there."""
    is_hidden: bool = False
    """Whether it is hidden where names are."""
    is_asked_of_new: bool = True
    help_of_new: str = ""
    kept: str = ""
    """The sentence that refuses to empty it; it may be emptied if left out."""

    @property
    def told_by(self) -> tuple[str, ...]:
        """The names of the columns of a file that say something of it, its own first."""
        return (*(column.name for column in self.columns), *self.reads)

    @property
    def key(self) -> str:
        """What it is called where it is typed."""
        return self.typed or self.name

    @property
    def is_number(self) -> bool:
        """Whether a record is known by it."""
        return any(column.is_number for column in self.columns)

    @property
    def word(self) -> str:
        """What a sentence calls it."""
        return self.noun or lowered(self.label)


class RecordSpec(Struct, frozen=True, dict=True):
    """The fields of a kind of record, in the order in which they are asked and told."""

    kind: str
    fields: tuple[Field[Any], ...]
    settle: Callable[[Changes], Changes] | None = None
    """Makes of values as they are said those of the fields that keep them, where these are others."""

    @cached_property
    def _by_name(self) -> Mapping[str, Field[Any]]:
        return {each.name: each for each in self.fields}

    @cached_property
    def _by_key(self) -> Mapping[str, Field[Any]]:
        return {each.key: each for each in self.fields}

    def __iter__(self) -> Iterator[Field[Any]]:
        return iter(self.fields)

    def __getitem__(self, name: str) -> Field[Any]:
        """The field of that name. Raises KeyError."""
        return self._by_name[name]

    def keyed(self, key: str) -> Field[Any]:
        """The field that is typed under that key. Raises KeyError."""
        return self._by_key[key]

    @property
    def keys(self) -> tuple[str, ...]:
        """What each field is called where it is typed."""
        return tuple(self._by_key)

    @property
    def word(self) -> str:
        """What a sentence calls one: its kind is also the name of its table."""
        return self.kind.replace("_", " ")

    def telling(self, least: Tells) -> frozenset[str]:
        """The names of the fields that tell at least so much of who somebody is."""
        return frozenset(each.name for each in self.fields if each.tells >= least)

    def changed(self, before: object, after: object) -> tuple[str, ...]:
        """The names of the fields in which two versions of a record differ."""
        return tuple(each.name for each in self.fields if getattr(before, each.name) != getattr(after, each.name))

    def words(self, names: Sequence[str]) -> tuple[str, ...]:
        """What a sentence calls these fields."""
        return tuple(self[name].word for name in names)

    def facts(self, record: object, reading: ReadContext) -> tuple[tuple[Field[Any], str], ...]:
        """Every field of which there is something to tell, and what, as on a face sheet."""
        told = {each.name: each.kind.in_full(getattr(record, each.name), reading) for each in self.fields}
        follows = {each.follows: told.pop(each.name) for each in self.fields if each.follows}
        facts = ((each, told.get(each.name, "") + follows.get(each.name, "")) for each in self.fields)
        return tuple((each, fact.removeprefix(", ")) for each, fact in facts if fact and not each.follows)

    def json(self, record: object) -> dict[str, object]:
        """Every field as JSON, and under its name with `_details` what else there is to tell of it."""
        told: dict[str, object] = {}
        for each in self.fields:
            value = getattr(record, each.name)
            told[each.name] = each.kind.json(value)
            if each.kind.details:
                told[f"{each.name}_details"] = each.kind.details(value)
        return told

    def clean(self, values: Mapping[str, Any], reading: ReadContext) -> dict[str, Any]:
        """The values as they are kept. Raises BadInput naming the field that cannot be, or NotFound."""
        settled = self.settle(values) if self.settle else values
        cleaned = {name: self[name].kind.clean(value, self[name].key, reading) for name, value in settled.items()}
        self.refuse_card(cleaned)
        return cleaned

    def refuse_card(self, values: Mapping[str, Any]) -> None:
        """Raise BadInput where two texts, one after the other, are a card's number; numbers of records are none."""
        there = [each for each in self.fields if isinstance(values.get(each.name), str)]
        refuse_in_parts([(each.key, values[each.name]) for each in there if not each.is_number])

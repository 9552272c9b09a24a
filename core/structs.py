"""What is asked of the fields of a record's type, and how is one record made from another?

Records are `msgspec.Struct`: frozen ones but for those that say that they count or gather.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    # Type checkers see a Struct as a dataclass, and know the fields that this one takes. msgspec's own takes anything.
    from dataclasses import replace

    from msgspec import Struct
else:
    from msgspec.structs import replace

__all__ = ["Replaceable", "field_defaults", "field_names", "replace"]


class Replaceable(Protocol):
    """Any record, as type checkers know one: what `replace` takes."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


def field_names(kind: type[Struct]) -> tuple[str, ...]:
    """The names of the fields, in their order."""
    return kind.__struct_fields__


def field_defaults(kind: type[Struct]) -> dict[str, Any]:
    """The fields that may be left out, and what they then are. Only for types whose defaults are plain values."""
    defaults = kind.__struct_defaults__
    return dict(zip(kind.__struct_fields__[-len(defaults) :], defaults, strict=True)) if defaults else {}

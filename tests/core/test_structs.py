"""Are records made from others as type checkers are told, and what do their types say of their fields?"""

from __future__ import annotations

import pytest
from msgspec import Struct

from core.clinic.model import Room, Site
from core.structs import field_defaults, field_names, replace

R1 = Room("R1", "main")


class Plain(Struct, frozen=True):
    """Nothing may be left out."""

    name: str


def test_a_record_is_made_from_another() -> None:
    """With the fields that are named otherwise; the first stays as it is."""
    assert Room("R1", "west") == replace(R1, site="west")
    assert Room("R1", "main") == R1


def test_what_is_no_field_is_no_change() -> None:
    """Nor for mypy, without which such a slip is found at the desk: this file says what it must complain of."""
    with pytest.raises(TypeError):
        replace(R1, sight="west")  # type: ignore[call-arg]


def test_a_field_is_of_its_type() -> None:
    """For mypy alone: a Struct takes whatever it is given, as a dataclass does."""
    assert "3" != replace(R1, retired=3).retired  # type: ignore[arg-type]


def test_the_fields_of_a_type() -> None:
    """In their order, and what those are that may be left out."""
    assert ("code", "site", "kind", "cleanup", "retired") == field_names(Room)
    assert {"kind": "exam", "cleanup": 0, "retired": False} == field_defaults(Room)
    assert {} == field_defaults(Plain)


def test_a_record_is_frozen() -> None:
    """What somebody holds stays what it was."""
    with pytest.raises(AttributeError):
        R1.site = "west"  # type: ignore[misc]


def test_a_record_equals_none_of_another_type() -> None:
    """Whatever both say: a room is no site."""
    assert Site("R1", "main", "UTC") != Room("R1", "main", "UTC")

"""How are parts of the set-up found by the code of whose they are, without a walk through all of them?"""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_PartT = TypeVar("_PartT")


def grouped(parts: Iterable[_PartT], whose: str) -> Mapping[str, tuple[_PartT, ...]]:
    """The parts by the code that stands in their field `whose`, in the order they came."""
    code_of = attrgetter(whose)
    groups: dict[str, list[_PartT]] = {}
    for part in parts:
        groups.setdefault(code_of(part), []).append(part)
    return {code: tuple(group) for code, group in groups.items()}

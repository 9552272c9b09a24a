"""How is a record drawn whose fields are drawn?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


def drawn(
    kind: Callable[..., T], /, *fields: st.SearchStrategy[Any], **named: st.SearchStrategy[Any]
) -> st.SearchStrategy[T]:
    """Records of that kind, as `st.builds` makes them.

    That one asks a Struct for its signature, which evaluates the hints, also of names imported for types only.
    """
    values = st.tuples(st.tuples(*fields), st.fixed_dictionaries(named))
    return values.map(lambda drawn: kind(*drawn[0], **drawn[1]))

"""How is a question written down, so that it can be asked again by another process?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class PromptState(Struct, frozen=True):
    """A question as texts: which (`kind`), of which record or place (`key`, or ""), and what was answered so far."""

    kind: str
    key: str
    fields: Mapping[str, str]

    @property
    def is_blank(self) -> bool:
        """Whether it is about nothing and nothing was typed: asking it anew comes to the same."""
        return not self.key and not any(self.fields.values())


@runtime_checkable
class Parkable(Protocol):
    """A prompt that can be put aside; `tui.prompts.restore` knows how each kind is asked again.

    While it stands at the foot of a screen `tui.drafts.shelf` keeps it with every key: it need not keep itself.
    """

    def state(self) -> PromptState:
        """The question as it stands."""
        ...


@runtime_checkable
class Listed(Parkable, Protocol):
    """A form: left with something typed, it is listed among what is not finished."""

    is_listed: bool

"""How is a question written down, so that it can be asked again by another process?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from tui.prompts.prompt import Slot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.model.clinic import Clinic, Site
    from tui.bootstrap import Session
    from tui.prompts.editor import LineEditor
    from tui.prompts.prompt import Prompt


@dataclass(frozen=True, slots=True)
class Kept:
    """A question as texts: which (`kind`), of which record or place (`key`, or ""), and what was answered so far.

    `lasts` says whether, once left, it is taken up where the same is asked again, also after a restart.
    """

    kind: str
    key: str
    fields: Mapping[str, str]
    lasts: bool = True

    @property
    def is_blank(self) -> bool:
        """Whether it is about nothing and nothing was typed: asking it anew comes to the same."""
        return not self.key and not any(self.fields.values())


@runtime_checkable
class Parkable(Protocol):
    """A prompt that can be put aside; `tui.prompts.restore` knows how each kind is asked again.

    While it stands at the foot of a screen `tui.shelf` keeps it with every key: it need not keep itself.
    """

    def kept(self) -> Kept:
        """The question as it stands."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """At which desk a question is asked again; `site` and `privacy` are those of the screen it stands on."""

    session: Session
    site: Site
    privacy: bool


@dataclass(frozen=True, slots=True)
class Restored:
    """A question asked again; `changed` says what is no longer as it was, or is empty."""

    prompt: Prompt
    changed: str = ""


def typed_fields(name: str, editor: LineEditor) -> dict[str, str]:
    """A line with its cursor, as two fields; a cursor at the end is an empty one."""
    at_end = editor.cursor == len(editor.text)
    return {name: editor.text, f"{name}.at": "" if at_end else str(editor.cursor)}


def type_again(name: str, editor: LineEditor, fields: Mapping[str, str]) -> None:
    """Put the line and its cursor back."""
    at = fields.get(f"{name}.at", "")
    editor.put_back(fields.get(name, ""), int(at) if at.isdecimal() and len(at) < 4 else None)


def slot_text(slot: Slot | None) -> str:
    """'main lee 2026-11-23T10:15:00 0 -': a place in the schedule; empty for none."""
    if slot is None:
        return ""
    typed = "typed" if slot.is_typed else "-"
    return f"{slot.site} {slot.provider} {slot.start.isoformat()} {slot.start.fold} {typed}"


def read_slot(text: str) -> Slot | None:
    """The place of `slot_text`, also one that the clinic no longer has."""
    try:
        site, provider, start, fold, typed = text.split(" ")
        at = datetime.fromisoformat(start).replace(fold=int(fold))
    except ValueError:
        return None
    return Slot(site, provider, at, is_typed=typed == "typed")


def in_use(slot: Slot, clinic: Clinic) -> bool:
    """Whether the clinic still has that site and that provider."""
    site, provider = clinic.sites.get(slot.site), clinic.providers.get(slot.provider)
    return site is not None and provider is not None and not site.retired and not provider.retired

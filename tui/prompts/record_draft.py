"""What was typed of a record and not yet saved: from which version of it, and how is it written?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from tui.prompts.record_port import R
from tui.prompts.sentences import FORM_OTHERS_CHANGED
from tui.prompts.versions import Versions

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.journal.change import Change
    from tui.prompts.record_port import RecordPort
    from tui.prompts.record_texts import RecordTexts
    from tui.workstation import Workstation

_MINE, _BASE, _AT, _REV = "is.", "was.", "at", "rev"


class RecordDraft(Generic[R]):
    """The record being changed, None for a new one, as it was when the typing began."""

    def __init__(self, workstation: Workstation, port: RecordPort[R], texts: RecordTexts, record: R | None) -> None:
        self._workstation, self._port, self._texts = workstation, port, texts
        self.record = record
        self.base: Mapping[str, str] = texts.blank() if record is None else texts.of(record)
        self._rev = 0 if record is None else record.rev

    def changed(self, texts: Mapping[str, str]) -> tuple[str, ...]:
        """The keys of the fields that were typed otherwise."""
        return self._texts.changed(texts, self.base)

    def begin_from(self, record: R) -> None:
        """Changes are made from that version of the record now."""
        self.record, self._rev = record, record.rev
        self.base = self._texts.of(record)

    def newer(self) -> R | None:
        """The record as somebody else saved it since; None when nobody did. Raises NotFound."""
        if self.record is None:
            return None
        now = self._port.read(self.record)
        return None if now.rev == self._rev else now

    def write(self, texts: Mapping[str, str], *, anyway: bool) -> Change | None:
        """Save it; None when it says so already. Raises what the port raises."""
        if self.record is None:
            return self._port.add(self._texts.values_of_new(texts), anyway=anyway)
        changes = self._texts.values(texts, self.changed(texts))
        return self._port.change(self.record, changes, rev=self._rev, anyway=anyway)

    def versions(self, texts: Mapping[str, str], newer: R) -> Versions[R]:
        """What was typed beside what somebody saved meanwhile."""
        last = self._workstation.desk.journal.last_word(self._workstation.actor, newer.ref)
        return Versions(texts, newer, self.base, who=last.actor or "?", sentence=last.sentence, texts=self._texts)

    def others_changed(self, newer: R) -> str:
        """Who changed the record meanwhile."""
        last = self._workstation.desk.journal.last_word(self._workstation.actor, newer.ref)
        return FORM_OTHERS_CHANGED.format(sentence=last.sentence)

    def kept(self, texts: Mapping[str, str], at: str) -> dict[str, str]:
        """All of it as texts; `at` is the field typed into."""
        mine = {_MINE + name: text for name, text in texts.items() if text}
        base = {_BASE + name: text for name, text in self.base.items() if text}
        return {**mine, **base, _AT: at, _REV: str(self._rev)}

    def take_up(self, fields: Mapping[str, str]) -> tuple[dict[str, str], str]:
        """The texts and the field of `kept`, made from the version of then."""
        rev = fields.get(_REV, "")
        self._rev = int(rev) if rev.isdecimal() else 0
        self.base = _named(fields, _BASE)
        return _named(fields, _MINE), fields.get(_AT, "")


def typed_texts(fields: Mapping[str, str]) -> dict[str, str]:
    """What was typed, of the fields of `kept`."""
    return _named(fields, _MINE)


def _named(fields: Mapping[str, str], prefix: str) -> dict[str, str]:
    return {name.removeprefix(prefix): text for name, text in fields.items() if name.startswith(prefix)}

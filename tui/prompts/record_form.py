"""The form of a record: a new one or one to change, saved from any field."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Generic

from core.errors import BadInput, ChangedElsewhere, ClinicdeskError, Refused
from core.fields.model import ReadContext, Tells
from tui.drafts.prompt_state import PromptState
from tui.prompts.form import Form
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.record_draft import RecordDraft
from tui.prompts.record_port import R, RecordPort, Stage, Step, WrongField, draft_kinds
from tui.prompts.record_texts import RecordTexts, key_of
from tui.prompts.restore_context import Restored
from tui.prompts.sentences import FORM_EDIT, FORM_NEW, FORM_NOT_SAVED_YET, FORM_ONE_NOT_SAVED, FORM_SECOND_KEY
from tui.text.hiding import hide
from tui.text.lines import keys_line, wrapped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tui.prompts.editor import LineEditor
    from tui.prompts.versions import Versions
    from tui.selection.place import Slot
    from tui.text.lines import Line, Span
    from tui.workstation import Workstation


class RecordForm(Generic[R]):
    """Stages: the fields; what the port asks where saving was refused; both versions where two desks changed one.

    What stands in the fields is kept with every key by whoever keeps the open question (`state`).
    """

    carries = False
    is_listed = True

    def __init__(
        self,
        workstation: Workstation,
        port: RecordPort[R],
        reading: ReadContext,
        *,
        record: R | None = None,
        prefill: Mapping[str, str] | None = None,
        notice: str = "",
    ) -> None:
        """The form of `record`, or of a new one with the texts of `prefill`; `notice` is said above it."""
        self._workstation, self._port, self._seen = workstation, port, record
        self._texts = RecordTexts(port.spec, reading)
        self._draft = RecordDraft(workstation, port, self._texts, record)
        self._form = Form(
            lambda texts: self._texts.form_fields(texts, self._draft.record),
            {**self._draft.base, **(prefill or {})},
            told=self._texts.told,
            ascii=workstation.settings.display.ascii,
        )
        self._identifying = frozenset(field.key for field in port.spec if field.tells >= Tells.LIKENS)
        self._token = port.owner or secrets.token_hex(4)
        self._stage: Stage | None = None
        self._versions: Versions[R] | None = None
        self._begun: Span = (notice, "warn")
        self._notice: Span | None = None
        self._looked_up: tuple[str, ...] = ()
        self._forgetting = False
        self._width, self._rows = 80, 20
        if record is None:
            *asked, last = port.first
            self._form.go(next((key for key in asked if not self.texts.get(key)), last))

    @property
    def kind(self) -> str:
        """What it is kept as, left undone."""
        return draft_kinds(self._port.spec)[self._draft.record is not None]

    @property
    def label(self) -> str:
        """What is asked."""
        return FORM_EDIT if self._draft.record else FORM_NEW.format(record=self._port.spec.word)

    @property
    def texts(self) -> Mapping[str, str]:
        """What stands in each field."""
        return self._form.texts

    @property
    def editor(self) -> LineEditor | None:
        """The line of the field typed into."""
        return None if self._stage or self._versions else self._form.editor

    @property
    def is_touched(self) -> bool:
        """Whether anything stands there that is not saved."""
        return bool(self._draft.changed(self.texts))

    def spread(self, width: int, rows: int) -> None:
        """The panel is that large."""
        self._width, self._rows = width, rows

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def key(self, key: str, character: str | None) -> Outcome:
        """Tab, Enter and arrows go from field to field, Enter on the last saves."""
        if leaves(key):
            return Close(keeps=self.is_touched)
        keyboard = self._workstation.keyboard
        if key in keyboard.keys("forget"):
            return self._forget()
        self._forgetting = False
        if self._versions:
            return self._key_versions(self._versions, key, character)
        if self._stage:
            return self._key_stage(self._stage, key, character)
        if key in keyboard.keys("save") or (key == "enter" and self._form.is_last):
            return self._save(anyway=False)
        before = self._form.at
        if self._form.key(key, character):
            self._leave_field(before)
        return STAY

    def panel(self) -> tuple[Line, ...]:
        """Whose record it is, what is to be said, and the fields."""
        head = self._head()
        if self._versions:
            body = self._versions.lines(self._width, save=self._workstation.keyboard.names["save"])
        elif self._stage:
            body = self._stage.lines(self._width)
        else:
            body = self._form.lines(self._width, max(self._rows - len(head), 3))
        lines = (*head, *body)[: self._rows]
        return (*lines, *[()] * (self._rows - len(lines)))

    def hint(self) -> Line:
        """Keys of the stage."""
        if self._versions:
            return self._versions.hint()
        if self._stage:
            return self._stage.hint()
        names = self._workstation.keyboard.names
        return keys_line(("Tab", "next"), (names["save"], "save"), ("Shift+Tab", "back"), ("Ctrl+X", "leave, keep it"))

    def refresh(self) -> None:
        """Text may have been pasted; and somebody may have changed the record meanwhile, which is said at once."""
        if self.editor:
            self._form.take_line()
        newer = self._draft.newer()
        self._seen = newer or self._draft.record
        if newer is None:
            self._remark()
        elif not self.is_touched:
            self._draft.begin_from(newer)
            self._form.put(self._draft.base)
        elif self._versions:
            self._versions = self._draft.versions(self.texts, newer)
        else:
            self._notice = (
                hide(self._workstation, self._draft.others_changed(newer), self._port.people(newer)),
                "warn",
            )

    def state(self) -> PromptState:
        """What was typed, where, and what the record said when it was."""
        record = self._draft.record
        if not self.is_touched:
            return PromptState(self.kind, str(record.id) if record else self._port.owner, {})
        key = str(record.id) if record else self._token
        return PromptState(self.kind, key, self._draft.kept(self.texts, self._form.at))

    def take_up(self, kept: PromptState) -> Restored:
        """The form with what was typed."""
        if not kept.fields:
            return Restored(self)
        texts, field = self._draft.take_up(kept.fields)
        self._form.put(texts)
        self._form.go(field)
        if self._draft.record is None:
            self._token = kept.key
        newer = self._draft.newer()
        return Restored(self, self._draft.others_changed(newer) if newer else "")

    def _head(self) -> tuple[Line, ...]:
        """Whose it is, and what is to be said."""
        notices = (notice for notice in (self._begun, self._notice) if notice and notice[0])
        said = tuple(line for notice in notices for line in wrapped(*notice, self._width))
        if self._seen is None:
            return (((f" {self.label}", "title"), (f"  {self._port.title(self.texts)}", "head")), *said)
        return (*self._port.head(self._seen), *said)

    def _leave_field(self, name: str) -> None:
        """Another field is typed into now: say what is wrong with the one left, and what its text brings up."""
        text = self.texts.get(name, "")
        try:
            if text.strip():
                self._texts.check(name, text)
        except ClinicdeskError as error:
            self._form.errors[name] = error.sentence
        if key_of(name) in self._identifying:
            self._remark()

    def _remark(self) -> None:
        """Ask the port what is to be said, once for the same words."""
        wanted = tuple(text for name, text in sorted(self.texts.items()) if key_of(name) in self._identifying)
        changed = self._draft.changed(self.texts)
        if wanted == self._looked_up or not self._identifying & set(changed):
            return
        remark = self._port.remark(self.texts, self._draft.record)
        if remark.is_made:
            self._looked_up, self._notice = wanted, remark.notice

    def _forget(self) -> Outcome:
        if self._forgetting or not self.is_touched:
            return Close()
        self._forgetting = True
        self._notice = (FORM_SECOND_KEY.format(key=self._workstation.keyboard.names["forget"]), "warn")
        return STAY

    def _save(self, *, anyway: bool) -> Outcome:
        """Save it; what stands in the way is shown where it can be answered, and nothing typed is lost."""
        self._notice = None
        if not self._check():
            return STAY
        try:
            change = self._draft.write(self.texts, anyway=anyway)
        except Refused as refused:
            return self._refused(refused)
        except ChangedElsewhere:
            newer = self._draft.newer()
            if newer is None:
                raise
            self._stage, self._versions = None, self._draft.versions(self.texts, newer)
            return STAY
        except BadInput as error:
            if not self._mark(self._texts.field_of(error, self.texts), error.sentence):
                raise
            return STAY
        return Did(change) if change else Close()

    def _check(self) -> bool:
        """Whether every field can be what it wants; else the first that cannot is typed into."""
        wrong: dict[str, str] = {}
        for field in self._form.fields:
            try:
                self._texts.check(field.name, self.texts.get(field.name, ""))
            except ClinicdeskError as error:
                wrong[field.name] = error.sentence
        if wrong:
            self._form.errors = wrong
            self._form.go(next(iter(wrong)))
            sentence = FORM_ONE_NOT_SAVED if len(wrong) == 1 else FORM_NOT_SAVED_YET.format(count=len(wrong))
            self._notice = (sentence, "error")
        return not wrong

    def _mark(self, name: str, sentence: str) -> bool:
        """Say it under its field; False where the form has no such field."""
        if name not in {field.name for field in self._form.fields}:
            return False
        self._stage = None
        self._form.errors[name] = sentence
        self._form.go(name)
        return True

    def _refused(self, refused: Refused) -> Outcome:
        """What the port asks about it, or where it says it."""
        answer = self._port.stage(refused, self.texts, self._draft.record)
        if isinstance(answer, WrongField) and self._mark(answer.key, answer.sentence):
            return STAY
        if answer is None or isinstance(answer, WrongField):
            raise refused
        self._stage = answer
        return STAY

    def _key_stage(self, stage: Stage, key: str, character: str | None) -> Outcome:
        step = stage.key(key, character)
        if step is Step.SAVE_ANYWAY:
            return self._save(anyway=True)
        if step is Step.BACK:
            self._stage = None
        return STAY if isinstance(step, Step) else step

    def _key_versions(self, versions: Versions[R], key: str, character: str | None) -> Outcome:
        if key == "enter" or key in self._workstation.keyboard.keys("save"):
            return self._merge(versions)
        if key == "shift+tab":
            self._versions = None
        else:
            versions.key(key, character)
        return STAY

    def _merge(self, versions: Versions[R]) -> Outcome:
        """What stays of either is what I typed, from their version on; and it is saved."""
        self._versions = None
        self._draft.begin_from(versions.record)
        self._form.put(versions.merged)
        return self._save(anyway=False)

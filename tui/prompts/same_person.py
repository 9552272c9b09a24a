"""Same person (`M`): two records side by side with the reasons, which field stays of which; then one record or two."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.errors import BadInput, NotAllowed
from core.patients.fields import PATIENT
from core.patients.merging_fields import may_be_taken
from core.record_ref import PatientId
from tui.drafts.prompt_state import PromptState
from tui.keys.menu_typing import Choices
from tui.keys.registry import BY_ID
from tui.prompts.beside import choice_row, heads, row
from tui.prompts.form_of import form_reading
from tui.prompts.prompt import STAY, Close, Did, Outcome, leaves
from tui.prompts.record_texts import RecordTexts
from tui.prompts.restore_context import RestoreContext, Restored, number_again
from tui.prompts.sentences import (
    NOBODY_ALIKE,
    PARKED_CHANGED,
    SAME_BOTH_LISTS,
    SAME_COUNT,
    SAME_DIRECTION,
    SAME_GOES,
    SAME_HEAD,
    SAME_NOT_MERGED,
    SAME_ONE,
    SAME_STAYS,
)
from tui.selection.disabled_reason import not_allowed
from tui.text.hiding import hide, names_hidden
from tui.text.lines import keys_line, wrapped
from tui.text.opened import note_opened
from tui.text.words import alert_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.clinic.model import Site
    from core.merging.pairs import LikelyPair
    from core.patients.model import Patient
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation

_WIDTH: Final = 80
_ROWS: Final = 18
_TWO_PEOPLE: Final = "t"
_NEXT: Final = "n"


def of_pair(workstation: Workstation, pair: LikelyPair) -> SamePersonPrompt:
    """The two records of one pair side by side; raises what the question does."""
    return SamePersonPrompt(workstation, workstation.view.first_site, (pair,))


class SamePersonPrompt:
    """Whether two records are of one person; the left one stays, and takes the fields chosen on the right."""

    label = "Same person?"
    carries = False
    editor = None

    def __init__(self, workstation: Workstation, site: Site, pairs: Sequence[LikelyPair], at: int = 0) -> None:
        """The first of the pairs is shown, or the one at that place.

        Raises BadInput for who may not ask this, by whichever key, or what opening a record does.
        """
        if refusal := not_allowed(BY_ID["same_person"], workstation):
            raise BadInput(refusal)
        self._workstation, self._site, self._pairs = workstation, site, tuple(pairs)
        self._texts = RecordTexts(PATIENT, form_reading(workstation, site))
        self._width, self._rows = _WIDTH, _ROWS
        self._show(at)

    def _show(self, at: int) -> None:
        pair = self._pairs[at]
        both = (pair.one, pair.other)
        self._warnings = tuple(line for one in both for line in note_opened(self._workstation, one, "same person"))
        self._at, self._pair = at, pair
        self._stays, self._goes = both
        self._taken: frozenset[str] = frozenset()
        self._row = 0

    @property
    def _refusal(self) -> str | None:
        """Why this person may note two people, and not merge; None who may."""
        return self._workstation.view.rights.refusal(Privilege.MERGE_PATIENTS)

    @property
    def _rows_chosen(self) -> tuple[str, ...]:
        """The keys of the fields in which both say something else, and of which who may merge chooses one."""
        if self._refusal:
            return ()
        return tuple(field.key for field in PATIENT if self._is_chosen(field.name))

    def _is_chosen(self, name: str) -> bool:
        mine, theirs = getattr(self._stays, name), getattr(self._goes, name)
        is_list = isinstance(mine, tuple)
        return may_be_taken(name) and not is_list and bool(mine) and bool(theirs) and mine != theirs

    def key(self, key: str, character: str | None) -> Outcome:
        """Arrows choose a field and its side, Tab turns round who stays; saving merges, t notes two people."""
        if leaves(key):
            return Close()
        desk, actor = self._workstation.desk, self._workstation.actor
        if key in self._workstation.keyboard.keys("save"):
            if self._refusal:
                raise NotAllowed(self._refusal)
            take = [PATIENT.keyed(key).name for key in self._taken]
            revs = (self._goes.rev, self._stays.rev)
            return Did(desk.merging.merge(actor, self._goes.id, self._stays.id, take=take, revs=revs))
        if character == _TWO_PEOPLE:
            return Did(desk.merging.keep_apart(actor, self._pair.one.id, self._pair.other.id))
        if character == _NEXT and len(self._pairs) > 1:
            self._show((self._at + 1) % len(self._pairs))
        elif key in {"tab", "shift+tab"} and not self._refusal:
            self._stays, self._goes = self._goes, self._stays
            self._taken = frozenset(self._rows_chosen) - self._taken
        elif self._rows_chosen:
            self._choose(key)
        return STAY

    def _choose(self, key: str) -> None:
        fields = self._rows_chosen
        if key in {"up", "down"}:
            self._row = min(max(self._row + (1 if key == "down" else -1), 0), len(fields) - 1)
        elif key == "left":
            self._taken -= {fields[self._row]}
        elif key == "right":
            self._taken |= {fields[self._row]}

    def choices(self) -> Choices:
        """Two people, or the next pair."""
        return Choices({_TWO_PEOPLE, _NEXT}, lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def spread(self, width: int, rows: int) -> None:
        """The panel is that large."""
        self._width, self._rows = width, rows

    def panel(self) -> tuple[Line, ...]:
        """Why they look alike, who stays, and both field by field, the one highlighted in sight."""
        head, body, at = (*self._head(),), [*self._fields()], self._line_highlighted
        room = max(self._rows - len(head), 3)
        first = min(max(at - room + 2, 0), max(len(body) - room, 0))
        lines = (*head, *body[first : first + room])[: self._rows]
        return (*lines, *[()] * (self._rows - len(lines)))

    def hint(self) -> Line:
        """Keys; a terminal of 80 columns has no room for the last, whose arrows the panel's mark suggests."""
        merge, leave = (self._workstation.keyboard.names["save"], "merge"), ("Ctrl+X", "leave")
        pairs = [merge, ("t", "two people"), ("Tab", "turn round"), leave, ("Left Right", "side")]
        if len(self._pairs) > 1:
            pairs.insert(2, ("n", SAME_COUNT.format(at=self._at + 1, count=len(self._pairs))))
        off = {"merge", "turn round"} if self._refusal else set[str]()
        return keys_line(*pairs, off=frozenset(off if self._rows_chosen else {*off, "side"}))

    def refresh(self) -> None:
        """What was seen is what is merged: a record that changed meanwhile is refused then."""

    def state(self) -> PromptState:
        """Which two, which stays, and what is taken."""
        fields = {"taken": " ".join(sorted(self._taken)), "revs": f"{self._stays.rev} {self._goes.rev}"}
        return PromptState("same-person", f"{self._stays.id} {self._goes.id}", fields)

    @classmethod
    def from_state(cls, kept: PromptState, at: RestoreContext) -> Restored:
        """The same two as they are now. Raises NotFound or BadInput where they are not alike any more."""
        first, second, *_ = (*kept.key.split(), "", "")
        stays, goes = PatientId(number_again(first)), PatientId(number_again(second))
        prompt = same_person(at.workstation, at.site, stays, only=goes)
        return Restored(prompt, prompt.take_up(kept, stays=stays))

    def take_up(self, kept: PromptState, *, stays: PatientId) -> str:
        """Choose again what was chosen; what was done with the one that stays since, or ''."""
        if self._stays.id != stays:
            self._stays, self._goes = self._goes, self._stays
        self._taken = frozenset(kept.fields.get("taken", "").split()) & frozenset(self._rows_chosen)
        if kept.fields.get("revs") == f"{self._stays.rev} {self._goes.rev}":
            return ""
        workstation = self._workstation
        said = workstation.desk.journal.last_word(workstation.actor, self._stays.ref).sentence
        return hide(workstation, PARKED_CHANGED.format(sentence=said), (self._stays, self._goes))

    @property
    def _line_highlighted(self) -> int:
        fields = self._rows_chosen
        return self._told.index(fields[self._row]) if fields else 0

    @property
    def _told(self) -> tuple[str, ...]:
        """The keys of the fields of which one of the two says something."""
        both = (self._stays, self._goes)
        return tuple(
            field.key for field in PATIENT if any(self._texts.shown(self._texts.of(one), field.key) for one in both)
        )

    def _head(self) -> Iterator[Line]:
        why = ", ".join(self._pair.reasons)
        yield from self._warnings
        yield from wrapped(SAME_HEAD.format(why=why), "warn", self._width)
        if self._refusal:
            yield from wrapped(SAME_NOT_MERGED.format(refusal=self._refusal), "hint", self._width)
        else:
            yield ((f" {SAME_DIRECTION.format(goes=self._goes.mrn, stays=self._stays.mrn)}", "head"),)
        for one in (self._stays, self._goes):
            yield from alert_lines(one, self._texts.reading.today, privacy=self._workstation.privacy)
        stays, goes = (SAME_ONE, SAME_ONE) if self._refusal else (SAME_STAYS, SAME_GOES)
        yield heads(stays.format(mrn=self._stays.mrn), goes.format(mrn=self._goes.mrn), self._width)

    def _fields(self) -> Iterator[Line]:
        mine, theirs = self._texts.of(self._stays), self._texts.of(self._goes)
        chosen, hides = self._rows_chosen, names_hidden(self._workstation, self._stays, self._goes)
        for key in self._told:
            if key in chosen:
                is_here = key == chosen[self._row]
                keeps_left = key not in self._taken
                yield choice_row(
                    key,
                    mine,
                    theirs,
                    self._texts,
                    self._width,
                    keeps_left=keeps_left,
                    is_here=is_here,
                    hides=hides,
                )
            else:
                yield row(key, mine, theirs, self._texts, self._width, hides=hides)
        if not self._refusal:
            yield ((f" {SAME_BOTH_LISTS}", "hint"),)


def same_person(
    workstation: Workstation, site: Site, patient: PatientId, *, only: PatientId | None = None
) -> SamePersonPrompt:
    """Those who look like the patient, or that one of them. Raises BadInput where nobody does."""
    desk, actor = workstation.desk, workstation.actor
    found = desk.merging.pairs_of(actor, patient)
    meant = [pair for pair in found if only is None or only in {pair.one.id, pair.other.id}]
    if not meant:
        who: Patient = desk.patients.by_id(actor, patient)
        raise BadInput(NOBODY_ALIKE.format(patient=who.name, mrn=who.mrn)).naming(who)
    return SamePersonPrompt(workstation, site, meant)

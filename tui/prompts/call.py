"""A call: at which number, what to say, what was tried; one letter says what came of it, and the next one comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.calendar.format_when import format_wall
from core.calendar.wall import local
from core.contact.call_model import CallList, CallOutcome
from core.contact.call_sentences import CALL_IS_OVER, OUTCOMES
from core.contact.scripts import script_of, speaks
from core.contact.service_info import infos_of
from core.contact.typed import read_instant
from core.errors import BadInput, ChangedElsewhere
from core.lazy import lazy_modules
from core.messages.sentences import NO_INFO
from core.patients.dialling import tel
from core.schedule.model.visit import ScheduledVisit
from tui.keys.menu_typing import Choices
from tui.programs import dial
from tui.prompts import contact_sentences as say
from tui.prompts.editor import LineEditor
from tui.prompts.prompt import STAY, Before, Close, Did, Open, Outcome, Told, leaves
from tui.text.lines import keys_line
from tui.text.opened import note_opened
from tui.text.words import patient_head

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Site
    from core.contact.to_call import ToCall
    from core.journal.change import Change
    from core.schedule.model.hold import Hold
    from tui.prompts import book, cancel, move, service_info
    from tui.prompts.prompt import Prompt
    from tui.selection.place import Slot
    from tui.text.lines import Line
    from tui.workstation import Workstation
else:  # what may come of a call
    book, cancel, move, service_info = lazy_modules(
        "tui.prompts.book", "tui.prompts.cancel", "tui.prompts.move", "tui.prompts.service_info"
    )

SKIP: Final = "pagedown"
LETTERS: Final = {
    "y": CallOutcome.YES,
    "n": CallOutcome.NO,
    "m": CallOutcome.MOVE,
    "w": CallOutcome.LEFT_WORD,
    "a": CallOutcome.NO_ANSWER,
    "c": CallOutcome.CALL_BACK,
    "x": CallOutcome.WRONG_NUMBER,
    "r": CallOutcome.REFUSED,
}
_WORDS: Final = dict(zip(LETTERS, ("yes", "no", "move", "word", "no answer", "later", "wrong", "refused"), strict=True))
_SHOWN: Final = 3
_Seen = frozenset[int]


class CallPrompt:
    """One who is called, whom no other desk calls meanwhile; once it is said what came of it the next one is."""

    carries, lets_others_first = False, True

    def __init__(
        self, workstation: Workstation, one: ToCall, *, seen: _Seen = frozenset(), left: int | None = None
    ) -> None:
        """`seen` are the subjects that were called or passed over; so many are `left` behind this one, None unsaid.

        Raises ChangedElsewhere where somebody else calls them, and NeedsReason for a restricted record.
        """
        self._workstation, self._one = workstation, one
        self._seen, self._left = seen | {one.subject}, left
        self._asks_when = False
        self._when = LineEditor()
        self._warning = note_opened(workstation, one.patient, "call")
        self._held: Hold | None = workstation.desk.calls.lease(workstation.actor, one.patient.id, None)
        self._made = workstation.desk.calls.made(workstation.actor)

    @property
    def label(self) -> str:
        """Whom to ask for what."""
        return "Call back at" if self._asks_when else "Call"

    @property
    def editor(self) -> LineEditor | None:
        """The line for when they want to be called back."""
        return self._when if self._asks_when else None

    def key(self, key: str, character: str | None) -> Outcome:
        """A letter says what came of it; `d` dials, Page down passes over. Raises what the desk refuses."""
        if leaves(key):
            self._let_go()
            return Close()
        if self._asks_when:
            return self._key_when(key, character)
        letter = (character or "").lower()
        if key == SKIP:
            self._let_go()
            return _onward(self._workstation, self._one.list, self._seen)
        if letter in {"d", "i"}:
            return self._dial() if letter == "d" else self._send_info()
        if letter == "c":
            self._asks_when = True
        elif letter in LETTERS:
            return self._log(LETTERS[letter])
        return STAY

    def choices(self) -> Choices | None:
        """The letters."""
        return None if self._asks_when else Choices((*LETTERS, "d", "i"), lambda: None, only_one=True, enter_acts=False)

    def carry(self, slot: Slot | None) -> None:
        """The schedule's cursor does not matter here."""

    def panel(self) -> tuple[Line, ...]:
        """Whom, at which number, in which language, about what; what to say, and what was tried."""
        workstation, view, one = self._workstation, self._workstation.view, self._one
        privacy, site = workstation.privacy, self._site
        today = local(view.now, site.tz).date()
        said = script_of(one, view.clinic, site)
        spoken = speaks(one.patient)
        number = say.CALL_NO_NUMBER if not one.phone else "" if privacy else one.phone
        lines: list[Line] = [
            *self._warning,
            *patient_head(one.patient, today, privacy=privacy),
            ((f" {number} ", "title"), (f" {say.CALL_SPEAKS.format(language=spoken)}" if spoken else "", "warn")),
            ((f" {self._about()}", "panel"),),
            *(((f" {say.CALL_SAY.format(words=words)}", "ok"),) for words in (() if privacy else said[:1])),
            ((f" {said[1]}", "hint"),),
            *self._infos(),
            *self._tried(),
        ]
        return (*lines, ((f" {self._counted()}", "hint"),))

    def hint(self) -> Line:
        """Keys."""
        if self._asks_when:
            return keys_line(("Enter", "note it"), ("Shift+Tab", "back"), ("Ctrl+X", "leave"))
        return keys_line(*(one for one in _WORDS.items() if one[0] != "w" or not self._one.patient.no_message))

    def refresh(self) -> None:
        """As it is now. Raises ChangedElsewhere where the call was made meanwhile."""
        workstation = self._workstation
        found = workstation.desk.calls.one(workstation.actor, self._one.list, self._one.subject)
        if found is None:
            self._let_go()
            raise ChangedElsewhere(CALL_IS_OVER.format(sentence=""))
        self._one = found

    def _key_when(self, key: str, character: str | None) -> Outcome:
        if key == "shift+tab":
            self._asks_when = False
        elif key == "enter":
            order, now = self._workstation.settings.dates.order, self._workstation.desk.now()
            again = read_instant(self._when.text, now=now, site=self._site, order=order)
            return self._log(CallOutcome.CALL_BACK, again=again)
        else:
            self._when.key(key, character)
        return STAY

    def _log(self, outcome: CallOutcome, *, again: datetime | None = None) -> Outcome:
        desk, actor, one = self._workstation.desk, self._workstation.actor, self._one
        change = desk.calls.log(actor, one.list, one.subject, outcome, phone=one.phone, again=again)
        self._let_go()
        return Did(change, then=lambda: self._then(outcome, change))

    def _then(self, outcome: CallOutcome, change: Change) -> Prompt | Before | str:
        """What the answer leads to, while they are on the phone, and then the next one."""
        following = next_call(self._workstation, self._one.list, self._seen)
        asked = self._leads_to(outcome, next(iter(change.all_of(ScheduledVisit)), self._one.scheduled))
        if asked and following:
            return Before(asked, following)
        return (
            asked
            or following
            or say.CALLS_DONE.format(count=self._workstation.desk.calls.made(self._workstation.actor))
        )

    def _leads_to(self, outcome: CallOutcome, visit: ScheduledVisit | None) -> Prompt | None:
        """The question that is asked at once."""
        which = self._one.call_back.list if self._one.call_back else self._one.list
        site = self._site_of(visit) if visit else self._site
        if visit and which is CallList.CONFIRM and outcome is CallOutcome.MOVE:
            return move.MovePrompt(self._workstation, site, visit)
        if visit and which is CallList.CONFIRM and outcome is CallOutcome.NO:
            return cancel.CancelPrompt(self._workstation, site, (visit,))
        if which is CallList.RECALL and outcome is CallOutcome.YES:
            return book.BookPrompt(self._workstation, self._site, patient=self._one.patient, asks_time_first=True)
        if visit and which is CallList.MISSED and outcome in {CallOutcome.YES, CallOutcome.MOVE}:
            return book.BookPrompt(self._workstation, site, patient=visit.patient, after=visit, asks_time_first=True)
        return None

    def _dial(self) -> Outcome:
        """Have the program of the settings dial. Raises BadInput where there is none."""
        command = self._workstation.settings.calls.dial_command
        if not command:
            raise BadInput(say.CALL_NO_COMMAND)
        if not self._one.phone:
            raise BadInput(say.CALL_NO_NUMBER)
        dial(command, tel(self._one.phone, self._site.tz))
        self._warning = (((f" {say.CALL_DIALLED}", "hint"),),)
        return STAY

    def _send_info(self) -> Outcome:
        """Ask what of it is to be sent, over the call. Raises BadInput."""
        visit = self._one.scheduled
        if visit is None:
            raise BadInput(NO_INFO)
        if self._one.list is CallList.LATE:
            change = self._workstation.desk.messages.tell_late(self._workstation.actor, visit.appointment.id)
            self._warning = (((f" {change.sentence}", "hint"),),)
            return STAY
        return Open(service_info.InfoPrompt(self._workstation, visit), over=True)

    def _let_go(self) -> None:
        held, self._held = self._held, None
        if held:
            self._workstation.desk.calls.let_go(self._workstation.actor, held)

    def _about(self) -> str:
        view, one = self._workstation.view, self._one
        visit = one.scheduled
        about = ""
        if visit:
            booked = visit.appointment
            when = format_wall(booked.start, self._site_of(visit), view.now)
            about = f"{booked.visit_type} {when} {view.clinic.providers[booked.provider].family}"
        matter = one.matter if one.recall else ""
        back = one.call_back.why if one.call_back and not self._workstation.privacy else ""
        risk = ", ".join(one.risk.why) if one.risk else ""
        return "; ".join(part for part in (back, matter, about, risk) if part)

    def _infos(self) -> Iterator[Line]:
        """What is to be known before the visit, short enough to be said."""
        visit = self._one.scheduled
        if visit is None or self._one.list is CallList.LATE:
            return
        clinic, booked = self._workstation.view.clinic, visit.appointment
        for one in infos_of(clinic, booked.visit_type, booked.site, visit.patient.language):
            yield ((f" {say.CALL_INFOS[one.topic]}: ", "hint"), (one.text, "panel"))

    def _tried(self) -> Iterator[Line]:
        for attempt in self._one.attempts[-_SHOWN:]:
            when = format_wall(attempt.at, self._site, self._workstation.view.now)
            outcome = OUTCOMES[attempt.outcome.value].lower()
            words = say.CALL_TRIED.format(when=when, who=attempt.by, outcome=outcome, note=attempt.note)
            yield ((f" {words}", "hint"),)

    def _counted(self) -> str:
        left = say.CALL_LEFT.format(count=self._left) if self._left else "" if self._left is None else say.CALL_LAST
        dials = say.CALL_DIALS if self._workstation.settings.calls.dial_command else ""
        infos = say.CALL_SENDS_TIME if self._one.list is CallList.LATE else say.CALL_SENDS if any(self._infos()) else ""
        return " ".join(filter(None, (left, dials, infos, say.CALL_HOURLY.format(count=self._made))))

    def _site_of(self, visit: ScheduledVisit) -> Site:
        return self._workstation.view.site_of(visit)

    @property
    def _site(self) -> Site:
        view = self._workstation.view
        return view.site_of(self._one.scheduled) if self._one.scheduled else view.first_site


def next_call(
    workstation: Workstation, which: CallList, seen: _Seen, *, first: ScheduledVisit | None = None
) -> CallPrompt | None:
    """Who has the visit `first`, due or not, else the first who is due and whom nobody else calls; None at its end."""
    now, own = workstation.desk.now(), first.ref if first else None
    left = [one for one in workstation.desk.calls.listed(workstation.actor, which) if one.subject not in seen]
    mine = [one for one in left if own and one.scheduled and one.scheduled.ref == own]
    left = mine + [one for one in left if one.is_due(now) and one not in mine]
    for at, one in enumerate(left):
        try:
            return CallPrompt(workstation, one, seen=seen, left=len(left) - at - 1)
        except ChangedElsewhere:  # another desk was faster
            continue
    return None


def begin(workstation: Workstation, which: CallList, *, first: ScheduledVisit | None = None) -> CallPrompt:
    """The first who is to be called, as of `next_call`. Raises BadInput where nobody is."""
    if found := next_call(workstation, which, frozenset(), first=first):
        return found
    raise BadInput(say.CALL_NONE.format(list=say.CALL_LISTS[which.value]))


def _onward(workstation: Workstation, which: CallList, seen: _Seen) -> Outcome:
    following, made = next_call(workstation, which, seen), workstation.desk.calls.made
    return Open(following) if following else Told(say.CALLS_DONE.format(count=made(workstation.actor)))

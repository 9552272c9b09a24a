"""Which keys does the desk know, what does each do, and where does it work? The one table of them.

Bindings, help, hint bars, what is grey and why, keys of one's own and docs/keys.md are made from it. It knows nothing
of Textual, as the command line prints it; what an action does is named, and loaded at first use.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.structs import replace
from core.visits.state import Verb
from tui.keys import sentences
from tui.keys.action import SLOT, Action, Hint, Scope, Screens
from tui.keys.key_names import key_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def _group(group: str, scope: Scope, *rows: Action) -> tuple[Action, ...]:
    return tuple(replace(row, group=group, scope=scope) for row in rows)


def _hints(**ranks: int) -> tuple[Hint, ...]:
    return tuple(Hint(bar, rank) for bar, rank in ranks.items())


_NARROWED: Final = Screens(frozenset({"queue", "work", "free", "month"}), sentences.ONLY_IN_THE_QUEUE)
_LISTED: Final = frozenset({"day", "week", "queue", "work", "till", "free", "month"})
_IN_GROUPS: Final = Screens(_LISTED, sentences.NOT_AMONG_PATIENTS)
_AMONG_VISITS: Final = Screens(frozenset({"day", "week", "queue", "work"}), sentences.NOT_AMONG_PATIENTS)
_AT_A_SITE: Final = Screens(frozenset({"day", "week", "queue", "free", "month"}), sentences.NOT_AMONG_PATIENTS)
_BY_DAY: Final = Screens(
    frozenset({"day", "week", "free", "month"}), sentences.NOT_AMONG_PATIENTS, {"queue": sentences.QUEUE_IS_TODAY}
)
_WITH_PROVIDERS: Final = frozenset({"day", "week", "work", "free", "month"})
_BY_COLUMN: Final = Screens(_WITH_PROVIDERS, sentences.NOT_AMONG_PATIENTS, {"queue": sentences.QUEUE_IS_NARROWED})
_ON_SCHEDULE: Final = Screens(frozenset({"day", "week"}), sentences.NOT_AMONG_PATIENTS)
_COLUMNS: Final = frozenset({"day", "week", "queue", "patients", "free", "month"})
_IN_COLUMNS: Final = Screens(_COLUMNS, sentences.WORK_HAS_NO_COLUMNS)

_step: Final = partial(Action, handler="tui.commands.visits:do", takes=("appointment",), is_repeated=True)
"""A verb of the state table, done with one key unless it names a handler of its own."""

ACTIONS: Final = (
    *_group("Screens", Scope.MOTION,
        Action("day_screen", ("f2",), "day", "The day's schedule.",
               handler="tui.commands.navigation:show_day", hints=_hints(unfinished=1)),
        Action("queue_screen", ("f3",), "queue", "The queue: everyone expected or here today.",
               handler="tui.commands.navigation:show_queue", hints=_hints(box=1, unfinished=2)),
        Action("patients_screen", ("f4",), "patients", "The patients: find them, their records, new ones.",
               handler="tui.commands.navigation:show_patients"),
        Action("work_screen", ("f5",), "work",
               "The work: to be moved, left open, insurance to verify, duplicates, who is seen later.",
               handler="tui.commands.navigation:show_work"),
        Action("till_screen", ("f6",), "till",
               "The till: money of today, drawers, the day's total, the ledger of who is highlighted.",
               privilege=Privilege.SEE_MONEY, handler="tui.commands.navigation:show_till", card="The till"),
        Action("free_screen", ("F",), "free", "Free time: how many visits fit with whom on which day, for four weeks.",
               privilege=Privilege.SEE_SCHEDULE, handler="tui.commands.navigation:show_free_time",
               hints=_hints(month=3), card="How free everybody is"),
        Action("week_screen", ("V",), "week", "The week of one provider, a column a day: as the schedule of a day.",
               privilege=Privilege.SEE_SCHEDULE, handler="tui.commands.navigation:show_week",
               card="One provider's week"),
        Action("month_screen", ("G",), "month", "The month of one provider: what is left of each day, how full it is.",
               privilege=Privilege.SEE_SCHEDULE, handler="tui.commands.navigation:show_month", hints=_hints(free=3),
               card="One provider's month"),
        Action("screen_before", ("minus",), "back", "The screen before.",
               handler="tui.commands.navigation:show_before"),
        Action("find", ("slash",), "find", "Find a patient by parts of the name, birth date, phone or MRN.",
               privilege=Privilege.SEE_PATIENTS, handler="tui.commands.patients:find", asks=True,
               hints=_hints(day=5, queue=5, patients=1, sheet=4), card="Find a patient"),
        Action("new_patient", ("N", "ctrl+n"), "new", "Register a new patient, once searched for; in a box too.",
               privilege=Privilege.REGISTER_PATIENTS, handler="tui.commands.patients:new", hints=_hints(patients=2)),
        Action("directory", ("D",), "directory", "Practices, labs and others outside: find, enter or change one.",
               privilege=Privilege.SEE_SCHEDULE, handler="tui.commands.office:directory",
               form="tui.prompts.directory_form:FORM", asks=True, card="Whom we deal with outside"),
        Action("filter", ("backslash",), "filter",
               "Narrow by words: the queue, or free time to a type, provider or day (`third lee`); whose cases (work).",
               screens=_NARROWED, hints=_hints(queue=4, free=2, month=2)),
        Action("help", ("question_mark", "f1"), "all keys", "All keys that work here.",
               handler="tui.commands.desk:show_keys",
               hints=_hints(work=9, till=6, day=6, queue=6, patients=6, sheet=6, free=6, month=6)),
        Action("command", ("colon",), "command", "Command line: `late lee 25` (late), `ask` (payers), `quit`.",
               handler="tui.commands.desk:ask_command", asks=True),
    ),
    *_group("Moving", Scope.MOTION,
        Action("up", ("up", "k"), "up", "One row up.", is_counted=True),
        Action("down", ("down", "j"), "down", "One row down.", is_counted=True),
        Action("left", ("left",), "left",
               "To the left: the visit beside this one, else the provider (day) or group (queue) before.",
               screens=_IN_COLUMNS, is_counted=True, hints=(Hint("sheet", 3, "list"),), card="To the left"),
        Action("right", ("right",), "right",
               "To the right: the visit beside this one, else the next provider (day) or group (queue).",
               screens=_IN_COLUMNS, is_counted=True),
        Action("prev_group", ("left_square_bracket",), "providers",
               "The providers, sorting (queue), list (work) or weeks before.", screens=_IN_GROUPS,
               is_counted=True, card="Providers or list before"),
        Action("next_group", ("right_square_bracket",), "providers",
               "The next providers, sorting (queue), list (work) or weeks.", screens=_IN_GROUPS,
               is_counted=True, card="Providers or list after",
               hints=(Hint("work", 3, "list"), Hint("till", 4, "list"), Hint("free", 4, "weeks"), Hint("month", 4))),
        Action("jump", ("apostrophe",), "jump",
               "Jump to a provider (day) or a list (work) by letters of the name: `'par`.",
               handler="tui.commands.navigation:jump_to_provider_named", screens=_BY_COLUMN, asks=True,
               card="Jump to a name by letters"),
        Action("page_up", ("pageup",), "earlier", "A page up.", is_counted=True),
        Action("page_down", ("pagedown",), "later", "A page down.", is_counted=True),
        Action("home", ("home",), "first", "The first row."),
        Action("end", ("end",), "last", "The last row."),
    ),
    *_group("Days and sites", Scope.MOTION,
        Action("goto", ("g",), "go to", "Go to a date, or a time of one: `+3`, `2w`, `fri`, `24dec`, `wed 3pm`.",
               handler="tui.commands.navigation:ask_date", asks=True),
        Action("today", ("t",), "today", "Today, now.", handler="tui.commands.navigation:today"),
        Action("prev_day", ("less_than_sign",), "day", "The day before.",
               handler="tui.commands.navigation:previous_day", screens=_BY_DAY, is_counted=True),
        Action("next_day", ("greater_than_sign",), "day", "The next day.",
               handler="tui.commands.navigation:next_day", screens=_BY_DAY, is_counted=True),
        Action("prev_week", ("left_curly_bracket",), "week", "A week back.",
               handler="tui.commands.navigation:previous_week", screens=_BY_DAY, is_counted=True),
        Action("next_week", ("right_curly_bracket",), "week", "A week on.",
               handler="tui.commands.navigation:next_week", screens=_BY_DAY, is_counted=True),
        Action("next_site", ("S",), "site", "The next site; in the queue all of them come after the last.",
               handler="tui.commands.navigation:next_site", screens=_AT_A_SITE),
    ),
    *_group("The appointment or time highlighted", Scope.RECORD,
        Action("enter", ("enter",), "next step", "The next step, named in the hint bar; on free time: book here.",
               takes=("patient", "appointment", "till", SLOT), missing=sentences.NOTHING_HERE, on_marked=True,
               hints=(Hint("work", 1, "show"), Hint("till", 1, "open"), Hint("free", 1), Hint("month", 1))),
        _step("arrive", ("a",), "arrive", "The patient has arrived.",
              verb=Verb.ARRIVE, privilege=Privilege.ARRIVE, on_marked=True, next_word="arrive"),
        _step("check_in", ("c",), "check in", "Check in; arrives too.",
              verb=Verb.CHECK_IN, privilege=Privilege.CHECK_IN, handler="tui.commands.visits:check_in",
              on_marked=True, next_word="check in"),
        _step("room", ("r",), "room", "To a room: the appointment's, else a free one; again to change it.",
              verb=Verb.ROOM, privilege=Privilege.ROOM, handler="tui.commands.visits:room", on_marked=True,
              next_word="to a room"),
        _step("depart", ("d",), "depart", "The patient has left the room.",
              verb=Verb.DEPART, privilege=Privilege.DEPART, on_marked=True),
        _step("check_out", ("o",), "check out", "Check out.",
              verb=Verb.CHECK_OUT, privilege=Privilege.CHECK_OUT, handler="tui.commands.visits:check_out",
              on_marked=True, next_word="check out",
              hints=_hints(work=5)),
        _step("left_unseen", ("l",), "left", "The patient left before being seen.",
              verb=Verb.LEFT, privilege=Privilege.NOTE_LEFT, card="Left before being seen"),
        _step("no_show", ("n",), "no-show", "The patient did not come.",
              verb=Verb.NO_SHOW, privilege=Privilege.NOTE_NO_SHOW, on_marked=True),
        _step("step_back", ("B",), "step back", "Back to the step before, whoever took it.",
              verb=Verb.STEP_BACK, privilege=Privilege.STEP_BACK),
        Action("book", ("b",), "book", "Book the time highlighted, or by words in any order: `lee fri pm new40`.",
               takes=("patient", SLOT), can_ask=True, privilege=Privilege.BOOK, handler="tui.commands.schedule:book",
               is_repeated=True, asks=True, next_word="book here", hints=_hints(patients=4, sheet=2, free=5, month=5),
               card="Book at this time"),
        Action("find_time", ("f",), "follow-up",
               "A follow-up, or free time for anybody, by words: `2w lee am`; with `then`, visits in a row.",
               privilege=Privilege.SEE_SCHEDULE, handler="tui.commands.schedule:follow_up", asks=True,
               next_word="follow-up"),
        Action("walk_in", ("w",), "walk-in", "Who is here without an appointment: booked for now, and arrived.",
               takes=("patient",), can_ask=True, privilege=Privilege.BOOK, handler="tui.commands.visits:walk_in",
               is_repeated=True, asks=True, card="Walk-in, booked for now"),
        Action("hold", ("H",), "hold", "Hold this time for a while; what you hold yourself is released.",
               takes=(SLOT,), privilege=Privilege.BOOK, handler="tui.commands.schedule:hold", screens=_ON_SCHEDULE,
               asks=True),
        _step("move", ("m",), "move", "Move: type the new time, or carry the visit there with the arrows.",
              verb=Verb.MOVE, privilege=Privilege.MOVE, handler="tui.commands.schedule:move", screens=_AMONG_VISITS,
              asks=True, hints=_hints(day=1, work=2)),
        _step("cancel", ("x",), "cancel", "Cancel, with a reason.",
              verb=Verb.CANCEL, privilege=Privilege.CANCEL, handler="tui.commands.visits:cancel", on_marked=True,
              asks=True, hints=_hints(day=2, queue=1, work=4)),
        Action("edit_record", ("e",), "edit", "Change the patient's record.",
               takes=("patient", "appointment"), privilege=Privilege.EDIT_PATIENTS,
               handler="tui.commands.patients:ask_form", form="tui.prompts.patient_form:FORM", asks=True,
               hints=_hints(patients=3, sheet=1), card="Change the record"),
        Action("same_person", ("M",), "same one?",
               "Who looks like the same person: both records side by side, to be merged or noted as two people.",
               takes=("patient", "appointment"), privilege=Privilege.EDIT_PATIENTS,
               handler="tui.commands.patients:same_person", card="Two records of one person"),
        Action("family", ("R",), "family", "Book for another of the household; or who belongs to it, and as what.",
               takes=("patient", "appointment"), privilege=Privilege.BOOK,
               handler="tui.commands.patients:family", asks=True, card="Book for one of the family"),
        Action("insurance", ("I",), "insurance", "Who pays for the patient: change it, or note another.",
               takes=("patient", "appointment"), privilege=Privilege.EDIT_PATIENTS,
               handler="tui.commands.patients:ask_form", form="tui.prompts.coverage_form:FORM", asks=True,
               hints=_hints(patients=4, work=4)),
        Action("pay", ("dollar_sign",), "pay", "A payment: the amount proposed, and a letter for how; with receipt.",
               takes=("appointment", "patient"), privilege=Privilege.TAKE_PAYMENTS,
               handler="tui.commands.patients:pay", asks=True, next_word="pay",
               hints=_hints(till=2)),
        Action("forms", ("p",), "forms", "The forms: what became of each; those that are due are printed here.",
               takes=("appointment", "patient"), privilege=Privilege.NOTE_FORMS,
               handler="tui.commands.patients:forms", asks=True, card="Forms: signed, declined, given"),
        Action("estimate", ("Q",), "estimate",
               "What a visit costs, also for who only asks; bills far over it are disputed.",
               takes=("appointment", "patient"), privilege=Privilege.MAKE_ESTIMATES,
               handler="tui.commands.patients:estimate", asks=True),
        Action("letters", ("Y",), "letter",
               "A letter by template, printed, for each that is marked or the one highlighted.",
               takes=("appointment", "patient"), privilege=Privilege.SEE_PATIENTS,
               handler="tui.commands.patients:letters", on_marked=True, asks=True, card="Letters, printed"),
        Action("verify_insurance", ("v",), "verify",
               "The insurance was verified for that day: what was last is proposed.",
               takes=("appointment",), privilege=Privilege.VERIFY_INSURANCE,
               handler="tui.commands.patients:verify", asks=True, hints=_hints(work=3)),
        Action("ask_payer", ("A",), "ask", "Ask the payer by file whether the patient is insured on that day.",
               takes=("appointment",), privilege=Privilege.ASK_PAYERS, handler="tui.commands.patients:ask_payer",
               is_repeated=True, on_marked=True, hints=_hints(work=7)),
        Action("sweep", ("s",), "sweep",
               "Go through insurance to verify (`v`) or who did not come (`n`): the next one comes by itself.",
               privilege=Privilege.VERIFY_INSURANCE, handler="tui.commands.patients:sweep", asks=True,
               hints=_hints(work=10), card="Go through a list"),
        Action("waitlist", ("W",), "wait", "The waiting list: whom a free time suits, or what a patient waits for.",
               takes=("patient", "appointment", SLOT), missing=sentences.NOTHING_HERE, privilege=Privilege.BOOK,
               handler="tui.commands.waitlist:ask", form="tui.prompts.wait_form:FORM", asks=True),
        Action("log", ("L",), "log",
               "Note a call or other contact: what it was about; `>> fri` follows it up, `@mother:` is who spoke.",
               takes=("appointment", "patient"), privilege=Privilege.LOG_CONTACTS, handler="tui.commands.patients:log",
               asks=True, card="Log a call or contact"),
        Action("recall", ("O",), "come again", "They are to come again, without a time yet: called in from a day on.",
               takes=("appointment", "patient"), privilege=Privilege.LOG_CONTACTS,
               handler="tui.commands.patients:recall", asks=True, card="To be called in again"),
        Action("new_case", ("C",), "case", "A new case by a letter: a referral, an authorization, a task.",
               takes=("patient", "appointment"), privilege=Privilege.WORK_CASES, handler="tui.commands.cases:new",
               asks=True, card="A referral, a task and the like"),
        Action("inspect", ("i",), "details", "Everything about it.",
               takes=("appointment", SLOT), missing=sentences.NOTHING_HERE, handler="tui.commands.schedule:inspect",
               hints=_hints(day=3, queue=2)),
        Action("change_hours", ("E",), "hours",
               "When the provider works: leave, an extra session, a block, cancelled sessions.",
               takes=(SLOT,), missing=sentences.NOT_A_COLUMN, privilege=Privilege.CHANGE_HOURS,
               handler="tui.commands.schedule:change_hours", screens=_ON_SCHEDULE, asks=True),
        Action("history", ("h",), "history", "What was done with it, by whom and when.",
               takes=("patient", "appointment"), handler="tui.commands.journal:history", card="What was done with it"),
        Action("why", ("exclamation_mark",), "why not",
               "Why a step is not possible, what conflicts here, and what would free it; while booking and moving too.",
               takes=("appointment", SLOT), missing=sentences.NOTHING_HERE, handler="tui.commands.schedule:inspect",
               screens=_AMONG_VISITS, card="Why not"),
        Action("mark", ("space",), "mark", sentences.MARK_HELP, takes=("appointment",), screens=_AT_A_SITE),
        Action("repeat", ("full_stop",), "repeat", "The last verb once more, on this one.",
               screens=_AMONG_VISITS, card="The last verb again"),
    ),
    *_group("The desk", Scope.MOTION,
        Action("undo", ("u",), "undo", "Take back your last act.",
               privilege=Privilege.UNDO, handler="tui.commands.journal:undo", is_counted=True,
               hints=_hints(work=6, till=5, day=4, queue=3, patients=5, sheet=5)),
        Action("redo", ("U",), "redo", "Do again what you took back last.",
               privilege=Privilege.REDO, handler="tui.commands.journal:redo", is_counted=True, card="Do it again"),
        Action("count", tuple("1234567890"), "count", "A number before a motion, `{undo}` or `{redo}`: so many times.",
               is_fixed=True, card="So many times"),
        Action("till_drawer", ("T",), "drawer", "Your drawer: open it with a float, or count and close it.",
               privilege=Privilege.KEEP_TILL, handler="tui.commands.till:drawer", asks=True, hints=_hints(till=3)),
        Action("close_day", ("K",), "close day", "The close of the day: what is open, and its sheet, which is signed.",
               privilege=Privilege.CLOSE_DAY, handler="tui.commands.till:close_day", asks=True, hints=_hints(till=6)),
        Action("privacy", ("P",), "privacy", "Names as initials only, and back.",
               handler="tui.commands.desk:hide_names"),
        Action("park", ("z",), "park", "Put an open menu aside, with its place, as `{park_question}` does.",
               handler="tui.commands.desk:park", also=(Scope.CHECKLIST,), card="Put it aside"),
        Action("resume", ("Z",), "resume", "Take up what was parked last; `{park_question}` at once: the one before.",
               handler="tui.commands.desk:resume", card="Take it up again"),
        Action("repaint", ("ctrl+l",), "repaint", "Draw the screen anew.", handler="tui.commands.desk:repaint"),
        Action("quit", ("ctrl+d",), "leave", "Leave the desk.", handler="tui.commands.desk:leave"),
    ),
    *_group("While something is asked", Scope.PROMPT,
        Action("accept", ("enter",), "accept", "Take what was typed or chosen.", is_fixed=True, card="Take it"),
        Action("leave", ("ctrl+x", "escape"), "leave",
               "Leave it. A form keeps what was typed; `{park_question}` keeps any question.",
               is_fixed=True),
        Action("park_question", ("ctrl+p",), "park", "Put it aside as it stands, for something more urgent.",
               card="Put it aside"),
        Action("save", ("ctrl+o", "f10"), "save", "Save a form, from any of its fields."),
        Action("keep_confirmation", ("ctrl+f",), "confirmed",
               "While moving: the confirmation holds for the new time too.",
               card="Keep the confirmation"),
        Action("forget", ("ctrl+r",), "forget", "Forget what was typed into a form: press it twice.",
               card="Forget what was typed"),
    ),
    *_group("At the checklist of check-in", Scope.CHECKLIST,
        Action("verify_item", ("y",), "verified", "The item highlighted was verified; once more: it was not.",
               card="It was verified"),
        Action("waive_item", ("w",), "waive", "Waive the item highlighted, for a reason; once more: it is open again.",
               card="Waive it, for a reason"),
    ),
)  # fmt: skip

BY_ID: Final[Mapping[str, Action]] = {action.id: action for action in ACTIONS}
BY_VERB: Final[Mapping[Verb, Action]] = {action.verb: action for action in ACTIONS if action.verb}


def hinted(bar: str) -> tuple[tuple[Action, str], ...]:
    """What the hint bar of that name offers, in its order, each with the word that stands for it there."""
    ranked = sorted((hint.rank, action.id, hint.word) for action in ACTIONS for hint in action.hints if hint.bar == bar)
    return tuple((BY_ID[id_], word or BY_ID[id_].label) for _, id_, word in ranked)


def first_keys(actions: Iterable[Action]) -> Mapping[str, str]:
    """Action's id -> its first key as people write it: what fills the fields of a sentence that names keys."""
    return {action.id: key_name(action.keys[0]) for action in actions}

"""Which verbs are there? A new one is declared and done in its module, and stands in one row that names both.

The rows of some subjects have a module of their own, and here their place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.visits.sentences import VERB_HELP
from core.visits.state import Verb as Step
from tui.cli.case_subcommands import CASE_VERBS
from tui.cli.contact_subcommands import CALL_VERBS, MESSAGE_VERBS
from tui.cli.document_subcommands import DOCUMENT_VERBS
from tui.cli.money_subcommands import COVERAGE_VERBS, ESTIMATE_VERBS, LEDGER_VERBS
from tui.cli.office_subcommands import OFFICE_VERBS
from tui.cli.subcommand import Subcommand, verb

if TYPE_CHECKING:
    from collections.abc import Mapping


def _step(step: Step) -> tuple[str, Subcommand]:
    """A verb of the visit that takes what every step takes."""
    return step.value, Subcommand(step.value, VERB_HELP[step.value], "visits:declare", "visits:step", step)


VERBS: Final[Mapping[str, Subcommand]] = dict(
    (
        verb("setup", "set up the clinic from a file", "setup_commands:declare_setup", "setup_commands:setup"),
        verb(
            "setup holidays",
            "set up the public holidays of a region at a site",
            "holidays:declare",
            "holidays:holidays",
        ),
        verb("setup fees", "set up what services cost from a CSV file", "estimates:declare_fees", "estimates:fees"),
        verb("demo", "make a practice clinic", "setup_commands:declare_demo", "setup_commands:demo"),
        verb(
            "import patients",
            "take in the patients of a CSV file",
            "importing:declare_file",
            "importing:patients",
        ),
        verb(
            "import coverage",
            "take in the insurances of a CSV file, of patients who are there",
            "importing:declare_file",
            "importing:coverage",
        ),
        verb(
            "import appointments",
            "take in the visits of a CSV file, of patients who are there",
            "importing:declare_file",
            "importing:appointments",
        ),
        verb(
            "import leave",
            "take in when a provider is away by their calendar",
            "leave_files:declare_leave",
            "leave_files:leave",
        ),
        verb(
            "import forms",
            "take in which forms patients signed, from a CSV file",
            "importing:declare_file",
            "importing:forms",
        ),
        verb("import plans", "take in payment plans from a CSV file", "importing:declare_file", "importing:plans"),
        verb(
            "import ledger",
            "take in charges, adjustments, payments of insurances and statements from a CSV file of billing",
            "importing:declare_file",
            "importing:ledger",
        ),
        verb(
            "import directory",
            "take in whom the clinic deals with outside, from a CSV file",
            "importing:declare_file",
            "importing:directory",
        ),
        verb("export patients", "write all patients", "exporting:declare_file", "exporting:patients"),
        verb("export appointments", "write appointments", "exporting:declare_days", "exporting:appointments"),
        verb("export coverage", "write the insurances of all patients", "exporting:declare_file", "exporting:coverage"),
        verb("export ledger", "write what was paid and charged", "exporting:declare_ledger", "exporting:ledger"),
        verb("export directory", "write the whole directory", "exporting:declare_file", "exporting:directory"),
        verb("export work", "write a list of the work, or all", "work_lists:declare_export", "work_lists:export"),
        verb("find", "find patients", "patients:declare_find", "patients:find"),
        verb("patient add", "register a patient", "patients:declare_add", "patients:add"),
        verb("patient show", "show a patient", "patients:declare_show", "patients:show"),
        verb("patient edit", "change a patient's record", "editing:declare_edit", "editing:edit"),
        verb("patient open", "say why a restricted record is opened", "access:declare_open", "access:open_record"),
        verb(
            "patient duplicates",
            "show which records look like one person",
            "merging:declare_duplicates",
            "merging:duplicates",
        ),
        verb("patient apart", "note that two who look alike are two people", "merging:declare_apart", "merging:apart"),
        verb("patient merge", "make one of two records of a person", "merging:declare_merge", "merging:merge"),
        verb("patient unmerge", "take two merged records apart", "merging:declare_unmerge", "merging:unmerge"),
        verb("patient family", "show the family of a patient", "family:declare_family", "family:family"),
        verb("patient relate", "note what one patient is to another", "family:declare_relate", "family:relate"),
        *OFFICE_VERBS,
        *COVERAGE_VERBS,
        *DOCUMENT_VERBS,
        *LEDGER_VERBS,
        *MESSAGE_VERBS,
        *ESTIMATE_VERBS,
        verb(
            "close-day",
            "tell what is open of a day, close it and sign its sheet",
            "closing:declare_close",
            "closing:close_day",
        ),
        verb("day", "show a day at a site", "schedule:declare_day", "schedule:day"),
        verb("free", "find openings by words in any order", "openings:declare_free", "openings:free"),
        verb("why", "say what a booking would meet, and what would free it", "openings:declare_why", "openings:why"),
        verb("book", "book an appointment", "bookings:declare_book", "bookings:book"),
        verb("series", "look at a visit that comes again, and book it whole", "series:declare_series", "series:series"),
        verb(
            "chain",
            "find when several visits can follow one another, and book them as one",
            "chains:declare_chain",
            "chains:chain",
        ),
        verb("join", "book a patient into a group visit", "groups:declare_join", "groups:join"),
        verb("walk-in", "book who is here without an appointment, arrived", "walk_in:declare", "walk_in:walk_in"),
        verb("move", "move an appointment", "bookings:declare_move", "bookings:move"),
        verb("cancel", "cancel an appointment", "bookings:declare_cancel", "bookings:cancel"),
        verb("wait", "put a patient on the waiting list", "waitlist:declare_wait", "waitlist:wait"),
        verb(
            "wait list",
            "show who waits, or whom a time suits",
            "waitlist:declare_list",
            "waitlist:listing",
        ),
        verb(
            "wait accept",
            "fill a time with who waits for it",
            "waitlist:declare_accept",
            "waitlist:accept",
        ),
        verb(
            "wait contact",
            "note what came of trying to reach who waits",
            "waitlist:declare_contact",
            "waitlist:contact",
        ),
        verb("wait edit", "change an entry of the waiting list", "waitlist:declare_edit", "waitlist:edit"),
        verb("wait end", "take a patient off the waiting list", "waitlist:declare_end", "waitlist:end"),
        verb("hold", "hold time for a while", "holds:declare_hold", "holds:hold"),
        verb("release", "let go of a hold", "holds:declare_release", "holds:release"),
        *(_step(step) for step in Step if step.value not in {"cancel", "move"}),
        verb("late", "note that a provider is late, or on time again", "late:declare", "late:late"),
        verb("queue", "show who is expected or here today", "queue:declare_queue", "queue:queue"),
        verb(
            "list to-move",
            "show the bookings to come that the set-up no longer bears",
            "lists:declare_list",
            "lists:to_move",
        ),
        verb("list work", "show a list of the work, or count all", "work_lists:declare_listing", "work_lists:listing"),
        verb(
            "list pre-visit",
            "show what visits of the next three business days lack",
            "lists:declare_list",
            "previsit:lacking",
        ),
        verb(
            "day-sheet",
            "make the sheet of a provider's day: notes, what visits lack, what waits for them",
            "previsit:declare_day_sheet",
            "previsit:day_sheet",
        ),
        verb(
            "list left-open",
            "show the visits of earlier days that nobody closed or marked",
            "lists:declare_list",
            "lists:left_open",
        ),
        verb(
            "list forms", "show the visits of the next days whose forms are due", "forms:declare_nothing", "forms:due"
        ),
        verb("leave", "have a provider be away, for days or hours", "hours:declare_leave", "hours:leave"),
        verb("block", "set time of a provider aside", "hours:declare_block", "hours:block"),
        verb(
            "unblock",
            "take a block, a leave, a cancellation or an extra session away",
            "hours:declare_unblock",
            "hours:unblock",
        ),
        verb("session add", "add a session of a provider on one day", "hours:declare_add", "hours:add"),
        verb("session cancel", "cancel the sessions of a provider", "hours:declare_cancel", "hours:cancel"),
        verb(
            "list series",
            "show the visits that belong together with an appointment",
            "groups:declare_one",
            "groups:list_series",
        ),
        verb("list group", "show who is seen at once with an appointment", "groups:declare_one", "groups:list_group"),
        verb(
            "list freed",
            "show freed time that somebody who waits could have",
            "maintenance:declare_nothing",
            "waitlist:freed",
        ),
        *CASE_VERBS,
        *CALL_VERBS,
        verb("undo", "take back your newest acts", "undoing:declare", "undoing:undo"),
        verb("redo", "do again what you took back last", "undoing:declare", "undoing:redo"),
        verb(
            "history",
            "tell what was done with an appointment, a patient or the set-up",
            "history:declare_history",
            "history:history",
        ),
        verb(
            "access",
            "tell who opened a patient's record, or what somebody opened",
            "access:declare_access",
            "access:access",
        ),
        verb(
            "migrate",
            "bring the database to this version, with a backup first",
            "maintenance:declare_nothing",
            "maintenance:migrate",
        ),
        verb(
            "backup",
            "copy the database while others work in it",
            "maintenance:declare_backup",
            "maintenance:backup",
        ),
        verb(
            "doctor",
            "look whether the database is sound, or prove it",
            "maintenance:declare_doctor",
            "maintenance:doctor",
        ),
        verb("work", "do what no key waits for, such as the nightly backup", "work:declare_work", "work:work"),
        verb(
            "config check",
            "prove that the settings are right",
            "maintenance:declare_nothing",
            "maintenance:config_check",
        ),
        verb(
            "host install",
            "make a host ready for many: account, group, folder, sudo and sshd",
            "host:declare_install",
            "host:host_install",
        ),
        verb(
            "host check",
            "say what is wrong with a host that many work on",
            "host:declare_check",
            "host:host_check",
        ),
        verb(
            "host warm",
            "have everything loaded once, so that each desk of this account opens sooner",
            "maintenance:declare_nothing",
            "warm:host_warm",
        ),
        verb("keys", "tell which keys are in force", "keys:declare_keys", "keys:keys"),
    )
)
"""By name; of two words, the second is looked for behind options too."""

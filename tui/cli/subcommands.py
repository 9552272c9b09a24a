"""Which verbs are there? A new one is declared and done in its module, and stands here in one row that names both."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.visits.sentences import VERB_HELP
from core.visits.state import Verb as Step
from tui.cli.case_subcommands import CASE_VERBS
from tui.cli.subcommand import Subcommand

if TYPE_CHECKING:
    from collections.abc import Mapping


def _verb(name: str, summary: str, declared: str, done: str) -> tuple[str, Subcommand]:
    return name, Subcommand(name, summary, declared, done)


def _step(step: Step) -> tuple[str, Subcommand]:
    """A verb of the visit that takes what every step takes."""
    return step.value, Subcommand(step.value, VERB_HELP[step.value], "visits:declare", "visits:step", step)


VERBS: Final[Mapping[str, Subcommand]] = dict(
    (
        _verb("setup", "set up the clinic from a file", "setup_commands:declare_setup", "setup_commands:setup"),
        _verb(
            "setup holidays",
            "set up the public holidays of a region at a site",
            "holidays:declare",
            "holidays:holidays",
        ),
        _verb("setup fees", "set up what services cost from a CSV file", "estimates:declare_fees", "estimates:fees"),
        _verb("demo", "make a practice clinic", "setup_commands:declare_demo", "setup_commands:demo"),
        _verb(
            "import patients",
            "take in the patients of a CSV file",
            "importing:declare_file",
            "importing:patients",
        ),
        _verb(
            "import coverage",
            "take in the insurances of a CSV file, of patients who are there",
            "importing:declare_file",
            "importing:coverage",
        ),
        _verb(
            "import appointments",
            "take in the visits of a CSV file, of patients who are there",
            "importing:declare_file",
            "importing:appointments",
        ),
        _verb(
            "import leave",
            "take in when a provider is away by their calendar",
            "leave_files:declare_leave",
            "leave_files:leave",
        ),
        _verb(
            "import ledger",
            "take in charges, adjustments, payments of insurances and statements from a CSV file of billing",
            "importing:declare_file",
            "importing:ledger",
        ),
        _verb(
            "import directory",
            "take in whom the clinic deals with outside, from a CSV file",
            "importing:declare_file",
            "importing:directory",
        ),
        _verb("export patients", "write all patients", "exporting:declare_file", "exporting:patients"),
        _verb("export appointments", "write appointments", "exporting:declare_days", "exporting:appointments"),
        _verb(
            "export coverage", "write the insurances of all patients", "exporting:declare_file", "exporting:coverage"
        ),
        _verb("export ledger", "write what was paid and charged", "exporting:declare_ledger", "exporting:ledger"),
        _verb("export directory", "write the whole directory", "exporting:declare_file", "exporting:directory"),
        _verb("find", "find patients", "patients:declare_find", "patients:find"),
        _verb("patient add", "register a patient", "patients:declare_add", "patients:add"),
        _verb("patient show", "show a patient", "patients:declare_show", "patients:show"),
        _verb("patient edit", "change a patient's record", "editing:declare_edit", "editing:edit"),
        _verb("patient open", "say why a restricted record is opened", "access:declare_open", "access:open_record"),
        _verb(
            "patient duplicates",
            "show which records look like one person",
            "merging:declare_duplicates",
            "merging:duplicates",
        ),
        _verb("patient apart", "note that two who look alike are two people", "merging:declare_apart", "merging:apart"),
        _verb("patient merge", "make one of two records of a person", "merging:declare_merge", "merging:merge"),
        _verb("patient unmerge", "take two merged records apart", "merging:declare_unmerge", "merging:unmerge"),
        _verb("patient family", "show the family of a patient", "family:declare_family", "family:family"),
        _verb("patient relate", "note what one patient is to another", "family:declare_relate", "family:relate"),
        _verb("directory find", "find whom the clinic deals with", "directory:declare_find", "directory:find"),
        _verb("directory show", "show an entry of the directory", "directory:declare_show", "directory:show"),
        _verb("directory add", "enter somebody in the directory", "directory:declare_add", "directory:add"),
        _verb("directory edit", "change an entry of the directory", "directory:declare_edit", "directory:edit"),
        _verb(
            "directory merge",
            "make one of two entries of the directory",
            "directory:declare_merge",
            "directory:merge",
        ),
        _verb("supply list", "tell what is in stock and on order", "supplies:declare_list", "supplies:list_all"),
        _verb("supply add", "keep an item of the supplies", "supplies:declare_add", "supplies:add"),
        _verb("supply edit", "change an item of the supplies", "supplies:declare_edit", "supplies:edit"),
        _verb("supply count", "note how many of an item are there", "supplies:declare_pieces", "supplies:count"),
        _verb("supply use", "take some of an item out", "supplies:declare_pieces", "supplies:use"),
        _verb("supply order", "draft orders of what is low", "supplies:declare_order", "supplies:order"),
        _verb("supply place", "note that a draft was ordered", "supplies:declare_place", "supplies:place"),
        _verb("supply receive", "note what came of an order", "supplies:declare_receive", "supplies:receive"),
        _verb("supply cancel", "let go of an order, or of the rest of it", "supplies:declare_one", "supplies:cancel"),
        _verb("supply form", "tell the form of an order", "supplies:declare_form", "supplies:form"),
        _verb("coverage add", "note who pays for a patient", "coverage:declare_add", "coverage:add"),
        _verb("coverage edit", "change a coverage, or end it", "coverage:declare_edit", "coverage:edit"),
        _verb("coverage list", "tell who pays for a patient", "coverage:declare_list", "coverage:list_all"),
        _verb("coverage card", "keep images of an insurance card", "cards:declare_card", "cards:card"),
        _verb("coverage image", "show or write the image of an insurance card", "cards:declare_image", "cards:image"),
        _verb(
            "verify",
            "note whether a patient is insured on the day of a visit",
            "verifying:declare_verify",
            "verifying:verify",
        ),
        _verb(
            "eligibility list",
            "show the visits to come by what is the matter with their insurance",
            "verifying:declare_list",
            "verifying:list_all",
        ),
        _verb(
            "eligibility send",
            "ask payers by file whether patients are insured (X12 270)",
            "eligibility:declare_send",
            "eligibility:send",
        ),
        _verb(
            "eligibility read",
            "take in what payers answered (X12 271, 999, TA1)",
            "eligibility:declare_read",
            "eligibility:read",
        ),
        _verb(
            "eligibility show",
            "tell what a payer answered about the insurance of a visit",
            "eligibility:declare_show",
            "eligibility:show",
        ),
        _verb(
            "eligibility errors",
            "show the files of which not everything was taken",
            "eligibility:declare_errors",
            "eligibility:errors",
        ),
        _verb("eligibility replay", "take in a file again", "eligibility:declare_one", "eligibility:replay"),
        _verb("eligibility dismiss", "put a file with errors aside", "eligibility:declare_one", "eligibility:dismiss"),
        _verb("pay", "take a payment, and write its receipt", "paying:declare_pay", "paying:pay"),
        _verb("refund", "give money back", "paying:declare_refund", "paying:refund"),
        _verb("void", "take back a payment, with a reason", "paying:declare_void", "paying:void"),
        _verb("receipt", "tell a receipt again, or print it", "paying:declare_receipt", "paying:receipt"),
        _verb(
            "form list",
            "tell which forms are asked for, and what became of them",
            "forms:declare_list",
            "forms:list_forms",
        ),
        _verb("form sign", "note that a patient signed forms", "forms:declare_note", "forms:sign"),
        _verb("form give", "note that a patient was given forms", "forms:declare_note", "forms:give"),
        _verb("form decline", "note that a patient would not sign forms", "forms:declare_note", "forms:decline"),
        _verb("form print", "make forms to be signed", "forms:declare_print", "forms:print_forms"),
        _verb("document add", "keep a scanned document of a patient, or of a visit", "scans:declare_add", "scans:add"),
        _verb(
            "document list",
            "tell the scanned documents of a patient, or of a visit",
            "scans:declare_list",
            "scans:list_scans",
        ),
        _verb("document export", "write a scanned document into a file", "scans:declare_export", "scans:export"),
        _verb(
            "document open",
            "show a scanned document, at a desk on this machine",
            "scans:declare_open",
            "scans:open_scan",
        ),
        _verb(
            "document remove",
            "take a scanned document away where it does not belong",
            "scans:declare_remove",
            "scans:remove",
        ),
        _verb("letter", "make a letter to a patient, or about a visit", "letters:declare_letter", "letters:letter"),
        _verb(
            "template list",
            "tell which templates there are",
            "letters:declare_nothing",
            "letters:list_templates",
        ),
        _verb("template show", "tell the text of a template", "letters:declare_show", "letters:show"),
        _verb(
            "template check",
            "say what is wrong with the text of a template",
            "letters:declare_file",
            "letters:check",
        ),
        _verb(
            "template save",
            "keep the text of a template as the clinic's own",
            "letters:declare_file",
            "letters:save",
        ),
        _verb("ledger", "tell what a patient owes, line by line", "paying:declare_ledger", "paying:ledger"),
        _verb("till open", "open a drawer", "drawers:declare_open", "drawers:open_drawer"),
        _verb("till close", "close a drawer with what was counted", "drawers:declare_close", "drawers:close_drawer"),
        _verb("till show", "tell what went through a drawer", "drawers:declare_show", "drawers:show"),
        _verb("till total", "tell the takings of a day", "drawers:declare_total", "drawers:total"),
        _verb("message list", "show what patients are to be told", "messages:declare_list", "messages:list_all"),
        _verb("message send", "have a message go out now", "messages:declare_one", "messages:send"),
        _verb("message answers", "take in what patients answered", "messages:declare_answers", "messages:answers"),
        _verb("message inbox", "show what a person must see to", "messages:declare_inbox", "messages:inbox"),
        _verb("message done", "note that an item of the inbox was seen to", "messages:declare_done", "messages:done"),
        _verb("message cancel", "take back a message that has not gone out", "messages:declare_one", "messages:cancel"),
        _verb("estimate due", "show which estimates are due", "estimates:declare_due", "estimates:due"),
        _verb("estimate show", "tell the estimate of a visit", "estimates:declare_show", "estimates:show"),
        _verb("estimate ask", "note that an estimate was asked for", "estimates:declare_one", "estimates:ask"),
        _verb("estimate make", "make the estimate of a visit", "estimates:declare_one", "estimates:make"),
        _verb("estimate give", "note how an estimate was given", "estimates:declare_give", "estimates:give"),
        _verb("estimate decline", "note that none is wanted", "estimates:declare_decline", "estimates:decline"),
        _verb("day", "show a day at a site", "schedule:declare_day", "schedule:day"),
        _verb("free", "find openings by words in any order", "openings:declare_free", "openings:free"),
        _verb("why", "say what a booking would meet, and what would free it", "openings:declare_why", "openings:why"),
        _verb("book", "book an appointment", "bookings:declare_book", "bookings:book"),
        _verb(
            "series", "look at a visit that comes again, and book it whole", "series:declare_series", "series:series"
        ),
        _verb(
            "chain",
            "find when several visits can follow one another, and book them as one",
            "chains:declare_chain",
            "chains:chain",
        ),
        _verb("join", "book a patient into a group visit", "groups:declare_join", "groups:join"),
        _verb("walk-in", "book who is here without an appointment, arrived", "walk_in:declare", "walk_in:walk_in"),
        _verb("move", "move an appointment", "bookings:declare_move", "bookings:move"),
        _verb("cancel", "cancel an appointment", "bookings:declare_cancel", "bookings:cancel"),
        _verb("wait", "put a patient on the waiting list", "waitlist:declare_wait", "waitlist:wait"),
        _verb(
            "wait list",
            "show who waits, or whom a time suits",
            "waitlist:declare_list",
            "waitlist:listing",
        ),
        _verb(
            "wait accept",
            "fill a time with who waits for it",
            "waitlist:declare_accept",
            "waitlist:accept",
        ),
        _verb(
            "wait contact",
            "note what came of trying to reach who waits",
            "waitlist:declare_contact",
            "waitlist:contact",
        ),
        _verb("wait edit", "change an entry of the waiting list", "waitlist:declare_edit", "waitlist:edit"),
        _verb("wait end", "take a patient off the waiting list", "waitlist:declare_end", "waitlist:end"),
        _verb("hold", "hold time for a while", "holds:declare_hold", "holds:hold"),
        _verb("release", "let go of a hold", "holds:declare_release", "holds:release"),
        *(_step(step) for step in Step if step.value not in {"cancel", "move"}),
        _verb("late", "note that a provider is late, or on time again", "late:declare", "late:late"),
        _verb("queue", "show who is expected or here today", "queue:declare_queue", "queue:queue"),
        _verb(
            "list to-move",
            "show the bookings to come that the set-up no longer bears",
            "lists:declare_list",
            "lists:to_move",
        ),
        _verb(
            "list left-open",
            "show the visits of earlier days that nobody closed or marked",
            "lists:declare_list",
            "lists:left_open",
        ),
        _verb(
            "list forms", "show the visits of the next days whose forms are due", "forms:declare_nothing", "forms:due"
        ),
        _verb("leave", "have a provider be away, for days or hours", "hours:declare_leave", "hours:leave"),
        _verb("block", "set time of a provider aside", "hours:declare_block", "hours:block"),
        _verb(
            "unblock",
            "take a block, a leave, a cancellation or an extra session away",
            "hours:declare_unblock",
            "hours:unblock",
        ),
        _verb("session add", "add a session of a provider on one day", "hours:declare_add", "hours:add"),
        _verb("session cancel", "cancel the sessions of a provider", "hours:declare_cancel", "hours:cancel"),
        _verb(
            "list series",
            "show the visits that belong together with an appointment",
            "groups:declare_one",
            "groups:list_series",
        ),
        _verb("list group", "show who is seen at once with an appointment", "groups:declare_one", "groups:list_group"),
        _verb(
            "list freed",
            "show freed time that somebody who waits could have",
            "maintenance:declare_nothing",
            "waitlist:freed",
        ),
        *CASE_VERBS,
        _verb("call list", "show who is to be called", "calls:declare_list", "calls:listing"),
        _verb("call log", "note what came of a call", "calls:declare_log", "calls:log"),
        _verb("call back", "have a patient called back", "calls:declare_back", "calls:back"),
        _verb("log", "note a contact with a patient, or tell those there were", "contacts:declare_log", "contacts:log"),
        _verb(
            "list follow-ups",
            "show what is to be followed up of contacts with patients",
            "maintenance:declare_nothing",
            "contacts:follow_ups",
        ),
        _verb(
            "follow-up",
            "tick off what was to follow from a contact, or put it off",
            "contacts:declare_follow_up",
            "contacts:follow_up",
        ),
        _verb("undo", "take back your newest acts", "undoing:declare", "undoing:undo"),
        _verb("redo", "do again what you took back last", "undoing:declare", "undoing:redo"),
        _verb(
            "history",
            "tell what was done with an appointment, a patient or the set-up",
            "history:declare_history",
            "history:history",
        ),
        _verb(
            "access",
            "tell who opened a patient's record, or what somebody opened",
            "access:declare_access",
            "access:access",
        ),
        _verb(
            "migrate",
            "bring the database to this version, with a backup first",
            "maintenance:declare_nothing",
            "maintenance:migrate",
        ),
        _verb(
            "backup",
            "copy the database while others work in it",
            "maintenance:declare_backup",
            "maintenance:backup",
        ),
        _verb(
            "doctor",
            "look whether the database is sound, or prove it",
            "maintenance:declare_doctor",
            "maintenance:doctor",
        ),
        _verb("work", "do what no key waits for, such as the nightly backup", "work:declare_work", "work:work"),
        _verb(
            "config check",
            "prove that the settings are right",
            "maintenance:declare_nothing",
            "maintenance:config_check",
        ),
        _verb(
            "host install",
            "make a host ready for many: account, group, folder, sudo and sshd",
            "host:declare_install",
            "host:host_install",
        ),
        _verb(
            "host check",
            "say what is wrong with a host that many work on",
            "host:declare_check",
            "host:host_check",
        ),
        _verb(
            "host warm",
            "have everything loaded once, so that each desk of this account opens sooner",
            "maintenance:declare_nothing",
            "warm:host_warm",
        ),
        _verb("keys", "tell which keys are in force", "keys:declare_keys", "keys:keys"),
    )
)
"""By name; of two words, the second is looked for behind options too."""

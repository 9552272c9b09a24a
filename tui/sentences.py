"""What the program says where it starts. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

USAGE_BAD_NOW: Final = "{typed!r} is no time for {option}. Type it as 2026-11-23T10:20, or with an offset."
USAGE_UNUSABLE_PATH: Final = "{option} names no file that could be opened: {why}. Name another one."
USAGE_BAD_PATH: Final = "{option} names no file: the name is empty or holds a character that no file name has."
MEMBERS_NAME_NO_FILE: Final = "{option} names a file, and you come through the clinic's command, which opens and writes no file for anybody. Import and setup read standard input, backup and --rejects write standard output: give - for the file. The rest is for the account that keeps the clinic."
MEMBERS_MAKE_NO_CLINIC: Final = "Only the account that keeps the clinic makes a new database, and you come through its command. Ask whoever looks after the host."
MEMBERS_LIMITED: Final = "Your shell holds back what the clinic does for you ({limit}), and with it what it writes and who waits for that, so nothing is done. Come in over SSH or from a shell without that, or ask whoever looks after the host."
ONLY_ON_A_DEMO: Final = "{option} works only on a practice clinic, one made with demo or with setup --demo."
USER_EMPTY: Final = "--as names nobody. Type a login name."
SETTINGS_MISSING: Final = "There is no settings file {place}. Correct --config, or leave it out for the defaults."
FILE_UNREADABLE: Final = "{place} cannot be read: {why}."
NO_PLAIN_FILE: Final = "it is no plain file; for standard input give -"
NOT_TEXT: Final = "it is not UTF-8 text"
ALREADY_A_DEMO: Final = "There is a practice clinic at {path} already. Delete the file, and the folders beside it that begin with its name, to have it made anew."
LEFT_OF_ANOTHER: Final = "There is no {path}, but {folder} of a clinic that was there. Move it away or delete it, or name another place with --db."
DEMO_IN_THE_WAY: Final = "{path} exists and is not a practice clinic, so it stays. Name another place with --db."
DEMO_ONLY_NEW: Final = "{path} exists and is not a practice clinic; --demo marks only a new database. Leave it out, or name another place with --db."
ROLES_UNREADABLE: Final = "As nobody's role can be read, only the account that keeps the clinic may do this. {why}"
NO_DATABASE: Final = "There is no database {path} to copy."
BACKUP_LOG_EXISTS: Final = (
    "{target} exists already, where the log of who opened which record is copied to. Name a new file."
)
NOBODY_READS: Final = "nobody reads it"
BACKUP_BEING_SENT: Final = "Another copy of the clinic is being sent to somebody. Wait until it has gone."
BACKUP_NOT_SENT: Final = "The copy was not sent whole ({why}), so it is of no use. Delete what came, and do it again."
NEW_DATABASE_EXISTS: Final = "Somebody made {path} in the meantime, and it stays. Repeat the command."
NEW_DATABASE_UNWRITABLE: Final = "{path} cannot be made: {why}. Name another place with --db."

KEYS_TABLE_HEAD: Final = "Keys of one's own, in place of the usual ones, by the action's id: take the # away from [keys] and from each line that you change. docs/keys.md tells what each does, and clinicdesk keys which are in force."
SHOWING_CARDS: Final = {"do": "show the card", "setting": "card_command under [coverage]"}
DIALLING: Final = {"do": "dial", "setting": "dial_command under [calls]"}
SHOWING_SCANS: Final = {"do": "show the document", "setting": "open_command under [documents]"}
PRINTING: Final = {"do": "print", "setting": "print_command under [till]"}
PRINTING_PAGES: Final = {"do": "print", "setting": "print_command under [documents]"}
PROGRAM_NOT_RUN: Final = "{program} cannot be run: {why}. Look at {setting} in clinicdesk.toml."
PROGRAM_FAILED: Final = "{program} could not {do} and ended with {code}{why}."
STANDARD_INPUT: Final = "standard input"
NO_STANDARD_INPUT: Final = "There is no standard input: it was closed. Name a file, or let something be piped into it."

MANUAL_COMMENT: Final = '.\\" Written by `make docs` from the command line itself.'
MANUAL_OF: Final = "The front desk of a clinic"
MANUAL_NAME: Final = "the front desk of a clinic in the terminal"
MANUAL_DESCRIPTION: Final = (
    "The day's schedule, booking with conflict rules, arrival, check-in and check-out, patient lookup and registration.",
    "Without a verb the desk opens; in it ? tells every key, and searches them as one types.",
    "Whoever comes in through the account that keeps the clinic names no file: setup and import read -, backup writes -.",
)
MANUAL_EVERYWHERE: Final = "These stand before or behind any verb."
MANUAL_EXITS: Final = {
    "0": "done",
    "1": "an internal error, or an answer that could not be written",
    "2": "wrong usage, settings or set-up file",
    "3": "refused by a rule",
    "4": "no such record",
    "5": "changed elsewhere meanwhile, or busy",
    "6": "not allowed",
    "7": "the database cannot be used",
}
MANUAL_FILES: Final = {
    "$XDG_CONFIG_HOME/clinicdesk/clinicdesk.toml": "the settings, else those of /etc/clinicdesk/clinicdesk.toml, else the defaults",
    "$XDG_DATA_HOME/clinicdesk/clinic.db": "the clinic, unless the settings or --db name another",
}

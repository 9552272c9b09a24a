"""What the verbs say that set the clinic up and look after its files. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

HOLIDAYS_DONE: Final = "{site}: {count} holidays added, {already} of these days were holidays already."
HOLIDAYS_TRIED: Final = (
    "{site} would have {count} holidays more, {already} of these days are holidays already. Nothing was saved."
)
HOLIDAYS_WHICH_SITE: Final = "Say at which site: --site with one of {sites}."
HOLIDAY_KEPT: Final = "(is there: {name})"
SETUP_DONE: Final = "{place}: {added} added, {changed} changed, {retired} retired, {unchanged} unchanged."
SETUP_TRIED: Final = (
    "{place} would do: {added} added, {changed} changed, {retired} retired, {unchanged} unchanged. Nothing was saved."
)
DEMO_MADE: Final = "Made a practice clinic at {path}: {patients} patients, {appointments} appointments. It is {opens_at:%a %-d %b %-H:%M} there, and all before that has been done. Open it with: clinicdesk --db {path}"
MIGRATED: Final = "{path} was brought from version {before} to {after}. A copy of it as it was lies beside it."
MIGRATED_ALREADY: Final = "{path} has version {after} already. Nothing was changed."
BACKED_UP: Final = "{path} was copied to {target} ({size} bytes)."
BACKUP_CHECKED: Final = {
    "now": " The copy was checked.",
    "later": " The worker examines all of it now, and every desk says so if it is not sound.",
    "no": " To examine all of it: clinicdesk --db {target} doctor --full",
}
BACKED_UP_LOG: Final = " The log of who opened which record is in {target}."
BACKED_UP_CARDS: Final = " The images of insurance cards are in {folder}."
BACKED_UP_NO_CARDS: Final = " The images of insurance cards are not in it: copy them with a named file, or {folder}."
BACKED_UP_NO_LOG: Final = " The log of who opened which record is not in it: copy it with a named file."
BACKUP_NO_PLACE: Final = "The copy goes to standard output, which must be a file or a pipe and hold nothing else: clinicdesk backup - >FILE, without --json."
DOCTOR_CLEAN: Final = "{path} is sound."
DOCTOR_CLEAN_LATELY: Final = "{path} is sound as far as was looked: what was written of late, and a part of all before. To prove the whole: clinicdesk doctor --full"
EXAMINING: Final = "Examining"
EXAMINING_WHERE: Final = "{check}, {seconds} s"
DOCTOR_ANCHORED: Final = " Nothing in its journal up to the anchor was altered since that was its head."
DOCTOR_HEADS: Final = {
    "head": "The journal's head is entry {entry}, {hash}. Keep it elsewhere: with --anchor it proves later that nothing up to it was altered.",
    "access_head": "That of the log of who opened which record is line {entry}, {hash}.",
}
DOCTOR_NO_ANCHOR: Final = (
    "{place} holds no head of a journal. Name a hash of 64 digits, or a file with what the doctor answered."
)
DOCTOR_UNCLEAN: Final = "{path} has {errors}. Stop working in it, keep a copy, and have somebody look at these."
WORKED: Final = "The worker has ended: {done} done, {failed} not done."
WORK_ONE_OF: Final = "work takes --once, --until or --arm, one of them."
WORK_SETTINGS_NEW: Final = "The settings have changed, and hold from now on."
WORK_SETTINGS_KEPT: Final = "The settings have changed and cannot be used, so those of before hold on. {why}"
WORK_NEVER_ENDS: Final = "With --freeze the clock stands, and never comes to {until}. Leave out one of them."
WORK_REPLACED: Final = "Another database has come into the place of {path}. Start the worker again."
CONFIG_FINE: Final = "The settings are fine. They come from {place}."
CONFIG_DEFAULTS: Final = "The settings are the defaults: there is no settings file."
CONFIG_DATABASE: Final = "Database: {path}{missing}"
CONFIG_NO_DATABASE: Final = " (not there yet)"
CONFIG_BACKUP: Final = "Nightly backup, by clinicdesk work: into {folder}{missing}"
CONFIG_NO_BACKUP: Final = "Nightly backup: none, as no folder is set under [backup]."
CONFIG_NO_FOLDER: Final = " (which is not there: make it, or name another)"
CONFIG_NO_USERS: Final = "No users are set up: every login is treated as coordinator."
CONFIG_USERS: Final = "Users set up: {count}."

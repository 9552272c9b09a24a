"""What is said of the database file: opened, copied, examined. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

BATCH_RUNNING: Final = "Another import runs, or one is being undone. Wait until it has ended."

DATABASE_MISSING: Final = (
    "There is no database {path}. Make one with: clinicdesk setup FILE.toml, or try out: clinicdesk demo"
)
DATABASE_FOREIGN: Final = "{path} is not a clinicdesk database. Name the right file with --db."
DATABASE_TWO_NAMES: Final = "{path} has a second name (a hard link), by which others could destroy it. Take the other name away, or copy the file with: clinicdesk backup"
DATABASE_DAMAGED: Final = (
    "The database {path} is damaged. Stop working in it, run: clinicdesk doctor, and take the newest backup."
)
DATABASE_READ_ONLY: Final = (
    "The database {path} cannot be written here. The account that runs clinicdesk must own the file and its folder."
)
DATABASE_CLOSED: Final = (
    "The database {path} cannot be opened ({why}). The account that runs clinicdesk must own the file and its folder."
)
DATABASE_FULL: Final = "The disk of {path} is full, and nothing was saved. Free some space, then do it again."
DATABASE_DISK: Final = (
    "The disk of {path} reports an error ({why}), and nothing was saved. Have the disk looked at, then do it again."
)
DATABASE_NEWER: Final = "The database {path} was made for a newer clinicdesk. Update this one."
DATABASE_OLDER: Final = "The database {path} was made by an older clinicdesk. Run: clinicdesk migrate"
DATABASE_ON_NETWORK: Final = "{path} lies on a network file system ({kind}), where records can be lost. Keep it on a local disk and reach it through SSH."
DATABASE_BUSY: Final = "Others kept the database busy for {seconds:g} seconds, and nothing was saved. Do it again."

BACKUP_EXISTS: Final = "{target} exists already, and a backup overwrites nothing. Name a new file."
BACKUP_UNWRITABLE: Final = "{target} cannot be written ({why}). Name a file in a folder you may write to."
BACKUP_FAILED: Final = "{source} could not be copied ({why}), and no backup was made. See that there is room on the disk, then run: clinicdesk doctor"
BACKUP_DAMAGED: Final = (
    "{source} is damaged ({why}), and no backup was made. Keep your older backups and run: clinicdesk doctor --full"
)

DOCTOR_FILE_OPEN: Final = "Others may read or write {file}. Run: chmod 600 {file}"
DOCTOR_FILE_OWNER: Final = (
    "{file} belongs to another account than {path}. Give it to the account that keeps the clinic."
)
DOCTOR_OPEN_BESIDE: Final = "Others may read or write {file}. Run: chmod {mode} {file}"
DOCTOR_NO_FOLDER: Final = "{file} is no folder, and no worker or draft has a place. Move it away."
DOCTOR_FOLDER_UNREADABLE: Final = "{file} cannot be looked into: {why}. Run: chmod 700 {file}"
DOCTOR_FOREIGN_LEASE: Final = (
    "{file} is no worker's, or only half of one. Look who made it, and remove it: no worker does."
)
DOCTOR_DAMAGED: Final = "The file is damaged: {problem}. Stop working in it, keep it, and bring back the newest backup."
DOCTOR_UNFINISHED: Final = (
    "This check could not be finished ({why}). Stop working in the file, keep it, and bring back the newest backup."
)
DOCTOR_MORE: Final = "The same again {count} times."
DOCTOR_SCHEMA: Final = "The {kind} {name} is missing or not as clinicdesk made it, so what it guards is not guarded. Bring back the newest backup without this."
DOCTOR_ADDED: Final = (
    "The {kind} {name} is not clinicdesk's: what it does to the records nobody knows. Look at it, then drop it."
)
DOCTOR_META: Final = (
    "The database says {found} of its {key}, and {right} is right. Bring back the newest backup without this."
)
DOCTOR_A_NUMBER: Final = "a number above 0"
DOCTOR_DANGLING: Final = "Row {row} of {table} names a {parent} that does not exist. Keep the file and bring back the newest backup without this."
DOCTOR_NOT_HELD: Final = "Appointment {appointment} does not hold the time of its {kind}, which could be booked twice. Move it and undo that: the time is then held again."
DOCTOR_NOT_NEEDED: Final = "Appointment {appointment} holds time of a {kind} that it does not need, so nobody can book it. Bring back the newest backup without this."
DOCTOR_TAKEN: Final = "What is kept of the time taken of {kind} {resource} is not what is booked: free time may be missed. Bring back the newest backup without this."
DOCTOR_OVERLAP: Final = (
    "Appointments {before} and {appointment} have {kind} {resource} at the same time. Move one of them."
)
DOCTOR_POOL: Final = (
    "Appointment {appointment} uses {equipment} at {site} while all of it, {most} at most, is in use. Move it."
)
DOCTOR_INTERPRETER: Final = (
    "Appointment {appointment} has interpreter {interpreter}, who has others then, {most} at most. Move it."
)
DOCTOR_NO_ENTRY: Final = "A row image of {table} {row} belongs to journal entry {entry}, which does not exist. Bring back the newest backup without this."
DOCTOR_UNDO_LINK: Final = "Journal entries {later} and {earlier} disagree on which took back the other. Undo neither, and bring back the newest backup without this."
DOCTOR_NOT_JOURNALLED: Final = "{table} {row} is not as its newest journal entry left it: it was changed around clinicdesk. Look through the record and bring back the newest backup without this."
DOCTOR_ROW_GONE: Final = (
    "{table} {row} is in the journal but no longer in its table. Bring it back from the newest backup that has it."
)
DOCTOR_VISIT: Final = (
    "Appointment {appointment} is {status}, but its visit is {visit}. Undo its last step and take it again."
)
DOCTOR_NO_VISIT: Final = "missing"
DOCTOR_WRONG_ROOM: Final = (
    "The visit of appointment {appointment} is {step}, but its room is {room}. Take it a step back and forward again."
)
DOCTOR_NO_ROOM: Final = "missing"
DOCTOR_TWO_IN_A_ROOM: Final = (
    "The patients of appointments {first} and {second} are both in room {room}. Take one of them to another room."
)
DOCTOR_UNREADABLE: Final = "{table} {row} cannot be read. Keep the file and bring back the newest backup that has it."
DOCTOR_NOT_FOUND_AS_NAMED: Final = (
    "Patient {patient} is not found under what the record says. Find it as id:{patient} and save it again."
)
DOCTOR_FOUND_NOBODY: Final = (
    "Lookups find patient {patient}, whom there is not. Bring back the newest backup without this."
)

DOCTOR_GAP: Final = "Numbers {first} to {last} of {table} are missing, and none is ever deleted. Keep the file and look into the newest backup that has them."
DOCTOR_UNDO_VERB: Final = "Journal entry {entry} does not say what it took back, or took something back without saying so. Keep the file and bring back the newest backup without this."
DOCTOR_LINKS_GONE: Final = "Links {first} to {last} of the journal's chain are missing: the journal was altered around clinicdesk. Keep the file and compare it with the newest backup."
DOCTOR_ALTERED: Final = "Journal entry {entry}, or what it says was written, is not as it was sealed: it was altered around clinicdesk. Keep the file and compare it with the newest backup."
DOCTOR_ADDED_LATER: Final = "Row images were added to journal entry {entry} after it was sealed. Keep the file and compare it with the newest backup."
DOCTOR_ACCESS_FOREIGN: Final = "{path} is no log of who opened which record, or is damaged, so that nothing is written to it. Move it aside and keep it."
DOCTOR_ACCESS_GONE: Final = "Lines {first} to {last} of the log of who opened which record are missing. Keep the file and compare it with the newest backup."
DOCTOR_ACCESS_ALTERED: Final = "Line {line} of the log of who opened which record is not as it was sealed: it was altered around clinicdesk. Keep the file and compare it with the newest backup."
DOCTOR_OPENED_AGAIN: Final = "Journal entry {entry} is sealed, and yet more may be added to it. Keep the file and compare it with the newest backup."
DOCTOR_NOT_SEALED: Final = "Journal entry {entry} has no link in the journal's chain: it was written around clinicdesk, or its link was taken away. Keep the file and compare it with the newest backup."
DOCTOR_ANCHOR_LOST: Final = "Neither the journal nor the log of openings holds {anchor}: up to where that was its head it was altered or cut short, or it is another clinic's or an older copy. Keep the file and compare it with the newest backup."
DOCTOR_FOREIGN_IMAGE: Final = "The journal holds row images of {table}, which is no table of clinicdesk's. Keep the file and compare it with the newest backup."
DOCTOR_IMAGE: Final = "{table} {row}: what journal entry {entry} began with is not what the entry before it left, or cannot be read. Undo neither, and compare the file with the newest backup."
DOCTOR_EVENT_COUNT: Final = "The visit of appointment {appointment} has {events} events and {images} journalled changes, which must be as many. Keep the file and compare it with the newest backup."
DOCTOR_EVENT: Final = "Event {event} of the visit of appointment {appointment} does not say what journal entry {entry} says. Keep the file and compare it with the newest backup."
DOCTOR_STEP: Final = "Event {event} takes the visit of appointment {appointment} to {step}, which cannot follow on the step before. Keep the file and compare it with the newest backup."
DOCTOR_TIMES: Final = "The times of the visit of appointment {appointment} are not in their order. Look at the host's clock, and keep the file."
DOCTOR_SETUP_UNREADABLE: Final = (
    "{table} {row} of the set-up cannot be read, so no desk opens. Bring back the newest backup without this."
)
DOCTOR_SETUP_CHANGED: Final = "{table} {row} of the set-up is not what the journal made of it: it was changed around clinicdesk. Look at it with clinicdesk history setup, and set it up again."
DOCTOR_NO_SUCH_ROLE: Final = "User {user} has the role {role}, which there is not. Set it up again."
DOCTOR_NO_SUPERVISOR: Final = (
    "Users are set up and none of them is supervisor. Set one up as the account that keeps the clinic."
)
DOCTOR_FILE_GONE: Final = (
    "The bytes of exchanged file {number} are gone. Keep the file and compare it with the newest backup."
)
DOCTOR_FILE_ALTERED: Final = "The bytes of exchanged file {number} are not those that went out or came in. Keep the file and compare it with the newest backup."
DOCTOR_CARDS_GONE: Final = "The folder {folder} with {count} images of insurance cards and scanned documents is missing. Bring it back from the newest backup, beside which it lies."
DOCTOR_CARD_GONE: Final = (
    "The image of an insurance card is missing: {file}. Bring it back from the newest backup, or scan it again."
)
DOCTOR_CARD_ALTERED: Final = "The image of an insurance card, or a scanned document, is not the one that was kept: {file}. Bring it back from the newest backup, or scan the card again."
DOCTOR_CARD_FOREIGN: Final = "{file} is no image that this database knows: it is of an act that did not end, of a newer database than this one, or somebody laid it there. Move it away."
DOCTOR_RECEIPTS: Final = "The newest receipt is {newest}, and there are {count}: receipts are missing or there twice. Compare the ledgers with the newest backup."
DOCTOR_VOID: Final = (
    "Line {number} of a ledger does not take back what it says it does. Compare it with the newest backup."
)
DOCTOR_DRAWER: Final = "The drawer's session {number} was closed with another sum than its lines come to. Compare it with the newest backup."

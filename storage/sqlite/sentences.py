"""What is said of the database file: opened, copied, examined. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

BATCH_RUNNING: Final = "Another import runs, or one is being undone. Wait until it has ended."

DATABASE_MISSING: Final = (
    "There is no database {path}. Make one with: clinicdesk setup FILE.toml, or try out: clinicdesk demo"
)
DATABASE_FOREIGN: Final = "{path} is not a clinicdesk database. Name the right file with --db."
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
    "{source} is damaged ({why}), and no backup was made. Keep your older backups and run: clinicdesk doctor"
)

DOCTOR_FILE_OPEN: Final = "Others may read or write {file}. Run: chmod 600 {file}"
DOCTOR_DAMAGED: Final = "The file is damaged: {problem}. Stop working in it, keep it, and bring back the newest backup."
DOCTOR_UNFINISHED: Final = (
    "This check could not be finished ({why}). Stop working in the file, keep it, and bring back the newest backup."
)
DOCTOR_MORE: Final = "The same again {count} times."
DOCTOR_SCHEMA: Final = "The {kind} {name} is missing or not as clinicdesk made it, so what it guards is not guarded. Bring back the newest backup without this."
DOCTOR_DANGLING: Final = "Row {row} of {table} names a {parent} that does not exist. Keep the file and bring back the newest backup without this."
DOCTOR_NOT_HELD: Final = "Appointment {appointment} does not hold the time of its {kind}, which could be booked twice. Move it and undo that: the time is then held again."
DOCTOR_NOT_NEEDED: Final = "Appointment {appointment} holds time of a {kind} that it does not need, so nobody can book it. Bring back the newest backup without this."
DOCTOR_OVERLAP: Final = (
    "Appointments {before} and {appointment} have {kind} {resource} at the same time. Move one of them."
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
DOCTOR_UNREADABLE: Final = (
    "Patient {patient} cannot be read. Keep the file and bring back the newest backup that has it."
)
DOCTOR_NOT_FOUND_AS_NAMED: Final = (
    "Patient {patient} is not found under what the record says. Find it as id:{patient} and save it again."
)

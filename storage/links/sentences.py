"""What is said of backups and of links for visits. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

BACKED_UP: Final = "{file} ({size} bytes) was made and is sound; {gone} older ones were removed."
NO_FOLDER: Final = "There is no folder {folder} for the backup. Make it, or mount its disk, or name another as folder under [backup] in clinicdesk.toml."
FOLDER_CLOSED: Final = (
    "The account that keeps the clinic may not write to {folder}. Give the folder to it, and the backup is made."
)
CARDS_LOST: Final = (
    "{file} was made, but {count} images of insurance cards are not in it, so no older copy is removed. {first}"
)
HEADS_LOST: Final = (
    "{file} was made, but the clinic's journal or log of openings does not go on from what is written down in {heads}: "
    "up to there it was altered or cut short. No backup is removed until that is cleared up. Compare the clinic with the backup of that night, and "
    "once you know why, move {heads} away."
)
UNSOUND: Final = (
    "The copy is not sound ({count} findings), and no backup was kept. Run: clinicdesk doctor --full. First: {first}"
)
COPY_SOUND: Final = "{file} is sound."
COPY_GONE: Final = "{file} is no longer there, so nothing was proved of it."
COPY_UNSOUND: Final = (
    "{file} is not sound ({count} findings), so do not count on it. Run: clinicdesk doctor --full. First: {first}"
)
LINK_MADE: Final = "The link was made."
LINK_WITHDRAWN: Final = "The link was withdrawn."
NO_LINK_MADE: Final = "{program} answered with no link: {why}"
PROGRAM_NOT_RUN: Final = (
    "{program} cannot be run: {why}. See to the program, or to command under [telehealth] in clinicdesk.toml."
)
PROGRAM_TOO_SLOW: Final = "{program} did not answer within {seconds} seconds."
PROGRAM_FAILED: Final = "{program} ended with {code}{why}."
FAX_LAID: Final = "{name} lies in the folder of the fax server."
FAX_WITHDRAWN: Final = "Fax {number} was withdrawn, and is not sent."
FAX_ODD_STATE: Final = "the fax server says: {state}"
FILE_WRITTEN: Final = "{file} was written."
FILE_THERE: Final = "{file} is there."
FILE_IN_THE_WAY: Final = "Something else is called {file}. Move it away, and the questions are written."
FILE_NOT_WRITTEN: Final = "{file} cannot be written: {why}. See to the folder; it is tried again."
ANSWERS_TAKEN: Final = "{count} answers were taken."
PLACE_UNREADABLE: Final = "{place} cannot be read: {why}. See to it, or to what names it in clinicdesk.toml."
NO_PLAIN_FILE: Final = "it is a pipe or a device and no file"
LINK_NOT_FOLLOWED: Final = "it is a link, which is not followed; put the file itself there"
PLACE_READABLE: Final = "{place} can be read again."
SPOOL_UNWRITABLE: Final = "{folder} cannot be written: {why}. See to the folder; it is tried again."
SPOOL_UNSURE: Final = (
    "It was about to be laid into {folder} when a worker ended, and is not there: it may have been taken."
)
MAILBOX: Final = "The mailbox of {user} at {server}"
MAIL_OF_MAILBOX: Final = "{number} of the mailbox.eml"
GATEWAY_UNREACHABLE: Final = "The gateway cannot be reached: {why}. It is tried again."
GATEWAY_SLOW: Final = "The gateway did not answer: {why}. It is tried again under the same name."
GATEWAY_IS_NONE: Final = "What answered {code} with a page is no gateway: see to gateway under [messages] in clinicdesk.toml. It is tried again."
GATEWAY_SAYS: Final = "The gateway answered {code}{why}."
FILE_UNREADABLE: Final = "{file} cannot be read: {why}. See to it, or to its name under [messages] in clinicdesk.toml."
SERVER_UNREACHABLE: Final = "The mail server {server} cannot be reached: {why}. It is tried again."
SERVER_REFUSED: Final = "The mail server {server} refused it: {code} {why}"
SERVER_GONE: Final = "The mail server {server} was gone before it said whether it took the message: {why}."
NO_MAIL_ADDRESS: Final = "{address} is no e-mail address."
NO_STARTTLS: Final = "The mail server {server} offers no STARTTLS, and nothing is sent in the open."
LETTER_NOT_PRINTED: Final = "{program} ended with {code}{why}."
LETTER_SLOW: Final = "{program} did not end within {seconds} seconds: look whether the letter was printed."
LETTER_NOT_RUN: Final = "{program} cannot be run: {why}. See to letter_command under [messages] in clinicdesk.toml."

"""What is wrong with the settings. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

SETTINGS_FILE_HEAD: Final = "The settings of clinicdesk, each with its default: change what you need, or leave lines out. Check the file with: clinicdesk config check"
A_TABLE: Final = "a table of this file"
A_KEY: Final = "a key of {table}"
KEY_ELSEWHERE: Final = "{key} belongs under {tables}."
TABLE_WANTED: Final = "this is {found}, not a table; write [{table}]."
MORE_THAN: Final = "{value} is more than {key}, which is {other}."
LEAD_BEYOND_HORIZON: Final = "{value} minutes are more than horizon_days, which is {other}; nothing could be booked."
LINK_AND_COMMAND: Final = "there is a link too, and only one of the two can make the links; leave one of them out."
FIELDS_ALLOWED: Final = "fields: {fields}"
NO_TAX_ID: Final = "{value} is no tax id of nine digits; write it as 12-3456789."
PARTY_TOO_LONG: Final = "{value} has more than the 15 characters that the head of a file has room for."
C2_STAYS_HARD: Final = 'C2 is hard and stays so: a patient cannot be in two places; write "hard".'
C4_STAYS_HARD: Final = 'C4 is hard and stays so: a room has no second lane; write "hard".'
C5_STAYS_HARD: Final = 'C5 is hard and stays so: nobody can use what somebody else has; write "hard".'
C8_HOLD_IS_NEVER_HARD: Final = 'A hold is gone over with a reason where that is urgent; write "confirm" or "warn".'
C15_STAYS_HARD: Final = 'C15 is hard and stays so: such a time is never or twice on the clock; write "hard".'
NO_LANGUAGE: Final = "{value} is no code of a language; write it as en, es or vi."
NO_SERVER: Final = "{value} is no mail server; write it as mail.example.org:587."
NO_MAILBOX: Final = "{value} is no mail server; write it as mail.example.org:993."
LOGIN_WANTED: Final = (
    "a mailbox is read with a login; write mailbox_user, and mailbox_password as the file with the password."
)
NO_SENDER: Final = "{value} is no e-mail address; write it as desk@clinic.example."
NO_GATEWAY: Final = "{value} is no address of a gateway; write it as https://gateway.example/messages."
NO_WAYS: Final = "{value} are no channels; write some of text, email, voice and letter, with a blank between them."
NO_CODES: Final = "{value} are no codes of visit types; write them with a blank between, such as new40 fu20."
HOURS_BACKWARDS: Final = "messages would go out at no hour: until_hour {until} is not after from_hour {begins}."
TEXTS_TWO_WAYS: Final = "there is a spool too, and a text goes out by one of the two alone; leave one of them out."
SENDER_WANTED: Final = "e-mail needs a sender; write the clinic's address as sender."
MOST_BACKWARDS: Final = "a_week is {week}, fewer than the {day} of a_day."
NO_LINK: Final = "{value} is no link; write it as https://meet.example.org/test."

"""What may be set about messages and calls to patients, and about mail and fax?

Its docstrings are explanations as those of `model.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from msgspec import Struct

from core.settings import sentences as say
from core.text.allowed import Form, OneOf, Program, Within

if TYPE_CHECKING:
    from collections.abc import Iterator


class MessageSettings(Struct, frozen=True):
    """Reminders and other messages to patients, which the worker sends (clinicdesk work).

    Nothing is planned while none of spool, gateway, server and letter_command says how a message leaves the clinic.
    """

    spool: str = ""
    """The folder into which texts and voice messages are laid, a JSON file each. Empty: none."""
    gateway: Annotated[str, Form(r"https?://\S+", say.NO_GATEWAY)] = ""
    """In place of spool: the address of an HTTP gateway, to which each text or voice message is posted as JSON."""
    gateway_token: str = ""
    """The file with the word that the gateway asks for (Authorization: Bearer). Empty: it asks for none."""
    server: Annotated[str, Form(r"[A-Za-z0-9.\-]+(:[0-9]{1,5})?", say.NO_SERVER)] = ""
    """The mail server (SMTP) and its port, such as mail.example.org:587. Empty: no e-mail is sent."""
    server_security: Annotated[str, OneOf(("starttls", "tls", "none"))] = "starttls"
    """How the line to it is kept private: none is for a server on this machine."""
    server_user: str = ""
    """As whom the worker logs in there. Empty: it does not."""
    server_password: str = ""
    """The file with the password."""
    sender: Annotated[str, Form(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+", say.NO_SENDER)] = ""
    """The address that e-mail comes from, and to which answers go."""
    letter_command: Annotated[tuple[str, ...], Program()] = ()
    """A program, with its arguments, that prints the PDF on its standard input, such as ["/usr/bin/lp"]."""
    answers: str = ""
    """The folder from which the worker reads answers: JSON of the gateway, and e-mails (.eml). Files are left in it."""
    mailbox: Annotated[str, Form(r"[A-Za-z0-9.\-]+(:[0-9]{1,5})?", say.NO_MAILBOX)] = ""
    """The server (IMAP) of the mailbox to which answers by e-mail go, and its port, such as mail.example.org:993. The
    worker reads it once a minute and changes nothing in it. Empty: none is read."""
    mailbox_security: Annotated[str, OneOf(("tls", "starttls", "none"))] = "tls"
    """How the line to it is kept private: none is for a server on this machine."""
    mailbox_user: str = ""
    """As whom the worker logs in there."""
    mailbox_password: str = ""
    """The file with the password."""
    mailbox_folder: str = "INBOX"
    """The folder of the mailbox that is read."""
    ways: Annotated[str, Form(r"(text|email|voice|letter)( (text|email|voice|letter))*", say.NO_WAYS)] = (
        "text email voice"
    )
    """The channels in the order in which they are tried, where the patient prefers none."""
    language: Annotated[str, Form(r"[a-z]{2,3}", say.NO_LANGUAGE)] = "en"
    """In which language patients are told whose own has no words here."""
    confirm_days: Annotated[int, Within(0, 60)] = 7
    """How many days ahead a visit is to be confirmed. 0: nobody is asked."""
    remind_days: Annotated[int, Within(0, 60)] = 2
    """How many days ahead the reminder goes out. 0: none."""
    remind_hours: Annotated[int, Within(0, 48)] = 0
    """How many hours ahead a second reminder goes out. 0: none."""
    changes: bool = True
    """Whether who was told of a visit is told that it was moved or cancelled."""
    change_minutes: Annotated[int, Within(0, 240)] = 5
    """How many minutes after the change, so that one taken back at once tells nobody."""
    missed_hours: Annotated[int, Within(0, 240)] = 0
    """How many hours after a missed visit the patient is asked to book another. 0: never."""
    recall_times: Annotated[int, Within(0, 3)] = 0
    """How many messages go to who is due again and not booked, from two weeks before the day on, 15 days apart and not
    so soon after a call. 0: none, they are called alone."""
    from_hour: Annotated[int, Within(8, 20)] = 9
    """The hour of the patient's day from which texts and voice messages go out."""
    until_hour: Annotated[int, Within(9, 21)] = 20
    """The hour of the patient's day from which they wait for the morning."""
    a_day: Annotated[int, Within(1, 20)] = 1
    """How many texts and voice messages one number gets a day at most; what tells of a change is not counted."""
    a_week: Annotated[int, Within(1, 60)] = 3
    """And within seven days."""
    household: bool = True
    """Whether who shares a number, or has several visits a day, is told of all of them at once."""
    leave_out: Annotated[str, Form(r"\S+( \S+)*", say.NO_CODES)] = ""
    """The codes of visit types of which nothing is told, with blanks between them."""

    @property
    def is_on(self) -> bool:
        """Whether there is any way out."""
        return bool(self.spool or self.gateway or self.server or self.letter_command)


def message_contradictions(settings: MessageSettings) -> Iterator[tuple[str, str]]:
    """The keys that are fine alone but not together, each with what is wrong."""
    if settings.until_hour <= settings.from_hour:
        yield "until_hour", say.HOURS_BACKWARDS.format(until=settings.until_hour, begins=settings.from_hour)
    if settings.spool and settings.gateway:
        yield "gateway", say.TEXTS_TWO_WAYS
    if settings.server and not settings.sender:
        yield "sender", say.SENDER_WANTED
    if settings.mailbox and not (settings.mailbox_user and settings.mailbox_password):
        yield "mailbox", say.LOGIN_WANTED
    if settings.a_week < settings.a_day:
        yield "a_week", say.MOST_BACKWARDS.format(week=settings.a_week, day=settings.a_day)


class CallSettings(Struct, frozen=True):
    """Calls to patients."""

    ahead_days: Annotated[int, Within(1, 30)] = 7
    """Until how many days ahead visits that may well be missed are on the list of calls to confirm; of the others it
    has those of the next day with visits."""
    dial_command: Annotated[tuple[str, ...], Program()] = ()
    """A program, with its arguments, that dials: it is given the number on its standard input, as tel:+16175550117
    where it can be written so. Empty: numbers are dialled by hand."""


class MailSettings(Struct, frozen=True):
    """Mail and fax that come in as files, which the worker takes in."""

    fax_folder: str = ""
    """The folder into which a fax server lays what comes in. Empty: no faxes are taken in."""
    mail_folder: str = ""
    """The folder into which a scanner lays the mail. Empty: no mail is taken in."""
    fax_spool: str = ""
    """The folder out of which a fax server takes what is to be sent: fax-7-1.job (JSON) names the number and the files,
    fax-7-1.status (JSON: state sent, confirmed or failed, code, pages) is its answer. Empty: nothing is faxed."""

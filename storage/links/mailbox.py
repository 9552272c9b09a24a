"""How are answers read out of a mailbox (IMAP), each once, leaving it as it is for whoever else reads it?

It is opened for reading alone: no e-mail is marked, moved or removed. Which are known is told by their UIDs while the
worker lives, and by their Message-ID for ever.
"""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from core.messages.incoming import MOST_BYTES
from core.messages.outward import NotSent
from core.settings.messages import MessageSettings
from core.text.cleaning import clean_text
from storage.links import sentences
from storage.links.http_gateway import read_secret

_SECONDS: Final = 20.0
_EVERY: Final = timedelta(minutes=1)
_AFTER_TROUBLE: Final = timedelta(minutes=5)
_BACK: Final = timedelta(days=30)
"""How far back it is looked when a worker begins: an answer is worth less than that."""
_MOST_AT_ONCE: Final = 200
"""E-mails that are taken in one look; the others in the next."""
_PORTS: Final = {"tls": 993, "starttls": 143, "none": 143}
_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_UID: Final = re.compile(rb"\bUID (\d{1,10})\b")
_LONGEST: Final = 200
_HEAD: Final = "(UID BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])"


class Mailbox:
    """Looks into one mailbox, once a minute at most."""

    def __init__(
        self,
        settings: MessageSettings,
        password_file: Path | None,
        now: Callable[[], datetime],
        *,
        take: Callable[[str, bytes], object],
        is_known: Callable[[bytes], bool],
        is_armed: Callable[[], bool],
        note_trouble: Callable[[str], None],
        seconds: float = _SECONDS,
    ) -> None:
        """`take` notes what an e-mail says, `is_known` tells by its head whether that was done, `note_trouble` has
        somebody told of a mailbox that cannot be read. Nothing is read but where `is_armed`: it is the clinic's.
        """
        host, _, port = settings.mailbox.partition(":")
        self._host, self._port = host, int(port) if port else _PORTS[settings.mailbox_security]
        self._settings = settings
        self._password_file = password_file
        self._now = now
        self._take, self._is_known = take, is_known
        self._is_armed, self._note_trouble = is_armed, note_trouble
        self._seconds = seconds
        self._due: datetime | None = None
        self._validity = b""
        self._behind = 0
        self._is_told = False

    @property
    def name(self) -> str:
        """What it is called where it cannot be read."""
        return sentences.MAILBOX.format(user=self._settings.mailbox_user, server=self._host)

    def look(self) -> None:
        """Take what has come, where it is time to look."""
        now = self._now()
        if (self._due is not None and self._due - _AFTER_TROUBLE <= now < self._due) or not self._is_armed():
            return
        self._due = now + _EVERY
        try:
            self.read()
        except OSError:
            self._due = now + _AFTER_TROUBLE
            if not self._is_told:
                self._note_trouble(self.name)
            self._is_told = True
        else:
            self._is_told = False

    def read(self) -> None:
        """Take what has come. Raises OSError with what keeps it from being read."""
        with self._connected() as server:
            for uid in self._new(server):
                for content in self._unknown(server, uid):
                    self._take(sentences.MAIL_OF_MAILBOX.format(number=uid), content)
                self._behind = uid

    def _new(self, server: imaplib.IMAP4) -> list[int]:
        """The UIDs of what is new, the oldest first."""
        validity = (server.response("UIDVALIDITY")[1] or [b""])[0] or b""
        if validity != self._validity:  # the server counts anew
            self._validity, self._behind = validity, 0
        since = (self._now() - _BACK).date()
        wanted = f"UID {self._behind + 1}:*" if self._behind else f"SINCE {_day(since.day, since.month, since.year)}"
        (found,) = _said(server.uid("SEARCH", wanted))[:1] or (b"",)
        numbers = sorted(int(one) for one in (found or b"").split() if one.isdigit())
        return [one for one in numbers if one > self._behind][:_MOST_AT_ONCE]

    def _unknown(self, server: imaplib.IMAP4, uid: int) -> Iterator[bytes]:
        """The first megabyte of it, where it was not taken before."""
        head = _literal(_said(server.uid("FETCH", str(uid), _HEAD)), uid)
        if head is None or self._is_known(head):
            return
        content = _literal(_said(server.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{MOST_BYTES}>)")), uid)
        if content is not None:
            yield content

    @contextmanager
    def _connected(self) -> Iterator[imaplib.IMAP4]:
        """Logged in, at the folder. Raises OSError."""
        settings = self._settings
        try:
            password = read_secret(self._password_file)
            with _closing(self._server()) as server:
                if settings.mailbox_security == "starttls":
                    server.starttls(ssl.create_default_context())
                _said(server.login(settings.mailbox_user, password))
                folder = settings.mailbox_folder.replace("\\", "\\\\").replace('"', '\\"')
                _said(server.select(f'"{folder}"', readonly=True))
                yield server
        except NotSent as error:
            raise OSError(error.said) from error
        except (imaplib.IMAP4.error, UnicodeError, ValueError) as error:
            raise OSError(clean_text(str(error), limit=_LONGEST) or type(error).__name__) from error

    def _server(self) -> imaplib.IMAP4:
        if self._settings.mailbox_security == "tls":
            context = ssl.create_default_context()
            return imaplib.IMAP4_SSL(self._host, self._port, ssl_context=context, timeout=self._seconds)
        return imaplib.IMAP4(self._host, self._port, timeout=self._seconds)


@contextmanager
def _closing(server: imaplib.IMAP4) -> Iterator[imaplib.IMAP4]:
    try:
        yield server
    finally:
        with suppress(OSError, imaplib.IMAP4.error):
            server.logout()
        with suppress(OSError):
            server.shutdown()


def _said(answer: tuple[str, Sequence[Any]]) -> Sequence[Any]:
    """What it answered. Raises IMAP4.error where that is no."""
    status, told = answer
    if status != "OK":
        raise imaplib.IMAP4.error(b" ".join(one for one in told if isinstance(one, bytes)).decode(errors="replace"))
    return told


def _literal(told: Sequence[Any], uid: int) -> bytes | None:
    """The bytes that came of that e-mail; None where it is gone."""
    for one in told:
        if isinstance(one, tuple) and len(one) == 2:
            found = _UID.search(one[0])
            if found is None or int(found[1]) == uid:
                return bytes(one[1])
    return None


def _day(day: int, month: int, year: int) -> str:
    return f"{day:02}-{_MONTHS[month - 1]}-{year}"

"""How is an e-mail handed to a mail server (SMTP), with the event of a calendar?"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from enum import Enum
from pathlib import Path
from typing import Final

from core.messages.mail_reports import is_of_one_mail, is_of_the_address, is_of_us
from core.messages.outward import NotSent, Outward, Sent
from core.settings.messages import MessageSettings
from core.text.cleaning import clean_text
from storage.links import sentences
from storage.links.http_gateway import read_secret

_SECONDS: Final = 30.0
_ADDRESS: Final = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+@[^\s@<>()\[\],;:\\\"\x00-\x1f\x7f]+")
_PORTS: Final = {"starttls": 587, "tls": 465, "none": 25}
_LONGEST: Final = 200
_GOOD: Final = frozenset({250, 251})
_FOR_GOOD: Final = 500


class _Stage(Enum):
    """What the server was told last, and answers."""

    SENDER = "sender"
    ADDRESS = "address"
    CONTENT = "content"


class MailServer:
    """`core.messages.ports.Gateway` of one server. Who is handed an e-mail twice has two."""

    is_idempotent = False

    def __init__(
        self,
        settings: MessageSettings,
        password_file: Path | None,
        now: Callable[[], datetime],
        *,
        seconds: float = _SECONDS,
    ) -> None:
        host, _, port = settings.server.partition(":")
        self._host, self._port = host, int(port) if port else _PORTS[settings.server_security]
        self._settings = settings
        self._password_file = password_file
        self._now = now
        self._seconds = seconds

    def send(self, outward: Outward) -> Sent:
        """Send it. Raises NotSent; only once the whole of it was said may it have been taken without a word."""
        if not _ADDRESS.fullmatch(outward.address):
            said = sentences.NO_MAIL_ADDRESS.format(address=outward.address)
            raise NotSent(said, is_bad_address=True, code="no-address")
        content = self._mail(outward).as_bytes()
        with self._connected() as server:
            options = ["smtputf8"] if not outward.address.isascii() and server.has_extn("smtputf8") else []
            try:
                self._accept(server.mail(self._settings.sender, options), _Stage.SENDER)
                self._accept(server.rcpt(outward.address), _Stage.ADDRESS)
            except (OSError, smtplib.SMTPException, UnicodeError) as error:
                raise self._unreachable(error) from error
            try:
                answer = server.data(content)
            except smtplib.SMTPDataError as error:
                raise self._refused(error.smtp_code, error.smtp_error, _Stage.CONTENT) from error
            except (OSError, smtplib.SMTPException) as error:
                said = sentences.SERVER_GONE.format(server=self._host, why=error)
                raise NotSent(said, is_unsure=True) from error
            self._accept(answer, _Stage.CONTENT)
            with suppress(OSError, smtplib.SMTPException):
                server.quit()
        return Sent()

    def _mail(self, outward: Outward) -> EmailMessage:
        """The e-mail. Nothing that came from outside stands in a header but cleaned, as one line."""
        mail = EmailMessage(policy=SMTP.clone(utf8=not outward.address.isascii()))
        domain = self._settings.sender.partition("@")[2]
        mail["From"] = self._settings.sender
        mail["To"] = outward.address
        mail["Subject"] = clean_text(outward.title, limit=_LONGEST)
        mail["Date"] = format_datetime(self._now())
        mail["Message-ID"] = f"<{outward.name}@{domain}>"
        mail["Auto-Submitted"] = "auto-generated"
        if outward.language:
            mail["Content-Language"] = outward.language
        mail.set_content(outward.text + "\n", cte="quoted-printable" if not outward.text.isascii() else None)
        if outward.calendar:
            mail.add_alternative(outward.calendar, subtype="calendar", params={"method": outward.method})
        return mail

    @contextmanager
    def _connected(self) -> Iterator[smtplib.SMTP]:
        password = read_secret(self._password_file)
        security = self._settings.server_security
        try:
            server = (
                smtplib.SMTP_SSL(self._host, self._port, timeout=self._seconds, context=ssl.create_default_context())
                if security == "tls"
                else smtplib.SMTP(self._host, self._port, timeout=self._seconds)
            )
        except (OSError, smtplib.SMTPException) as error:
            raise self._unreachable(error) from error
        try:
            try:
                server.ehlo()
                if security == "starttls":
                    server.starttls(context=ssl.create_default_context())
                    server.ehlo()
                if self._settings.server_user:
                    server.login(self._settings.server_user, password)
            except smtplib.SMTPNotSupportedError as error:
                said = sentences.NO_STARTTLS.format(server=self._host)
                raise (NotSent(said) if security == "starttls" else self._unreachable(error)) from error
            except (OSError, smtplib.SMTPException) as error:
                raise self._unreachable(error) from error
            yield server
        finally:
            server.close()

    def _accept(self, answer: tuple[int, bytes], stage: _Stage) -> None:
        code, said = answer
        if code not in _GOOD:
            raise self._refused(code, said, stage)

    def _refused(self, code: int, said: bytes | str, stage: _Stage) -> NotSent:
        is_of_address, is_of_sender = stage is _Stage.ADDRESS, stage is _Stage.SENDER
        text = said.decode(errors="replace") if isinstance(said, bytes) else said
        sentence = sentences.SERVER_REFUSED.format(server=self._host, code=code, why=clean_text(text, limit=_LONGEST))
        is_for_good = code >= _FOR_GOOD and not is_of_sender and not (is_of_address and is_of_us(code, text))
        is_bad = is_for_good and is_of_address and is_of_the_address(code, text)
        is_of_one = not is_of_sender and is_of_one_mail(code, text)
        return NotSent(sentence, is_for_good=is_for_good, is_bad_address=is_bad, is_of_one=is_of_one, code=str(code))

    def _unreachable(self, error: Exception) -> NotSent:
        why = clean_text(str(error), limit=_LONGEST) or type(error).__name__
        return NotSent(sentences.SERVER_UNREACHABLE.format(server=self._host, why=why))

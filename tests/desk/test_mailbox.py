"""How are answers read out of a mailbox? Of [messages]: mailbox, mailbox_security, mailbox_user, mailbox_password,
mailbox_folder.
"""

from __future__ import annotations

import re
import socketserver
import ssl
import threading
from contextlib import contextmanager, suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

import pytest

from core.errors import BadInput
from core.jobs.model import Job, JobId, PlaceState
from core.messages.model import Meaning
from core.settings.messages import MessageSettings, message_contradictions
from core.structs import replace
from core.verification.taking_in import PLACE
from storage.links.answer_folder import AnswerFolders
from storage.links.mailbox import Mailbox
from tests.certificates import certified
from tests.clinics import book, register
from tests.jobs import ACCOUNT
from tests.outbox import MAILS, TellingClinic

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FOLDER: Final = 'Replies "2"'


class _Server:
    """A mailbox as RFC 3501 says, of so many e-mails by UID; `fault` is how it misbehaves."""

    def __init__(self) -> None:
        self.mails: dict[int, bytes] = {}
        self.validity = 7
        self.fault = ""
        self.said: list[str] = []
        self.context: ssl.SSLContext | None = None

    def answer(self, line: str) -> Iterator[bytes]:
        """What is said to a command."""
        tag, _, command = line.partition(" ")
        verb = command.upper()
        if verb.startswith("LOGIN"):
            yield (
                f"{tag} OK in\r\n".encode() if command.endswith(' "pa\\"55"') else f"{tag} NO Login failed\r\n".encode()
            )
        elif verb.startswith("CAPABILITY"):
            yield f"* CAPABILITY IMAP4rev1{' STARTTLS' if self.context else ''}\r\n{tag} OK done\r\n".encode()
        elif verb.startswith("EXAMINE"):
            has = '"Replies \\"2\\""' in command
            yield f"* {len(self.mails)} EXISTS\r\n* OK [UIDVALIDITY {self.validity}] x\r\n".encode()
            yield f"{tag} {'OK [READ-ONLY] done' if has else 'NO no such folder'}\r\n".encode()
        elif verb.startswith("UID SEARCH"):
            since = re.search(r"UID (\d+):\*", verb)
            newest = max(self.mails, default=0)
            found = [uid for uid in self.mails if not since or uid >= int(since[1]) or uid == newest]
            yield f"* SEARCH{''.join(f' {one}' for one in found)}\r\n{tag} OK done\r\n".encode()
        elif verb.startswith("UID FETCH"):
            yield from self._fetched(tag, verb)
        elif verb.startswith("LOGOUT"):
            yield f"* BYE\r\n{tag} OK done\r\n".encode()
        else:
            yield f"{tag} BAD {verb[:20]}\r\n".encode()

    def _fetched(self, tag: str, verb: str) -> Iterator[bytes]:
        uid = int(verb.split()[2])
        content = self.mails[uid]
        what = "BODY[]<0>"
        if "HEADER.FIELDS" in verb:
            what = "BODY[HEADER.FIELDS (MESSAGE-ID)]"
            content = b"".join(re.findall(rb"(?im)^message-id:.*\r?\n", content)) + b"\r\n"
        elif self.fault == "cut off":
            yield f"* 1 FETCH (UID {uid} {what} {{{len(content)}}}\r\n".encode() + content[:5]
            return
        yield b"* 3 EXISTS\r\n"  # said in between, as servers may
        yield f"* 1 FETCH (UID {uid} {what} {{{len(content)}}}\r\n".encode() + content + b" FLAGS ())\r\n"
        yield f"{tag} OK done\r\n".encode()


@contextmanager
def _serving(server: _Server) -> Iterator[str]:
    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            if server.fault == "silent":
                self.connection.recv(1)
                return
            self.wfile.write(b"\x00\xff no IMAP\r\n" if server.fault == "no IMAP" else b"* OK ready\r\n")
            while line := self.rfile.readline().decode().strip():
                server.said.append(line.partition(" ")[2])
                if server.context and line.upper().endswith("STARTTLS"):
                    self.wfile.write(f"{line.split()[0]} OK go\r\n".encode())
                    self.connection = server.context.wrap_socket(self.connection, server_side=True)
                    self.rfile, self.wfile = self.connection.makefile("rb"), self.connection.makefile("wb", 0)
                    continue
                for said in server.answer(line):
                    self.wfile.write(said)
                if server.fault == "cut off" and "BODY.PEEK[]" in line:
                    return

        def finish(self) -> None:
            for one in (self.rfile, self.wfile, self.connection):
                with suppress(OSError):
                    one.close()

    class Threads(socketserver.ThreadingTCPServer):
        daemon_threads = True
        allow_reuse_address = True

        def handle_error(self, *_: object) -> None:
            pass

    listening = Threads(("127.0.0.1", 0), Handler)
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
    try:
        yield f"127.0.0.1:{listening.server_address[1]}"
    finally:
        listening.shutdown()
        listening.server_close()


def _mailbox(clinic: TellingClinic, place: str, troubles: list[str], **values: Any) -> Mailbox:  # noqa: ANN401
    password = clinic.path / "password"
    password.write_text('pa"55\n')
    settings = MessageSettings(mailbox=place, mailbox_security="none", mailbox_user="desk", mailbox_folder=FOLDER)
    messages = clinic.desk.messages
    return Mailbox(
        replace(settings, **values),
        password,
        clinic.clock.now,
        take=lambda name, content: messages.take_file(ACCOUNT, name, content),
        is_known=lambda head: messages.is_taken(ACCOUNT, head),
        is_armed=lambda: clinic.desk.jobs.place(ACCOUNT) is PlaceState.ARMED,
        note_trouble=troubles.append,
        seconds=1,
    )


def _mail(number: int, text: str, head: str = "") -> bytes:
    return f"From: j@x.example\r\nMessage-ID: <{number}@x.example>\r\n{head}\r\n{text}\r\n".encode()


def test_answers_are_read_once_and_the_mailbox_stays_as_it_is(tmp_path: Path) -> None:
    """Once a minute what is new, by another worker nothing again, and anew where the server counts anew."""
    clinic, server, troubles = TellingClinic(tmp_path), _Server(), list[str]()
    smith = clinic.change(register(clinic.desk, "Smith").id, email="j@x.example", email_consent=MAILS)
    visit = book(clinic.desk, smith, "2026-12-08T10:00")
    clinic.work_until("2026-12-01T10:30")
    reply = f"In-Reply-To: <{clinic.mails.handed[0].name}@clinic.example>\r\n"
    server.mails = {4: _mail(4, "hello"), 9: _mail(9, "C\r\n\r\n> R", reply)}
    with _serving(server) as place:
        mailbox = _mailbox(clinic, place, troubles)
        for _ in range(3):
            mailbox.look()
        assert 1 == sum(one.startswith("LOGIN") for one in server.said)
        assert (
            "confirmed" == clinic.desk.schedule.appointment("ana", visit.appointment.id).appointment.confirmation.value
        )
        clinic.clock.at += timedelta(minutes=2)
        server.mails[10] = b"Subject: no id, and large\r\n\r\n" + b"x" * 3_000_000
        server.said.clear()
        mailbox.look()
        assert 1 == sum("BODY.PEEK[]" in one for one in server.said)
        clinic.clock.at += timedelta(minutes=2)
        server.validity, server.mails = 8, {1: server.mails[9], 2: _mail(11, "R", reply)}
        _mailbox(clinic, place, troubles).look()
        mailbox.look()
    answers = clinic.desk.messages.answers_of("ana", smith.id)
    assert [Meaning.OTHER, Meaning.CONFIRMS, Meaning.RESCHEDULES] == [one.meaning for one in answers]
    assert {"LOGIN", "EXAMINE", "UID", "LOGOUT", "CAPABILITY"} == {one.split()[0] for one in server.said}
    assert ([], 3) == (troubles, sum("BODY.PEEK[]" in one for one in server.said) + 1)


@pytest.mark.parametrize(
    "fault", ["silent", "no IMAP", "cut off", "away", "login", "folder", "no STARTTLS", "password"]
)
def test_a_mailbox_that_cannot_be_read_is_told_of_once_and_read_later(tmp_path: Path, fault: str) -> None:
    """However it fails; five minutes later it is looked again, and what was there meanwhile is taken."""
    clinic, server, troubles = TellingClinic(tmp_path), _Server(), list[str]()
    server.mails, server.fault = {4: _mail(4, "hello")}, fault
    wrong: dict[str, Any] = {"folder": {"mailbox_folder": "x"}, "no STARTTLS": {"mailbox_security": "starttls"}}
    with _serving(server) as place:
        mailbox = _mailbox(clinic, "127.0.0.1:1" if fault == "away" else place, troubles, **wrong.get(fault, {}))
        if fault in {"login", "password"}:
            (tmp_path / "password").write_text("wrong") if fault == "login" else (tmp_path / "password").unlink()
        for _ in range(5):
            mailbox.look()
            clinic.clock.at += timedelta(minutes=4)
        assert ([mailbox.name], []) == (troubles, clinic.desk.messages.inbox("ana"))
        assert not any(one.startswith("LOGIN") for one in server.said) or fault not in {"no STARTTLS", "password"}
        nothing: Any = None
        folders = AnswerFolders(
            (), receive=nothing, take=nothing, note_trouble=nothing, others={mailbox.name: mailbox.read}
        )
        job = Job(JobId(1), "look", "take-answers", clinic.clock.at, details={PLACE: mailbox.name})
        with pytest.raises(BadInput, match=r"The mailbox of desk at 127.0.0.1 cannot be read: .+"):
            folders.carry_out(job)
        if fault in {"silent", "no IMAP", "cut off"}:
            server.fault = ""
            clinic.clock.at += timedelta(minutes=9)
            mailbox.look()
            assert ["hello"] == [one.item.said for one in clinic.desk.messages.inbox("ana")]
            assert "can be read again" in folders.carry_out(job).said


def test_the_line_is_private_before_a_word_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The certificate is looked at, and a password goes to nobody else."""
    clinic, server, troubles = TellingClinic(tmp_path), _Server(), list[str]()
    server.context, server.mails = certified(tmp_path), {4: _mail(4, "hello")}
    with _serving(server) as place:
        _mailbox(clinic, place, troubles, mailbox_security="starttls").look()
        assert (1, False) == (len(troubles), any(one.startswith("LOGIN") for one in server.said))
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        _mailbox(clinic, place, troubles, mailbox_security="starttls").look()
    assert ["hello"] == [one.item.said for one in clinic.desk.messages.inbox("ana")]


def test_a_copy_reads_no_mailbox(tmp_path: Path) -> None:
    """Nor one that no worker was told to do the clinic's work at; and without a login none is set up."""
    clinic, server, troubles = TellingClinic(tmp_path), _Server(), list[str]()
    with _serving(server) as place:
        mailbox = _mailbox(clinic, place, troubles)
        mailbox._is_armed = lambda: False
        mailbox.look()
    assert ([], []) == (server.said, troubles)
    assert ["mailbox"] == [key for key, _ in message_contradictions(MessageSettings(mailbox="x"))]

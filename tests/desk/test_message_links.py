"""How do messages leave the clinic: through a folder, an HTTP gateway, a mail server, a print command?

Of [messages]: spool, gateway, gateway_token, server, server_security, server_user, server_password, sender,
letter_command.
"""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from contextlib import closing, contextmanager, suppress
from email import message_from_bytes, policy
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Final

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from icalendar import Calendar  # type: ignore[import-untyped]

from core.messages.letter_page import letter_page
from core.messages.model import Way
from core.messages.outward import NotSent, Outward, Sent
from core.settings.messages import MessageSettings
from core.structs import replace
from storage.links.http_gateway import HttpGateway
from storage.links.letter_program import LetterProgram
from storage.links.mail_server import MailServer
from storage.links.spool_folder import SpoolFolder
from tests.certificates import certified
from tests.clinics import NOW

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from core.messages.ports import Gateway

TEXT: Final = Outward("abc-12", Way.TEXT, "6175550171", "es", "", 'Su cita "mañana" <b>\\ & 9:30')
MAIL: Final = Outward("abc-13", Way.EMAIL, "jo@x.example", "en", "Your visit", "Tue Dec 8.\n")


def _not_sent(gateway: Gateway, outward: Outward) -> NotSent:
    with pytest.raises(NotSent) as caught:
        gateway.send(outward)
    return caught.value


def test_a_folder_has_each_message_once(tmp_path: Path) -> None:
    """Whole, under its name for ever, for the account alone; one that was taken away is not laid there again."""
    spool = SpoolFolder(tmp_path)
    spool.send(TEXT)
    spool.send(TEXT)
    (laid,) = tmp_path.glob("*.json")
    told = json.loads(laid.read_text())
    assert {"id": "abc-12", "channel": "text", "to": "6175550171", "language": "es", "text": TEXT.text} == told
    assert ("abc-12.json", 0o600) == (laid.name, laid.stat().st_mode & 0o777)
    laid.unlink()
    refusal = _not_sent(spool, TEXT)
    assert (True, True, []) == (refusal.is_unsure, refusal.is_for_good, list(tmp_path.glob("*.json")))
    gone = _not_sent(SpoolFolder(tmp_path / "none"), TEXT)
    assert (False, False, True) == (gone.is_unsure, gone.is_for_good, "No such file" in gone.said)


@contextmanager
def _gateway(
    answer: Callable[[BaseHTTPRequestHandler, list[Any]], None], context: ssl.SSLContext | None = None
) -> Iterator[tuple[str, list[Any]]]:
    """A server on loopback that answers so; its address, and what it was told."""
    told: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            told.append((dict(self.headers), json.loads(self.rfile.read(length))))
            with suppress(OSError):
                answer(self, told)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    if context:
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield f"{'https' if context else 'http'}://127.0.0.1:{server.server_port}/messages", told
    finally:
        server.shutdown()
        server.server_close()


def _answers(code: int, body: str = "", **headers: str) -> Callable[[BaseHTTPRequestHandler, list[Any]], None]:
    def answer(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": str(len(body.encode())), **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


def _hangs_up(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
    handler.connection.shutdown(socket.SHUT_RDWR)


def _stops_in_the_middle(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
    handler.send_response(200)
    handler.send_header("Content-Length", "999")
    handler.end_headers()
    handler.wfile.write(b'{"id": "9')
    handler.connection.shutdown(socket.SHUT_RDWR)


def _never(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
    handler.connection.settimeout(5)
    handler.connection.recv(1)


def _resets(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def _no_http(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
    handler.wfile.write(b"\x15\x03\x01\x00\x02\x02\x50")


def test_a_gateway_is_told_by_one_post(tmp_path: Path) -> None:
    """With the message's own name as its key and the word of the file, and its answer is the reference."""
    token = tmp_path / "token"
    token.write_text("s3cret\n")
    with _gateway(_answers(202, '{"id": "gw-7"}')) as (url, told):
        assert Sent("gw-7") == HttpGateway(url, token).send(TEXT)
    ((headers, body),) = told
    assert ("abc-12", "Bearer s3cret") == (headers["Idempotency-Key"], headers["Authorization"])
    assert {"id": "abc-12", "channel": "text", "to": "6175550171", "language": "es", "text": TEXT.text} == body
    assert "No such file" in _not_sent(HttpGateway("http://127.0.0.1:1/", tmp_path / "none"), TEXT).said


FAILURES: Final = {
    "away": (None, (False, False, False, False)),
    "hangs up": (_hangs_up, (False, False, True, False)),
    "never answers": (_never, (False, False, True, False)),
    "busy": (_answers(503, "<html>"), (False, False, True, False)),
    "too many": (_answers(429), (False, False, False, False)),
    "not let in": (_answers(401), (False, False, False, False)),
    "elsewhere": (_answers(302, "", Location="http://127.0.0.1:1/"), (False, False, False, False)),
    "never": (_answers(422, '{"code": "too-long", "message": "2 parts"}'), (True, False, False, False)),
    "no such number": (_answers(400, '{"code": "unknown-number"}'), (True, True, False, False)),
    "a page": (_answers(200, " <html>Log in</html>"), (False, False, True, False)),
    "refused with 200": (_answers(200, '{"status": "failed", "message": "no credit"}'), (False, False, True, True)),
    "no such number with 200": (_answers(200, '{"error": "x", "code": "unknown-number"}'), (True, True, False, True)),
    "too early": (_answers(429, "", **{"Retry-After": "soon"}), (False, False, False, False)),
    "elsewhere for good": (_answers(308, "", Location="http://127.0.0.1:1/"), (False, False, False, False)),
    "resets": (_resets, (False, False, True, False)),
    "no HTTP": (_no_http, (False, False, True, False)),
    "no JSON": (_answers(400, "[" * 5000), (True, False, False, False)),
    "a page of 404": (_answers(404, "<html>Not Found"), (False, False, False, False)),
    "no such number, 404": (_answers(404, '{"code": "unreachable"}'), (True, True, False, False)),
    "the same is on its way": (_answers(409), (False, False, False, True)),
}


@pytest.mark.parametrize("name", FAILURES)
def test_a_gateway_fails_in_every_way(name: str) -> None:
    """What is tried again, what never is, what marks the number, what may have been taken, and what is one's own."""
    answer, expected = FAILURES[name]
    if answer is None:
        with closing(socket.create_server(("127.0.0.1", 0))) as free:
            url = f"http://127.0.0.1:{free.getsockname()[1]}/"
        found = _not_sent(HttpGateway(url, None, seconds=0.5), TEXT)
    else:
        with _gateway(answer) as (url, told):
            found = _not_sent(HttpGateway(url, None, seconds=0.5), TEXT)
            assert 1 == len(told)
    assert expected == (found.is_for_good, found.is_bad_address, found.is_unsure, found.is_of_one)
    assert found.said.endswith(".")


def test_an_answer_that_is_cut_off_was_an_answer() -> None:
    """The gateway has taken it, as its code says; only what it calls it is not known."""
    with _gateway(_stops_in_the_middle) as (url, _):
        assert Sent() == HttpGateway(url, None, seconds=0.5).send(TEXT)


@pytest.mark.parametrize(
    ("said", "seconds"),
    [("120", 120), ("0", 0), ("-5", 0), ("soon", 0), ("9" * 300, 43_200), ("Mon, 23 Nov 2026 15:30:00 GMT", 600)],
)
def test_a_gateway_that_asks_to_wait_is_left_alone(said: str, seconds: int) -> None:
    """So many seconds, or until a time by its own clock; for half a day at most."""
    heads = {"Retry-After": said, "Date": "Mon, 23 Nov 2026 15:20:00 GMT"}
    for code in (429, 503):
        with _gateway(_says_alone(code, heads)) as (url, _):
            assert seconds == _not_sent(HttpGateway(url, None, seconds=2), TEXT).wait.total_seconds()


def _says_alone(code: int, heads: dict[str, str]) -> Callable[[BaseHTTPRequestHandler, list[Any]], None]:
    def answer(handler: BaseHTTPRequestHandler, _: list[Any]) -> None:
        lines = "".join(f"{name}: {value}\r\n" for name, value in heads.items())
        handler.wfile.write(f"HTTP/1.0 {code} Wait\r\n{lines}Content-Length: 0\r\n\r\n".encode())

    return answer


def test_nothing_is_told_to_a_gateway_that_is_not_who_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its certificate is looked at before a word is said; one that is right is spoken to."""
    context = certified(tmp_path)
    with _gateway(_answers(202, '{"id": "gw-8"}'), context) as (url, told):
        unknown = _not_sent(HttpGateway(url, None, seconds=2), TEXT)
        no_tls = _not_sent(HttpGateway(url.replace("https", "http"), None, seconds=2), TEXT)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        assert ([], Sent("gw-8")) == (list(told), HttpGateway(url, None, seconds=2).send(TEXT))
    assert (False, False) == (unknown.is_unsure, unknown.is_for_good)
    assert "certificate" in unknown.said.lower()
    assert not no_tls.is_for_good


class _Mailbox:
    """What a mail server took, and whom it does not know."""

    def __init__(self) -> None:
        self.taken: list[Any] = []
        self.after_data = "250 OK"
        self.after_sender = ""

    async def handle_MAIL(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: ANN401, N802
        envelope.mail_from = address
        return self.after_sender or "250 OK"

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, _: Any) -> str:  # noqa: ANN401, N802
        if address.startswith("unknown"):
            return "550 No such user here"
        if "!" in address:  # what is to be said
            return address.partition("@")[0].replace("!", " ").strip()
        if address.startswith("full"):
            return "452 Mailbox full, come back"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        self.taken.append((envelope.mail_from, envelope.rcpt_tos, envelope.content))
        if self.after_data == "gone":
            server.transport.abort()
        return self.after_data


def _login(*told: Any) -> AuthResult:  # noqa: ANN401
    said: LoginPassword = told[-1]
    return AuthResult(success=said.login == b"desk" and said.password == b"pa55", handled=False)


@contextmanager
def _mail_server(**options: Any) -> Iterator[tuple[str, _Mailbox]]:  # noqa: ANN401
    mailbox = _Mailbox()
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port, **options)
    controller.start()
    try:
        yield f"127.0.0.1:{port}", mailbox
    finally:
        controller.stop(no_assert=True)


def _server(place: str, **values: Any) -> MailServer:  # noqa: ANN401
    settings = MessageSettings(server=place, server_security="none", sender="desk@clinic.example")
    password = values.pop("password", None)
    return MailServer(replace(settings, **values), password, lambda: NOW, seconds=2)


def test_a_mail_server_takes_an_e_mail_whose_headers_are_its_own() -> None:
    """Whatever stands in a title is one line of it, and the text and the event come through as they are."""
    hostile = replace(
        MAIL,
        title="Visit\r\nBcc: all@x.example\r\n\r\n<script>",
        text="Señora O'Neil\n.\n\nBcc: you\n",
        calendar="BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n",
        method="PUBLISH",
    )
    with _mail_server() as (place, mailbox):
        _server(place).send(hostile)
    ((sender, recipients, content),) = mailbox.taken
    mail = message_from_bytes(content, policy=policy.default)
    assert ("desk@clinic.example", ["jo@x.example"]) == (sender, recipients)
    assert (None, "Visit Bcc: all@x.example <script>") == (mail["Bcc"], mail["Subject"])
    assert ("<abc-13@clinic.example>", "auto-generated") == (mail["Message-ID"], mail["Auto-Submitted"])
    told, event = mail.iter_parts()
    assert hostile.text == told.get_content().replace("\r\n", "\n")[: len(hostile.text)]
    assert ("text/calendar", "PUBLISH") == (event.get_content_type(), event.get_param("method"))
    assert Calendar.from_ical(event.get_content())["VERSION"] == "2.0"


def test_a_mail_server_that_wants_a_login_over_a_private_line_gets_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """STARTTLS with a certificate that is looked at, then the login; a wrong word or no STARTTLS sends nothing."""
    context = certified(tmp_path)
    for name, said in (("right", "pa55\n"), ("wrong", "pass\n")):
        (tmp_path / name).write_text(said)
    private = {"server_security": "starttls", "server_user": "desk"}
    with _mail_server(tls_context=context, require_starttls=True, authenticator=_login, auth_required=True) as (
        place,
        mailbox,
    ):
        unknown = _not_sent(_server(place, password=tmp_path / "right", **private), MAIL)
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "certificate.pem"))
        wrong = _not_sent(_server(place, password=tmp_path / "wrong", **private), MAIL)
        _server(place, password=tmp_path / "right", **private).send(MAIL)
    assert 1 == len(mailbox.taken)
    assert ("certificate" in unknown.said.lower(), "535" in wrong.said) == (True, True)
    with _mail_server() as (place, mailbox):
        open_line = _not_sent(_server(place, server_security="starttls"), MAIL)
    assert ([], True) == (mailbox.taken, "STARTTLS" in open_line.said)


def test_what_a_mail_server_refuses_is_told_apart() -> None:
    """For now or for good, the address, the message or all; one that is gone after all was said may have taken it."""
    with _mail_server() as (place, mailbox):
        found = {
            name: _not_sent(_server(place), replace(MAIL, address=address))
            for name, address in (
                ("unknown", "unknown@x.example"),
                ("full", "full@x.example"),
                ("552 5.2.2", "552!5.2.2!quota@x.example"),
                ("554 5.7.1", "554!5.7.1!Relay!denied@x.example"),
                ("530 login", "530!Authentication!required@x.example"),
                ("550 5.1.1", "550!5.1.1!unknown@x.example"),
                ("550 blocked", "550!blocked!by!a!list@x.example"),
                ("550", "550!no@x.example"),
                ("450 grey", "450!4.7.1!Greylisted!see!policy@x.example"),
                ("452 4.3.1", "452!4.3.1!Insufficient!storage@x.example"),
                ("421", "421!Too!many@x.example"),
                ("two", "a@x.example, b@x.example"),
                ("header", "a@x.example\r\nRCPT TO:<b@x.example>"),
            )
        }
        mailbox.after_sender = "553 Sender rejected"
        found["553 sender"] = _not_sent(_server(place), MAIL)
        mailbox.after_sender = ""
        for said in ("554 Spam", "451 Later", "gone"):
            mailbox.after_data = said
            found[said] = _not_sent(_server(place), MAIL)
    found["away"] = _not_sent(_server(place), MAIL)
    assert {
        "unknown": (True, True, False, True),
        "full": (False, False, False, True),
        "450 grey": (False, False, False, True),
        "452 4.3.1": (False, False, False, False),
        "421": (False, False, False, False),
        "552 5.2.2": (True, False, False, True),
        "554 5.7.1": (False, False, False, False),
        "530 login": (False, False, False, False),
        "550 5.1.1": (True, True, False, True),
        "550 blocked": (False, False, False, False),
        "550": (True, True, False, True),
        "two": (True, True, False, False),
        "header": (True, True, False, False),
        "553 sender": (False, False, False, False),
        "554 Spam": (True, False, False, False),
        "451 Later": (False, False, False, True),
        "gone": (False, False, True, False),
        "away": (False, False, False, False),
    } == {name: (one.is_for_good, one.is_bad_address, one.is_unsure, one.is_of_one) for name, one in found.items()}


def test_a_letter_is_printed(tmp_path: Path) -> None:
    """As a PDF on the program's standard input, from whom and to whom first; one that fails says why."""
    head = ("Main Street", "1 Main St", "November 23, 2026")
    said = "Señora, $(reboot) `id`\n\n# {day}\n---\n诊所 عيادة"
    letter = replace(MAIL, way=Way.LETTER, address="1 Elm St\n# x", text=said, head=head, recipient="Ana O'Neil <b>")
    document = letter_page(letter)
    assert {"TEXT", "HEADING", "GAP"} == {block.kind.name for block in document.blocks}
    lines = [*head, "Ana O'Neil <b>", "1 Elm St", "# x", "Your visit", "Señora, $(reboot) `id`", "# {day}", "---"]
    assert lines == [line for line in document.text().splitlines() if line.strip()][:-1]
    LetterProgram(("/bin/sh", "-c", f"cat > {tmp_path}/printed"), paper="a4").send(letter)
    assert b"%PDF-" == (tmp_path / "printed").read_bytes()[:5]
    failed = _not_sent(LetterProgram(("/bin/sh", "-c", "echo no paper >&2; exit 3")), letter)
    assert "/bin/sh ended with 3: no paper." == failed.said
    assert "cannot be run" in _not_sent(LetterProgram(("/nowhere",)), letter).said
    no_font = _not_sent(LetterProgram(("/bin/true",)), replace(letter, text="\U00013000"))
    assert (False, True, True) == (no_font.is_for_good, no_font.is_of_one, "font" in no_font.said.lower())

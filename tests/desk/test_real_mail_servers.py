"""Do Postfix and Dovecot, as Debian has them, take and give what the links say? Skipped where there are none."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
import time
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from core.messages.model import Way
from core.messages.outward import NotSent, Outward
from core.settings.messages import MessageSettings
from storage.links.mail_server import MailServer
from storage.links.mailbox import Mailbox
from tests.certificates import certified
from tests.clinics import NOW

if TYPE_CHECKING:
    from collections.abc import Iterator

MAIN: Final = """compatibility_level = 3.6
queue_directory = {here}/queue
data_directory = {here}/data
maillog_file = {here}/log
maillog_file_prefixes = /tmp
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.clinic.example
mydestination =
alias_maps =
local_recipient_maps =
virtual_mailbox_domains = x.example
virtual_mailbox_base = {here}/mail
virtual_mailbox_maps = texthash:{here}/conf/boxes
virtual_uid_maps = static:65534
virtual_gid_maps = static:65534
mynetworks =
smtpd_relay_restrictions = reject_unauth_destination
smtpd_tls_cert_file = {here}/certificate.pem
smtpd_tls_key_file = {here}/key.pem
smtpd_tls_security_level = encrypt
"""
SERVICES: Final = """127.0.0.1:{port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
"""
DOVECOT: Final = """base_dir = {here}/run
state_dir = {here}/run
log_path = {here}/log
protocols = imap
ssl = required
ssl_cert = <{here}/certificate.pem
ssl_key = <{here}/key.pem
mail_location = maildir:{here}/mail/jo
first_valid_uid = 1
passdb {{
  driver = static
  args = password=pa55
}}
userdb {{
  driver = static
  args = uid=65534 gid=65534 home={here}/mail
}}
service imap-login {{
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
"""


@pytest.fixture
def here() -> Iterator[Path]:
    """A folder that the servers' own users may enter, which pytest's is not."""
    if os.geteuid() != 0:
        pytest.skip("root starts a mail server")
    missing = [name for name in ("postfix", "dovecot") if shutil.which(name) is None]
    if missing:
        pytest.skip(f"{' and '.join(missing)} of Debian not installed (apt-get install postfix dovecot-imapd)")
    with tempfile.TemporaryDirectory(dir="/tmp") as name:
        folder = Path(name)
        folder.chmod(0o755)
        for one in ("conf", "queue", "data", "mail", "run"):
            (folder / one).mkdir()
        shutil.chown(folder / "data", "postfix")
        shutil.chown(folder / "mail", "nobody")
        yield folder


@contextmanager
def _started(begin: tuple[str, ...], end: tuple[str, ...], port: int) -> Iterator[None]:
    quiet = subprocess.DEVNULL  # a pipe would be held open by what goes on
    subprocess.run(begin, check=True, stdin=quiet, stdout=quiet, stderr=quiet, timeout=60)
    try:
        _wait_for(lambda: _answers(port))
        yield
    finally:
        subprocess.run(end, check=False, stdin=quiet, stdout=quiet, stderr=quiet, timeout=60)


def _answers(port: int) -> bool:
    with closing(socket.socket()) as line:
        return line.connect_ex(("127.0.0.1", port)) == 0


def _wait_for(is_so: object) -> None:
    assert callable(is_so)
    for _ in range(300):
        if is_so():
            return
        time.sleep(0.1)
    pytest.fail("It did not come.")


def _free() -> int:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        return int(free.getsockname()[1])


def test_an_e_mail_goes_to_postfix_and_its_answer_is_read_at_dovecot(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Over STARTTLS both ways; whom it does not know is told apart from what it does not relay."""
    certified(here)
    monkeypatch.setenv("SSL_CERT_FILE", str(here / "certificate.pem"))
    smtp, imap = _free(), _free()
    (here / "conf" / "main.cf").write_text(MAIN.format(here=here))
    (here / "conf" / "master.cf").write_text(SERVICES.format(port=smtp))
    (here / "conf" / "boxes").write_text("jo@x.example jo/\n")
    (here / "dovecot.conf").write_text(DOVECOT.format(here=here, port=imap))
    (here / "password").write_text("pa55\n")
    settings = MessageSettings(
        server=f"127.0.0.1:{smtp}",
        sender="desk@clinic.example",
        mailbox=f"127.0.0.1:{imap}",
        mailbox_security="starttls",
        mailbox_user="jo",
    )
    server = MailServer(settings, None, lambda: NOW)
    event = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
    title, said = "Su cita\r\nBcc: x@y", "Ñ\n.\nR"
    outward = Outward("abcdefghijkl-7", Way.EMAIL, "jo@x.example", "es", title, said, event, "PUBLISH")
    postfix = ("postfix", "-c", str(here / "conf"))
    with _started((*postfix, "start"), (*postfix, "stop"), smtp):
        server.send(outward)
        refused = {}
        for address in ("nobody@x.example", "a@elsewhere.example"):
            with pytest.raises(NotSent) as caught:
                server.send(Outward("abcdefghijkl-8", Way.EMAIL, address, "en", "x", "x"))
            refused[address] = (caught.value.is_for_good, caught.value.is_bad_address)
        _wait_for(lambda: list((here / "mail").glob("jo/new/*")))
    assert {"nobody@x.example": (True, True), "a@elsewhere.example": (False, False)} == refused
    taken: list[bytes] = []
    mailbox = Mailbox(
        settings,
        here / "password",
        lambda: NOW,
        take=lambda _, content: taken.append(content),
        is_known=lambda _: False,
        is_armed=lambda: True,
        note_trouble=lambda _: None,
    )
    dovecot = ("dovecot", "-c", str(here / "dovecot.conf"))
    with _started(dovecot, ("doveadm", "-c", str(here / "dovecot.conf"), "stop"), imap):
        for _ in range(2):
            mailbox.read()
    (content,) = taken
    mail = message_from_bytes(content, policy=policy.default)
    text, calendar = mail.iter_parts()
    headers = [mail[name] for name in ("Subject", "Bcc", "Message-ID")]
    assert ["Su cita Bcc: x@y", None, "<abcdefghijkl-7@clinic.example>"] == headers
    told = [part.get_content().strip().splitlines() for part in (text, calendar)]
    assert [said.splitlines(), event.splitlines()] == told
    assert [1, 0] == [len(list((here / "mail" / "jo" / folder).iterdir())) for folder in ("new", "cur")]

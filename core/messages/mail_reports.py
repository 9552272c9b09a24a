"""Did a person send an e-mail, or a program: an answer while somebody is away, a bounce, a complaint?

Bounces come as RFC 3464 says, and as Exim, qmail and others write them: in words, with the e-mail behind.
"""

from __future__ import annotations

import re
from email.message import EmailMessage, Message
from email.utils import parseaddr
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.messages.mail_report_words import ANSWERS_BY_ITSELF, IS_AWAY, NOBODY, WAITS

if TYPE_CHECKING:
    from collections.abc import Iterator

_AUTOMATIC_HEADERS: Final = (
    "X-Autoreply",
    "X-Autorespond",
    "X-Auto-Reply",
    "X-Autoresponder",
    "X-Auto-Response-Suppress",
)
_PRECEDENCE: Final = frozenset({"auto_reply", "auto-reply", "bulk", "junk", "list"})
_DAEMONS: Final = re.compile(
    r"^(mailer[-_]?daemon|postmaster|mail[-_.]?(delivery|system|daemon).*|bounces?([+-].*)?)@", re.IGNORECASE
)
_CODE: Final = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_BASIC: Final = re.compile(r"(?<![\d.-])(5\d\d)[ -](?=[A-Za-z#<])")
_NOBODY_CODES: Final = re.compile(r"5\.1\.(?!7$|8$)\d+|5\.2\.1|5\.4\.1|5\.4\.4")
_NOBODY_REPLIES: Final = frozenset({550, 551, 553, 556})
_LOGIN_REPLIES: Final = frozenset({530, 534, 535, 538})
_GOES_AWAY: Final = 421
_WAITS_AT_FIRST: Final = re.compile(r"gr[ea]y[- ]?list", re.IGNORECASE)
_OF_US: Final = re.compile(r"relay|authent|spam|block|black ?list|denied|policy|banned|reputation", re.IGNORECASE)
_LONGEST: Final = 200_000


class Report(Struct, frozen=True):
    """What a program told: `delivery` is delivered, failed or complained, '' where it says nothing of that.

    `is_bad_address` where nothing arrives at that address at all; `code` is how it is said.
    """

    delivery: str = ""
    code: str = ""
    is_bad_address: bool = False


def report_of(mail: EmailMessage, content: str) -> Report | None:
    """What a program reports of an e-mail; None where a person wrote it."""
    kind = mail.get_content_type()
    if kind == "multipart/report" or any(part.get_content_type() == "message/delivery-status" for part in mail.walk()):
        return _standard(mail, content)
    if _is_daemon(mail):
        return _in_words(content, _header(mail, "Subject"))
    return Report() if _is_automatic(mail) else None


def is_of_the_address(code: int, said: str) -> bool:
    """Whether a mail server that refuses a recipient says that nothing arrives there: not where it is full, or where it
    takes nothing from us.
    """
    found = _CODE.search(said)
    if found and not found[1].endswith(".0"):
        return _NOBODY_CODES.fullmatch(found[1]) is not None
    return bool(NOBODY.search(said)) or (code in _NOBODY_REPLIES and not _OF_US.search(said))


def is_of_us(code: int, said: str) -> bool:
    """Whether it refuses whoever sends, as one that must log in or may not relay; another try may find that mended."""
    found = _CODE.search(said)
    return code in _LOGIN_REPLIES or bool(found and found[1].startswith("5.7.")) or bool(_OF_US.search(said))


def is_of_one_mail(code: int, said: str) -> bool:
    """Whether it refuses this e-mail or recipient alone, as one that it makes wait at first (greylisting) does: not
    where it goes away, has no room itself, or takes nothing from us.
    """
    found = _CODE.search(said)
    is_of_itself = code == _GOES_AWAY or bool(found and found[1][1:].startswith(".3."))
    return not is_of_itself and (bool(_WAITS_AT_FIRST.search(said)) or not is_of_us(code, said))


def _standard(mail: EmailMessage, content: str) -> Report:
    kinds = {part.get_content_type() for part in mail.walk()}
    if "message/feedback-report" in kinds:
        return Report("complained", "complaint")
    if "message/disposition-notification" in kinds:
        return Report()
    told = list(_statuses(mail))
    failed = [(status, said) for action, status, said in told if action == "failed"]
    if failed:
        status, said = failed[0]
        if status.endswith(".0.0") or not status:  # says nothing: what the other server answered says more
            status = next((one for one in _CODE.findall(said) if one[0] in "45"), status)
        return Report("failed", status or "bounced", _is_nobody(status, said))
    if told:
        is_delivered = any(action == "delivered" for action, _, _ in told)
        return Report("delivered" if is_delivered else "")
    return _in_words(content, _header(mail, "Subject"))


def _statuses(mail: EmailMessage) -> Iterator[tuple[str, str, str]]:
    """Of each recipient: the action, the status (5.1.1) and what was answered."""
    for part in mail.walk():
        if part.get_content_type() != "message/delivery-status":
            continue
        blocks = part.get_payload()
        for block in blocks if isinstance(blocks, list) else ():
            if not isinstance(block, Message):
                continue
            action = _header(block, "Action").split()
            if action:
                status = _CODE.search(_header(block, "Status"))
                yield action[0].lower().rstrip(";"), status[1] if status else "", _header(block, "Diagnostic-Code")


def _in_words(content: str, subject: str) -> Report:
    text = content[:_LONGEST]
    codes = [one for one in _CODE.findall(text) if one[0] == "5"] or _BASIC.findall(text)
    code = codes[0] if codes else ""
    if not code and (WAITS.search(subject) or WAITS.search(text)):
        return Report()
    return Report("failed", code or "bounced", _is_nobody(code, text))


def _is_nobody(code: str, said: str) -> bool:
    if code.startswith("4"):
        return False
    if _NOBODY_CODES.fullmatch(code):
        return True
    is_told = "." in code and not code.endswith(".0")
    return not is_told and NOBODY.search(said) is not None


def _is_daemon(mail: EmailMessage) -> bool:
    sender = parseaddr(_header(mail, "From"))[1]
    return bool(_header(mail, "X-Failed-Recipients") or _DAEMONS.match(sender))


def _is_automatic(mail: EmailMessage) -> bool:
    if _header(mail, "Auto-Submitted").lower().split(";")[0].strip() not in {"", "no"}:
        return True
    if any(mail.get(name) is not None for name in _AUTOMATIC_HEADERS):
        return True
    is_from_nobody = "Return-Path" in mail and _header(mail, "Return-Path").strip() in {"<>", ""}
    is_many = _header(mail, "Precedence").lower().strip() in _PRECEDENCE
    return is_many or is_from_nobody or _is_absence(mail)


def _is_absence(mail: EmailMessage) -> bool:
    subject = _header(mail, "Subject")
    answers = bool(_header(mail, "In-Reply-To") or _header(mail, "References"))
    return bool(ANSWERS_BY_ITSELF.match(subject)) or (answers and bool(IS_AWAY.match(subject)))


def _header(mail: Message, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError):  # headers that the parser stumbles over
        return ""

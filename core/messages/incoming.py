"""What came in from outside, as a gateway's file or an e-mail tells it: text in, values out."""

from __future__ import annotations

import email.policy
import hashlib
import json
import re
from datetime import UTC, datetime
from email import message_from_bytes
from email.utils import parseaddr, parsedate_to_datetime
from typing import TYPE_CHECKING, Any, Final

from msgspec import Struct

from core.errors import BadInput
from core.messages import sentences as say
from core.messages.gateway_status import delivery_of
from core.messages.mail_reports import report_of
from core.messages.mail_text import own_words, words_of_mail
from core.messages.model import Line, Way
from core.text.card_numbers import masked_words
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage

LONGEST_TEXT: Final = 1_000
MOST_BYTES: Final = 1_048_576
_LONGEST: Final = 120
_OUR_NAME: Final = re.compile(r"([a-z2-7]{12})-(\d{1,15})")


class Incoming(Struct, frozen=True):
    """One thing that came in: an answer, or with a `delivery` what became of a message.

    That is delivered, failed, complained, or unknown with the gateway's word as `code`. `source` tells it from all
    others, and `otherwise` where a gateway gave that to something else; `name` is that of our message that it is about,
    or what the gateway calls it.
    Of one that failed `is_bad_address` tells whether nothing arrives there at all; complained is who calls it spam.
    One that `is_unread` stands for a file that could not be taken whole, of which `text` tells a person.
    """

    source: str
    way: Way
    sender: str
    at: datetime | None
    text: str = ""
    name: str = ""
    delivery: str = ""
    code: str = ""
    line: Line | None = None
    is_bad_address: bool = True
    is_automatic: bool = False
    is_unread: bool = False
    otherwise: str = ""


def read_incoming(content: bytes, name: str) -> Iterator[Incoming]:
    """What the bytes of a file say: an e-mail where its name ends with .eml, else JSON, an object or several.

    Raises BadInput once all was said that can be read, where some of it is neither.
    """
    if len(content) > MOST_BYTES:
        raise BadInput(say.ANSWER_TOO_LARGE.format(file=masked_words(name)))
    unreadable = BadInput(say.ANSWER_UNREADABLE.format(file=masked_words(name)))
    if name.lower().endswith(".eml"):
        try:
            mail = _from_mail(content)
        except Exception as error:  # the parser stumbles over some e-mails in ways of its own
            raise unreadable from error
        yield mail
        return
    found = _objects(content)
    for at, one in enumerate(found):
        told = _from_object(one, f"{_hash(content)}:{at}") if isinstance(one, dict) else None
        if told and told.delivery != "underway":  # which is nothing new
            yield told
    if not all(isinstance(one, dict) for one in found):
        raise unreadable


def message_number(name: str, clinic: str) -> int | None:
    """The number of our message that `name` means, None where it is another clinic's or none."""
    found = _OUR_NAME.search(name)
    return int(found[2]) if found and found[1] == clinic else None


def mail_source(head: bytes) -> str:
    """By what an e-mail of that head is known once it is taken; '' where it says nothing that is its alone."""
    identity = _header(message_from_bytes(head, policy=email.policy.default), "Message-ID")
    return _source(identity) if identity else ""


def _source(identity: str) -> str:
    return _hash(f"email {identity}".encode())


def _objects(content: bytes) -> list[Any]:
    """The values of a file: one, a list of them, or one a line; None for what is no JSON."""
    text = _decoded(content)
    found = _value(text)
    if found is None:
        return [_value(line) for line in text.splitlines() if line.strip()]
    return found if isinstance(found, list) else [found]


def _decoded(content: bytes) -> str:
    """The text in the encoding that JSON shows; a line that is not in it is what Windows writes."""
    encoding = json.detect_encoding(content)
    if not encoding.startswith("utf-8"):
        return content.decode(encoding, errors="replace")
    return "\n".join(_decoded_line(line) for line in content.split(b"\n"))


def _decoded_line(line: bytes) -> str:
    try:
        return line.decode("utf-8-sig")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def _value(text: str) -> Any:  # noqa: ANN401 - whatever JSON says
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _from_object(one: dict[str, Any], otherwise: str) -> Incoming:
    def said(*keys: str, limit: int = _LONGEST) -> str:
        values = (one[key] for key in keys if isinstance(one.get(key), str | int))
        return clean_text(str(next(values, "")), limit=limit)

    number, words = said("id", "event_id"), _words_of(one)
    status, channel = said("status", "event"), said("channel").lower()
    delivery = delivery_of(status, has_words=bool(words.strip()))
    line = {"mobile": Line.MOBILE, "landline": Line.LANDLINE}.get(said("line").lower())
    way = Way.VOICE if channel == "voice" else Way.EMAIL if channel == "email" else Way.TEXT
    sender, name = said("from", "sender", "to" if delivery else "from"), said("message", "in_reply_to")
    text = "" if delivery else clean_text(own_words(words) or words, limit=LONGEST_TEXT)
    whole = f"{way.value}\n{number}\n{sender}\n{name}\n{status}\n{text}"
    return Incoming(
        source=_hash(f"{way.value} {number}".encode()) if number else otherwise,
        way=way,
        sender=sender,
        at=_instant(said("at", "time")),
        text=text,
        name=name,
        delivery=delivery,
        code=said("code") or (status if delivery == "unknown" else ""),
        line=line,
        otherwise=_hash(f"again {whole}".encode()) if number else "",
    )


def _words_of(one: dict[str, Any]) -> str:
    """What was written, lines as they are."""
    return next((str(one[key]) for key in ("text", "body") if isinstance(one.get(key), str | int)), "")


def _from_mail(content: bytes) -> Incoming:
    mail: EmailMessage = message_from_bytes(content, policy=email.policy.default)
    whole = content.decode("utf-8", errors="replace")
    report = report_of(mail, whole)
    identity, sender = _header(mail, "Message-ID"), parseaddr(_header(mail, "From"))
    has_ours = report is not None and report.delivery
    text = "" if has_ours else clean_text(words_of_mail(mail, sender[0]), limit=LONGEST_TEXT)
    return Incoming(
        source=_source(identity) if identity else _hash(content),
        way=Way.EMAIL,
        sender=clean_text(sender[1]),
        at=_mail_instant(_header(mail, "Date")),
        text=text,
        name=_name_in(mail, whole if has_ours else ""),
        delivery=report.delivery if report else "",
        code=report.code if report else "",
        is_bad_address=report.is_bad_address if report else True,
        is_automatic=report is not None,
    )


def _name_in(mail: EmailMessage, whole: str) -> str:
    """By which name of ours it says what it is about: the newest that it answers, else any in `whole`."""
    for text in (_header(mail, "In-Reply-To"), _header(mail, "References"), whole):
        found = _OUR_NAME.findall(text)
        if found:
            return "-".join(found[0] if text is whole else found[-1])
    return ""


def _header(mail: EmailMessage, name: str) -> str:
    try:
        return str(mail.get(name, ""))
    except (ValueError, IndexError, AttributeError, TypeError):  # headers that the parser stumbles over
        return ""


def _instant(text: str) -> datetime | None:
    try:
        at = datetime.fromisoformat(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _mail_instant(text: str) -> datetime | None:
    try:
        at = parsedate_to_datetime(text)
        return at.astimezone(UTC) if at.tzinfo else None
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()

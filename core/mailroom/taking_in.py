"""Which files of the inbox are documents, whole and not too large, and how is each taken in once?"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

from core.access.privileges import Privilege
from core.coverage.card import format_of
from core.coverage.cut_off import is_cut_off
from core.coverage.model import CardImage
from core.jobs.model import WORKER
from core.mailroom import sentences as say
from core.mailroom.model import IncomingDocument, IncomingStatus, MailWay
from core.text.card_numbers import masked_words

if TYPE_CHECKING:
    from core.mailroom.ports import MailroomContext

MOST_BYTES: Final = 32 * 1024 * 1024
"""A hundred pages of a scanner."""
_MEGABYTE: Final = 1024 * 1024
_LONGEST_NAME: Final = 120
_SHOWN: Final = frozenset({"pdf", "tiff", "jpeg", "png"})


def is_unfinished(content: bytes) -> bool:
    """Whether a document lacks its end, or all of it: it may still be written."""
    return not content or is_cut_off(content, format_of(content))


def receive(
    context: MailroomContext, actor: str, name: str, content: bytes, way: MailWay
) -> tuple[IncomingDocument, bool]:
    """Take in a file, and say whether it is new; what cannot be is noted with why, and its bytes are not kept.

    The same bytes come in once, whatever they are called; of what cannot be, each file is told of: two empty ones are
    two faxes that are missing. Raises NotAllowed, or DatabaseUnusable.
    """
    why, kind = _fault(content), format_of(content)
    named = name.encode("utf-8", "surrogateescape") + b"\0" if why else b""
    digest = sha256(named + content).hexdigest()
    with context.reading(actor, Privilege.WORK) as (reading, _):
        known = reading.mailroom.with_hash(digest)
    if known:
        return known, False
    with context.writing(actor, Privilege.WORK) as (tx, _):
        known = tx.mailroom.with_hash(digest)
        if known:
            return known, False
        now, called = context.clock.now(), masked_words(name, limit=_LONGEST_NAME) or digest[:8]
        status = IncomingStatus.REFUSED if why else IncomingStatus.RECEIVED
        tx.journal.begin(at=now, actor=WORKER, verb="receive-mail")
        if not why:
            tx.cards.keep(CardImage(digest, kind, len(content)), content)
        draft = IncomingDocument(0, called, way, digest, kind, len(content), now, status, now, WORKER, problem=why)
        document = tx.records(IncomingDocument).add(draft)
        template = say.REFUSED if why else say.TOOK_IN
        tx.journal.end(document.ref, template.format(name=called, way=way.value, size=len(content), why=why))
    return document, True


def _fault(content: bytes) -> str:
    """Why it cannot be taken in, or ''."""
    if not content:
        return say.EMPTY
    if len(content) > MOST_BYTES:
        return say.TOO_LARGE.format(most=MOST_BYTES // _MEGABYTE)
    if format_of(content) not in _SHOWN:
        return say.NO_DOCUMENT
    return say.CUT_OFF if is_cut_off(content, format_of(content)) else ""

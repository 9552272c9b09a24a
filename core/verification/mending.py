"""Is a file of which not everything was taken made good for by a later one of its name?

The name alone tells nothing: some clearing houses call the file of every day the same.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from core.exchange.x12.decoding import decoded
from core.exchange.x12.segments import BadX12, segments
from core.structs import replace
from core.verification.inquiry import ExchangeFile, FileStatus, InquiryStatus

if TYPE_CHECKING:
    from core.verification.ports import Reading, Writing

_TRACE: Final = re.compile(r"(?<![0-9A-Z])[0-9]{1,12}-[A-Z2-7]{10}(?![0-9A-Z])", re.IGNORECASE)
"""As `core.verification.asking.trace_of` names the questions of a clinic."""
_SENDER, _DAY, _CONTROL = 6, 9, 13
"""Of a header: whose file it is, of which day, and its number."""


def mend(tx: Writing, taken: ExchangeFile) -> None:
    """Take those off the list of errors that the file which was `taken` makes good for."""
    for one in tx.exchange.refused():
        if one.name == taken.name and one.id < taken.id and _is_made_good(tx, one, taken):
            tx.records(ExchangeFile).save(replace(one, status=FileStatus.MENDED))


def _is_made_good(reading: Reading, before: ExchangeFile, later: ExchangeFile) -> bool:
    """Whether it was the beginning of the later one, or that is the same envelope, or its questions have answers."""
    known, content = reading.exchange.content(before.hash), reading.exchange.content(later.hash)
    if known is None or content is None:
        return False
    text = decoded(known)
    if content.startswith(known) or (_envelope(text) and _envelope(text) == _envelope(decoded(content))):
        return True
    asked = [found for trace in set(_TRACE.findall(text)) if (found := reading.exchange.by_trace(trace))]
    late = [one for one in asked if one.status is InquiryStatus.SENT or one.answer_file > before.id]
    return bool(late) and all(one.status is not InquiryStatus.SENT for one in late)


def _envelope(text: str) -> tuple[str, ...]:
    """Which file it is by its header; nothing where that cannot be read."""
    first = next(segments((text,)), None)
    return () if first is None or isinstance(first, BadX12) else tuple(map(first.at, (_SENDER, _DAY, _CONTROL)))

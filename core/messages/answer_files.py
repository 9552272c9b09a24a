"""What becomes of a file of answers? All that can be taken is, and a person is told of the rest."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from core.errors import BadInput, Busy, ClinicdeskError, DatabaseUnusable, NotAllowed
from core.messages import sentences as say
from core.messages.answering import take
from core.messages.incoming import Incoming, read_incoming
from core.messages.model import Way
from core.text.card_numbers import masked_words
from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from core.messages.model import Answer
    from core.messages.ports import MessageContext


def take_file(
    context: MessageContext,
    actor: str,
    name: str,
    content: bytes,
    *,
    note_error: Callable[[Exception], int] | None = None,
) -> tuple[Sequence[Answer], str]:
    """Take all that a file says: what was not taken before, and what is wrong with the rest, '' for nothing.

    What cannot be read, or be taken, keeps nothing else from being taken and is for a person, once; handed in again it
    is tried again. `note_error` keeps an error that nobody foresaw and answers with its reference; without one it is
    raised. Raises NotAllowed, Busy or DatabaseUnusable, which are not about the file.
    """
    taken: list[Answer] = []
    faults: list[str] = []
    try:
        for one in read_incoming(content, name):
            try:
                answer = take(context, actor, one)
            except (Busy, DatabaseUnusable, NotAllowed):
                raise
            except ClinicdeskError as refusal:
                faults.append(refusal.sentence)
            except Exception as error:
                if note_error is None:
                    raise
                faults.append(say.INTERNAL.format(reference=note_error(error)))
            else:
                taken += [answer] if answer else []
    except BadInput as refusal:
        faults.append(refusal.sentence)
    if faults:
        told = say.ANSWER_FILE_WRONG.format(file=masked_words(clean_text(name)), why=faults[0])
        source = hashlib.sha256(b"unread " + content).hexdigest()
        answer = take(context, actor, Incoming(source, Way.TEXT, "", None, told, is_unread=True))
        taken += [answer] if answer else []
    return taken, " ".join(dict.fromkeys(faults))

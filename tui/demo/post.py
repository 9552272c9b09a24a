"""What did the demo's patients hear of their visits up to the morning on which it opens, and what did they answer?

Everything is sent by the clinic's own rules; what comes back is taken as a worker takes it.
"""

from __future__ import annotations

import random
from datetime import timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.messages.incoming import Incoming
from core.messages.model import Line, MessageState, Way

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from core.desk import Desk
    from core.messages.listing import Listed

EARLIER: Final = (timedelta(hours=25), timedelta(hours=18), timedelta(minutes=75))
"""How long before the demo opens messages went out: over the day before, and this morning."""
_SAID: Final = (
    *(("C",) for _ in range(9)),
    *(("c thanks",), ("Confirm",), ("R",)),
)
"""What most write, each as often as it stands here."""
_ODD: Final = (
    ("R", "C"),
    ("yes pls",),
    ("Can my daughter come with me?",),
    ("STOP",),
    ("CANCEL",),
    ("running late, bus is stuck",),
    ("Stop by at 3 for the form?",),
    ("👍",),
    ("who is this",),
)
"""What somebody writes each morning, once."""
_OTHERS: Final = (("212-555-0143", "Is this the dentist?"), ("212-555-0144", "STOP"))
"""From numbers that are nobody's."""
_ANSWERS: Final = 0.45
_MAILED: Final = (
    ("C", ""),
    ("C\n\n--\nSent from my phone", ""),
    ("Yes, C, thank you!\n\nBest regards", ""),
    ("R", ""),
    ("Could it be an hour later? I have to bring my son to school first.", ""),
    ("I am out of the office until Monday.", "Auto-Submitted: auto-replied"),
    ("Please take me off this list.", ""),
    ("C", ""),
)
"""What is answered by e-mail, with what its head says beside."""
_NOBODY: Final = "5.1.1"
_FULL: Final = "5.2.2"


class Post(Struct, frozen=True):
    """How the demo's messages go out: a desk that tells patients, one turn of a worker, and whose account it is.

    `clinic` is by what its messages are known to be this clinic's.
    """

    desk: Desk
    turn: Callable[[], object]
    account: str
    clinic: Callable[[], str]


def send(post: Post) -> None:
    """All that is due goes out."""
    while post.turn():
        pass


def answer(seed: int, post: Post, *, since: datetime, now: datetime) -> None:
    """Some answer, a few in ways of their own; a number and an address turn out to be wrong."""
    rng = random.Random(f"post {seed}")
    sent = [
        one
        for one in post.desk.messages.list_all(post.account, states=(MessageState.SENT,))
        if one.message.carried_by is None and one.message.status_at >= since
    ]
    sent.sort(key=lambda one: one.message.id)
    texts = [one for one in sent if one.message.way is Way.TEXT]
    mails = [one for one in sent if one.message.way is Way.EMAIL]
    rng.shuffle(texts)
    taker = _Taker(post, rng, now - timedelta(minutes=70), now)
    for one, said in zip(texts, _ODD, strict=False):
        for text in said:
            taker.says(one, text)
    rest = texts[len(_ODD) :]
    for one in rest[:1]:
        taker.tells(one, delivery="failed", code="landline", line=Line.LANDLINE)
    for one in rest[1:]:
        taker.tells(one, delivery="delivered")
        if rng.random() < _ANSWERS:
            taker.says(one, rng.choice(_SAID)[0])
    for one, code in zip(mails, (_NOBODY, _FULL), strict=False):
        taker.bounces(one, code)
    for one, (text, head) in zip(mails[2:], _MAILED, strict=False):
        taker.writes(one, text, head)
    for number, text in _OTHERS:
        taker.take(Way.TEXT, number, text=text)


class _Taker:
    """Takes what comes in, one after the other over the morning."""

    def __init__(self, post: Post, rng: random.Random, begins: datetime, now: datetime) -> None:
        self._post, self._rng = post, rng
        self._at, self._now = begins, now
        self._count = 0

    def says(self, one: Listed, text: str) -> None:
        """Somebody answers a message."""
        message = one.message
        self.take(message.way or Way.TEXT, message.address, text=text, name=self._name(one))

    def tells(self, one: Listed, **said: object) -> None:
        """A gateway or a mail server tells what became of it."""
        self.take(one.message.way or Way.TEXT, one.message.address, name=self._name(one), **said)

    def bounces(self, one: Listed, code: str) -> None:
        """A mail server tells that an e-mail did not arrive."""
        self.tells(one, delivery="failed", code=code, is_bad_address=code == _NOBODY)

    def writes(self, one: Listed, text: str, head: str) -> None:
        """Somebody answers an e-mail, with what it said below."""
        self._count += 1
        self._at = min(self._at + timedelta(seconds=self._rng.randrange(5, 60)), self._now)
        message = one.message
        lines = (
            f"From: {message.address}",
            f"Subject: Re: {message.title}",
            f"Date: {format_datetime(self._at)}",
            f"Message-ID: <demo-{self._count}@{message.address.partition('@')[2]}>",
            f"In-Reply-To: <{self._name(one)}@practice.example>",
            *filter(None, (head,)),
            "",
            text,
            "",
            "On the day before, the clinic wrote:",
            *(f"> {line}" for line in message.text.splitlines()),
        )
        self._post.desk.messages.take_file(self._post.account, f"demo-{self._count}.eml", "\n".join(lines).encode())

    def take(self, way: Way, sender: str, **said: object) -> None:
        """One thing comes in."""
        self._count += 1
        self._at = min(self._at + timedelta(seconds=self._rng.randrange(5, 60)), self._now)
        incoming = Incoming(f"demo {self._count}", way, sender, self._at, **said)  # type: ignore[arg-type]
        self._post.desk.messages.take(self._post.account, incoming)

    def _name(self, one: Listed) -> str:
        return f"{self._post.clinic()}-{one.message.id}"

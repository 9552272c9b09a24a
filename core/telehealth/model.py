"""How is a visit by telehealth joined, as far as that is known?"""

from __future__ import annotations

from msgspec import Struct


class Joining(Struct, frozen=True):
    """The link, and what who cannot follow one calls instead; '' for what there is not.

    `is_awaited`: a worker is to make the link, and `problem` is why it has not yet, after a try that failed.
    """

    link: str = ""
    dial_in: str = ""
    is_awaited: bool = False
    problem: str = ""

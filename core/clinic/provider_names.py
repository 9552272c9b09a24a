"""Which providers do a few letters mean, the likeliest first?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.text.cleaning import fold, folded_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.clinic.model import Provider


def providers_called(providers: Iterable[Provider], typed: str) -> tuple[Provider, ...]:
    """Those in use whose code or names begin with the letters; of several words each begins another name.

    A code that is typed whole goes first, then a family name, then how a code, a family name and any other name begin;
    of equals the order stays. Nobody, where no letter is typed.
    """
    words = tuple(filter(None, map(fold, typed.split())))
    ranked = [(_rank(one, words), one) for one in providers if not one.retired] if words else []
    return tuple(one for rank, one in sorted(ranked, key=lambda pair: pair[0]) if rank < _NOT_AT_ALL)


_NOT_AT_ALL = 5


def _rank(provider: Provider, words: tuple[str, ...]) -> int:
    code, family, joined = fold(provider.code), fold(provider.family), "".join(words)
    if joined == code:
        return 0
    if joined == family:
        return 1
    if code.startswith(joined):
        return 2
    if family.startswith(joined):
        return 3
    return 4 if _each_begins(words, [code, *folded_words(provider.name)]) else _NOT_AT_ALL


def _each_begins(words: tuple[str, ...], names: list[str]) -> bool:
    """Whether every word is how another of the names begins."""
    if not words:
        return True
    first, *others = words
    fits = (at for at, name in enumerate(names) if name.startswith(first))
    return any(_each_begins(tuple(others), names[:at] + names[at + 1 :]) for at in fits)

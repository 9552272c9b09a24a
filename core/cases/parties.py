"""Who outside is meant where a case names somebody: an entry of the directory, or whoever was typed?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.cases.kind import FactKind
from core.cases.linking import add_link, links_of, same_target
from core.cases.model import CaseLink, LinkKind
from core.directory.listing import entry_now, kept_entries
from core.text.cleaning import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.cases.kind import CaseKind
    from core.cases.model import Case
    from core.cases.ports import Reading, Writing
    from core.directory.model import DirectoryEntry

_LEAST_OF_A_PHONE: Final = 7
"""So many digits are a telephone number, which is kept as words."""


def with_parties(reading: Reading, kind: CaseKind, said: Mapping[str, str]) -> tuple[dict[str, str], list[CaseLink]]:
    """The facts with whom they name spelled as the directory has it, and links to its entries.

    The number of an entry means it, of one that was merged the other; its name too, and any other words are kept as
    they stand. Raises NotFound for a number that no entry has.
    """
    named = dict(said)
    links = []
    for fact in kind.facts:
        entry = _entry(reading, said.get(fact.name, "")) if fact.kind is FactKind.PARTY else None
        if entry:
            named[fact.name] = entry.name
            links.append(CaseLink(0, 0, LinkKind.PARTY, entry.id, ""))
    return named, links


def keep_parties(tx: Writing, case: Case, links: list[CaseLink]) -> None:
    """Link the case to them, unless it is."""
    for link in links:
        if not any(same_target(link, one) for one in links_of(tx, case)):
            add_link(tx, case, link)


def _entry(reading: Reading, words: str) -> DirectoryEntry | None:
    if not words:
        return None
    if words.isascii() and words.isdigit() and len(words) < _LEAST_OF_A_PHONE:
        return entry_now(reading, int(words))
    wanted = fold(words)
    return next((one for one in kept_entries(reading) if fold(one.name) == wanted), None)

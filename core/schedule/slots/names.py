"""Whom and what of the set-up does a typed name mean: a provider, a visit type, a skill, a site?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.schedule.sentences import NAME_OF_SEVERAL
from core.text.cleaning import fold
from core.text.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.clinic.model import Clinic

PROVIDER: Final = "provider"
TYPE: Final = "visit type"
SKILL: Final = "skill"
SITE: Final = "site"
_LEAST_LETTERS: Final = 2


class Named(Struct, frozen=True):
    """What a name means: its kind, and the codes, one but for providers who share a name. A skill is its own code."""

    kind: str
    codes: tuple[str, ...]


class Names(Struct, frozen=True):
    """Everything in use that can be named, by its folded names; a code goes before a name."""

    known: dict[str, tuple[tuple[str, str], ...]]

    @classmethod
    def of(cls, clinic: Clinic) -> Names:
        """Those of that clinic."""
        known: dict[str, tuple[tuple[str, str], ...]] = {}
        by_code = [*_codes(clinic)]
        for name, kind, code in by_code:
            known[fold(name)] = (*known.get(fold(name), ()), (kind, code))
        codes = set(known)
        for name, kind, code in _names(clinic):
            folded, one = fold(name), (kind, code)
            if folded and folded not in codes and one not in known.get(folded, ()):
                known[folded] = (*known.get(folded, ()), one)
        return cls(known)

    def exact(self, phrase: str) -> Named | None:
        """What is called so; of several kinds a provider first, then a visit type."""
        found = self.known.get(fold(phrase), ())
        return self._only(phrase, tuple(one for one in found if one[0] == found[0][0]))

    def begun(self, phrase: str) -> Named | None:
        """What begins so: two letters at least. Raises BadInput where a visit type and a provider, say, both do."""
        folded = fold(phrase)
        if len(folded) < _LEAST_LETTERS:
            return None
        found = (one for name, meant in self.known.items() if name.startswith(folded) for one in meant)
        return self._only(phrase, tuple(dict.fromkeys(found)))

    def nearest(self, word: str) -> str:
        """The name that was most likely meant, or ''."""
        return nearest(fold(word), self.known)

    def _only(self, phrase: str, found: tuple[tuple[str, str], ...]) -> Named | None:
        if not found:
            return None
        kinds = {kind for kind, _ in found}
        codes = tuple(code for _, code in found)
        if len(kinds) > 1 or (len(codes) > 1 and PROVIDER not in kinds):
            several = listed([f"{kind} {code}" for kind, code in found])
            raise BadInput(NAME_OF_SEVERAL.format(typed=phrase, several=several))
        return Named(found[0][0], codes)


def _codes(clinic: Clinic) -> Iterator[tuple[str, str, str]]:
    for kind, records in ((PROVIDER, clinic.providers), (TYPE, clinic.visit_types), (SITE, clinic.sites)):
        for one in records.values():
            if not one.retired:
                yield one.code, kind, one.code
    for skill in {each for one in clinic.providers.values() if not one.retired for each in one.skills}:
        yield skill, SKILL, skill


def _names(clinic: Clinic) -> Iterator[tuple[str, str, str]]:
    for provider in clinic.providers.values():
        if not provider.retired:
            given = provider.name.partition(",")[2].split()[:1]
            for name in (
                provider.family,
                *(f"{one} {provider.family}" for one in given),
                provider.name,
                provider.short,
            ):
                yield name, PROVIDER, provider.code
    for kind, records in ((TYPE, clinic.visit_types), (SITE, clinic.sites)):
        for one in records.values():
            if not one.retired:
                yield one.name, kind, one.code

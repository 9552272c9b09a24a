"""Whom and what of the set-up does a typed name mean: a provider, a visit type, a skill, a site?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.calendar.names import MONTHS, WEEKDAYS
from core.errors import BadInput
from core.schedule.sentences import NAME_OF_SEVERAL, NAMED_KIND
from core.text.cleaning import fold
from core.text.wording import listed, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from core.clinic.model import Clinic

PROVIDER: Final = "provider"
TYPE: Final = "visit type"
SKILL: Final = "skill"
SITE: Final = "site"
KINDS: Final = (PROVIDER, TYPE, SKILL, SITE)
QUALIFIERS: Final = {
    **dict.fromkeys(("dr", "doctor", "provider", "with"), PROVIDER),
    "type": TYPE,
    "skill": SKILL,
    **dict.fromkeys(("site", "at"), SITE),
}
"""Words that say of which kind the name is that stands behind them."""
QUALIFIED: Final = {PROVIDER: "dr {name}", TYPE: "type {name}", SKILL: "skill {name}", SITE: "site {name}"}
BESIDES: Final = frozenset(("besides", "plus", "assisted"))
"""Words that say that whoever is named behind them is to be there too."""
_LEAST_LETTERS: Final = 2
_COMMON: Final = (
    *(word.casefold() for word in (*WEEKDAYS, *MONTHS)),
    *("today", "tomorrow", "morning", "afternoon", "noon", "telehealth", "usual", "anybody", "first", "third"),
)
"""Words that are mistyped as names are."""


class Named(Struct, frozen=True):
    """What a name means: its kind, and the codes, one but for providers who share a name. A skill is its own code."""

    kind: str
    codes: tuple[str, ...]


class Names(Struct, frozen=True):
    """Everything in use that can be named, by its folded names; a code goes before a name.

    `needs` are the skills that each visit type asks for, by its code.
    """

    known: Mapping[str, tuple[tuple[str, str], ...]]
    needs: Mapping[str, tuple[str, ...]]
    single: tuple[str, ...]
    """Codes, and names in one word."""
    short: Mapping[str, tuple[tuple[str, str], ...]]
    """Types and sites by the first word of their names, where these have several: new for New patient."""

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
        named = (*by_code, *_names(clinic))
        single = tuple(dict.fromkeys(fold(name) for name, _, _ in named if " " not in name.strip()))
        short: dict[str, tuple[tuple[str, str], ...]] = {}
        for name, kind, code in _names(clinic):
            first, _, rest = name.partition(" ")
            if rest and kind in {TYPE, SITE}:
                short[fold(first)] = (*short.get(fold(first), ()), (kind, code))
        return cls(known, {code: kind.skills for code, kind in clinic.visit_types.items()}, single, short)

    def exact(self, phrase: str, kinds: Collection[str] = KINDS) -> Named | None:
        """What is called so. Raises BadInput where several are that cannot be meant at once.

        New may be the provider or a new patient's visit, park the provider or the site in Park Street.
        """
        found = self.known.get(fold(phrase), ())
        if {kind for kind, _ in found} == {PROVIDER}:
            found = (*found, *self.short.get(fold(phrase), ()))
        return self._only(phrase, tuple(one for one in found if one[0] in kinds))

    def begun(self, phrase: str, kinds: Collection[str] = KINDS) -> Named | None:
        """What begins so: two letters at least. Raises BadInput where a visit type and a provider, say, both do."""
        folded = fold(phrase)
        if len(folded) < _LEAST_LETTERS:
            return None
        found = (one for name, meant in self.known.items() if name.startswith(folded) for one in meant)
        return self._only(phrase, tuple(one for one in dict.fromkeys(found) if one[0] in kinds))

    def begin(self, phrase: str) -> bool:
        """Whether anything is called so or begins so."""
        return any(name.startswith(fold(phrase)) for name in self.known)

    def nearest(self, word: str) -> str:
        """The code or name in one word that was most likely meant, or a word of the calendar, or ''."""
        if len(fold(word)) <= _LEAST_LETTERS:
            return ""
        return nearest(fold(word), [*self.single, *_COMMON])

    def is_known(self, phrase: str) -> bool:
        """Whether something is called so."""
        return fold(phrase) in self.known

    def kinds(self, phrase: str) -> set[str]:
        """Of which kinds what is called so is."""
        return {kind for kind, _ in self.known.get(fold(phrase), ())}

    def qualified(self, phrase: str) -> Mapping[str, str]:
        """What is called so in words, by what can be typed for it and nothing else: 'dr may' for 'provider may'."""
        found = self._without_needed(self.known.get(fold(phrase), ()))
        return {QUALIFIED[kind].format(name=phrase): NAMED_KIND.format(kind=kind, code=code) for kind, code in found}

    def _typed(self, kind: str, code: str) -> str:
        """The code, with its kind where another thing has it too."""
        is_alone = len(self.known.get(fold(code), ())) == 1 and not (kind == PROVIDER and fold(code) in self.short)
        return code if is_alone and not _may_be_else(code) else QUALIFIED[kind].format(name=code)

    def _only(self, phrase: str, found: tuple[tuple[str, str], ...]) -> Named | None:
        if not found:
            return None
        found = self._without_needed(found)
        kinds = {kind for kind, _ in found}
        codes = tuple(code for _, code in found)
        if len(kinds) > 1 or (len(codes) > 1 and PROVIDER not in kinds):
            several = listed([NAMED_KIND.format(kind=kind, code=code) for kind, code in found])
            instead = tuple(self._typed(kind, code) for kind, code in found)
            sentence = NAME_OF_SEVERAL.format(typed=phrase, several=several, instead=listed(instead))
            raise BadInput(sentence, field="words", instead=instead)
        return Named(found[0][0], codes)

    def _without_needed(self, found: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
        """Without the skills that a type among them asks for: who says echo and means the type means its skill too."""
        needed = {skill for kind, code in found if kind == TYPE for skill in self.needs.get(code, ())}
        return tuple(one for one in found if not (one[0] == SKILL and one[1] in needed))


def _may_be_else(code: str) -> bool:
    """Whether the code by itself would be read as a word that says of which kind the next one is."""
    return fold(code) in QUALIFIERS


def _codes(clinic: Clinic) -> Iterator[tuple[str, str, str]]:
    for kind, records in ((PROVIDER, clinic.providers), (TYPE, clinic.visit_types), (SITE, clinic.sites)):
        for one in records.values():
            if not one.retired:
                yield one.code, kind, one.code
    skills = dict.fromkeys(each for one in clinic.providers.values() if not one.retired for each in one.skills)
    for skill in skills:
        yield skill, SKILL, skill


def _names(clinic: Clinic) -> Iterator[tuple[str, str, str]]:
    for provider in clinic.providers.values():
        if not provider.retired:
            given = provider.name.partition(",")[2].split()[:1]
            for name in (
                provider.family,
                *(f"{one} {provider.family}" for one in given),
                *(f"{provider.family} {one}" for one in given),
                provider.name,
                provider.short,
            ):
                yield name, PROVIDER, provider.code
    for kind, records in ((TYPE, clinic.visit_types), (SITE, clinic.sites)):
        for one in records.values():
            if not one.retired:
                yield one.name, kind, one.code

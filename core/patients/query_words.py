"""How is it said what the words of the lookup box were read as?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.patients import sentences
from core.patients.lookup import MOST_TERMS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.patients.lookup import PatientQuery


def reading(query: PatientQuery) -> str:
    """The query in words, for the line below the box: "name smi… · born 14 March · 7?"; may be empty."""
    doubtful = [run for run in query.digits if run not in query.sure_digits]
    other = query.otherwise or query
    as_names = [word for word in other.names if word not in query.names]
    as_dates = [birth for birth in other.births if birth.month and not any(birth.is_in(one) for one in query.births)]
    said = [
        sentences.LOOKUP_CUT.format(most=MOST_TERMS) if query.is_cut else "",
        _listed(sentences.LOOKUP_NAMES, "words", [sentences.LOOKUP_NAME_START.format(word=w) for w in query.names]),
        *(birth.describe() for birth in query.births),
        *(sentences.LOOKUP_OR.format(reading=birth.describe()) for birth in as_dates),
        _listed(sentences.LOOKUP_OR_NAMES, "words", [sentences.LOOKUP_NAME_START.format(word=w) for w in as_names]),
        _listed(sentences.LOOKUP_OR_DIGITS, "runs", doubtful),
        _listed(sentences.LOOKUP_DIGITS, "runs", query.sure_digits),
        _listed(sentences.LOOKUP_CODES, "codes", [code.upper() for code in query.codes]),
        *(sentences.LOOKUP_UNREAD.format(word=word) for word in query.unread),
    ]
    return " · ".join(part for part in said if part)


def _listed(template: str, field: str, words: Sequence[str]) -> str:
    return template.format(**{field: " ".join(words)}) if words else ""

"""Whom do a few letters mean among fifty providers, and in which order?"""

from __future__ import annotations

from typing import Final

import pytest

from core.clinic.model import Provider
from core.clinic.provider_names import providers_called

_PROVIDERS: Final = (
    Provider("lee", "Lee, Dana MD"),
    Provider("dlee", "Lee, David MD"),
    Provider("par", "Parrish, Ann PA"),
    Provider("park", "Park, Sun MD"),
    Provider("leona", "Ortiz, Leona NP"),
    Provider("obr", "O'Brien-Müller, Zoë MD"),
    Provider("vdb", "van den Berg, Piet MD"),
    Provider("gone", "Parker, Old MD", retired=True),
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ""),
        ("  ", ""),
        ("lee", "lee dlee"),  # a whole code goes first, and a whole family name before one that begins so
        ("LEE", "lee dlee"),
        ("le", "lee leona dlee"),
        ("par", "par park"),
        ("park", "park"),  # nobody who is retired
        ("lee d", "lee dlee"),
        ("d lee", "dlee lee"),
        ("david l", "dlee"),
        ("dana", "lee"),
        ("lee, da", "lee dlee"),
        ("o'br", "obr"),
        ("obrien", "obr"),
        ("mull", "obr"),
        ("zoe mu", "obr"),
        ("berg", "vdb"),
        ("vandenb", "vdb"),
        ("md md", ""),
        ("xyz", ""),
        ("1", ""),
    ],
)
def test_letters_mean_whose_code_or_names_begin_so(typed: str, expected: str) -> None:
    """A whole code, a whole family name, how a code, a family name, another name begins: in this order."""
    assert expected == " ".join(one.code for one in providers_called(_PROVIDERS, typed))

"""How is a name written that was typed in small letters?"""

from __future__ import annotations

import pytest

from tui.prompts.name_case import family_case, given_case


@pytest.mark.parametrize(
    "written",
    [
        "Smith", "McDonald", "McCarthy", "MacDonald", "MacLeod", "Mackey", "Macias", "Mack", "Macy", "O'Neil",
        "O\u2019Neil", "D'Angelo", "van der Berg", "de la Cruz", "de Souza", "dos Santos", "von Weber",
        "La Rosa", "St John", "San Martin", "Smith-Jones", "O'Neil-McDonald", "Garcia Lopez", "Al-Rashid",
        "Núñez", "Ærø", "Smith III", "Smith Jr", "Berg", "Van", "Ng", "山田", "Éluard",
    ],
)  # fmt: skip
def test_a_family_name(written: str) -> None:
    """From its small letters it comes as it is usually written."""
    assert written == family_case(written.lower())


@pytest.mark.parametrize("written", ["John", "Ann Marie", "Jean-Luc", "Al", "De", "O'Shea", "太郎"])
def test_a_given_name(written: str) -> None:
    """A particle is a name where it is given."""
    assert written == given_case(written.lower())


@pytest.mark.parametrize("odd", ["", " ", "-", "'", "ß", "ŉ", "mc", "o'", "--a", "a  b"])
def test_what_is_no_name_stays_text(odd: str) -> None:
    """Nothing is lost but the size of letters."""
    assert odd.casefold() == family_case(odd).casefold() == given_case(odd).casefold()

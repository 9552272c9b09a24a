"""Is a name that stands in one cell taken apart where that is clear, and refused where it would be guessed?"""

from __future__ import annotations

from datetime import date

import pytest

from core.clinic.model import Clinic
from core.errors import BadInput
from core.fields.model import Kind, ReadContext
from core.patients.whole_names import WholeName, given_first, whole_name

READING = ReadContext(Clinic(), date(2026, 11, 23), in_file=True)


def parts(kind: Kind[WholeName], text: str) -> tuple[str, str, str] | None:
    """Family, given and suffix; None where that is refused."""
    try:
        found = kind.read([text], "name", READING)
    except BadInput:
        return None
    return found.family, found.given, found.suffix


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Smith, John", ("Smith", "John", "")),
        ("de la Cruz, Ana María", ("de la Cruz", "Ana María", "")),
        ("Smith, John, Jr.", ("Smith", "John", "Jr.")),
        ("Smith, John III", ("Smith", "John", "III")),
        ("Sukarno", ("Sukarno", "", "")),
        ("陈美玲", ("陈美玲", "", "")),
        ("John Smith", None),
        ("Smith, Jr", None),
        ("Smith, John, 3 Elm St", None),
        (",", None),
    ],
)
def test_a_comma_says_which_is_which(text: str, expected: tuple[str, str, str] | None) -> None:
    """Without one only a single name is clear."""
    assert expected == parts(whole_name(), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("John Smith", ("Smith", "John", "")),
        ("Ana de la Cruz", ("de la Cruz", "Ana", "")),
        ("Mrs. Mary Ann van der Berg", ("van der Berg", "Mary Ann", "")),
        ("John Smith Jr", ("Smith", "John", "Jr")),
        ("Van Morrison", ("Morrison", "Van", "")),
        ("Cher", ("Cher", "", "")),
        ("Smith, John", ("Smith", "John", "")),
    ],
)
def test_a_map_may_say_that_the_given_name_stands_first(text: str, expected: tuple[str, str, str]) -> None:
    """A comma still says otherwise."""
    assert expected == parts(given_first(), text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("小林 さくら", ("小林", "さくら", "")),
        ("陈　美玲", ("陈", "美玲", "")),
        ("정 하늘", ("정", "하늘", "")),
        ("정하늘", ("정", "하늘", "")),
        ("선우재덕", ("선우", "재덕", "")),
        ("황보", ("황", "보", "")),
        ("高橋由美子", ("高橋由美子", "", "")),
        ("やまだ マリア", ("やまだ", "マリア", "")),
    ],
)
@pytest.mark.parametrize("kind", [whole_name(), given_first()], ids=["whole", "given first"])
def test_in_east_asian_letters_the_family_name_stands_first(
    kind: Kind[WholeName], text: str, expected: tuple[str, str, str]
) -> None:
    """Whatever is said of others; without a space only where it is clear where the given name begins."""
    assert expected == parts(kind, text)

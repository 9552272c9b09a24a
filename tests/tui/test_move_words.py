"""Do the words of a move say how, with whom besides, and where to, whatever else they look like?"""

from __future__ import annotations

import pytest

from core.clinic.model import Clinic, Provider
from core.errors import NotFound
from core.schedule.model.appointment import Mode
from tui.prompts.move_words import MoveWords, read_move_words

CLINIC = Clinic(
    providers={
        "kim": Provider("kim", "Kim, Al RN"),
        "p2": Provider("p2", "Park, Jo RN"),
        "lee1": Provider("lee1", "Lee, Dana MD"),
        "lee2": Provider("lee2", "Lee, Sam MD"),
    }
)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", MoveWords(None, None, "")),
        ("fri 10:30", MoveWords(None, None, "fri 10:30")),
        ("fri 10:30 telehealth", MoveWords(Mode.TELEHEALTH, None, "fri 10:30")),
        ("plus kim", MoveWords(None, ("kim",), "")),
        ("fri 10:30 plus Kim and park", MoveWords(None, ("kim", "p2"), "fri 10:30")),
        ("lee1 fri 9 telehealth besides KIM, par", MoveWords(Mode.TELEHEALTH, ("kim", "p2"), "lee1 fri 9")),
        ("tom plus nobody", MoveWords(None, (), "tom")),
        ("tom plus", MoveWords(None, None, "tom plus")),
        ("surplus kim", MoveWords(None, None, "surplus kim")),
    ],
)
def test_words_of_a_move(typed: str, expected: MoveWords) -> None:
    """Each part is read once; what is none of them says where to."""
    assert expected == read_move_words(typed, CLINIC)


@pytest.mark.parametrize("typed", ["fri plus nobdy", "fri plus kim and zed", "fri plus lee"])
def test_who_is_not_known(typed: str) -> None:
    """A name that is nobody's, or that of two, is refused."""
    with pytest.raises(NotFound):
        read_move_words(typed, CLINIC)

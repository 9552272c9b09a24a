"""Which names sound alike?"""

from collections.abc import Sequence

import pytest

from core.patients.sounds import sound_of
from core.text.cleaning import fold


@pytest.mark.parametrize(
    "alike",
    [
        ("meyer", "maier", "mayer"),
        ("geoffrey", "jeffrey"),
        ("philips", "phillips", "filips"),
        ("stephen", "steven", "stefan"),
        ("hernandez", "ernandes"),
        ("sean", "shawn"),
        ("cohen", "kohn"),
        ("nicholas", "nikolas"),
        ("quackenbush", "kwackenbush"),
        ("beauchamp", "bochamp"),
        ("kowalczyk", "cowalchik"),
        ("tchaikovsky", "chaikovskiy", "чайковский"),
        ("иванова", "ivanova"),
        ("παπαδόπουλος", "papadopoulos"),
    ],
)
def test_sound_alikes(alike: Sequence[str]) -> None:
    """Spellings of one sound share a key."""
    assert 1 == len({sound_of(fold(word)) for word in alike})


def test_sounds_differ() -> None:
    """Names that sound different have different keys, and very short words and those of other scripts none."""
    assert 4 == len({sound_of(word) for word in ("meyer", "moore", "maria", "marc")})
    assert ["", ""] == [sound_of("lee"), sound_of("محمود")]

"""Which names sound alike?"""

from collections.abc import Sequence

import pytest

from core.patients.sounds import sound_of


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
    ],
)
def test_sound_alikes(alike: Sequence[str]) -> None:
    """Spellings of one sound share a key."""
    assert 1 == len({sound_of(word) for word in alike})


def test_sounds_differ() -> None:
    """Names that sound different have different keys, and very short or foreign words none."""
    assert 4 == len({sound_of(word) for word in ("meyer", "moore", "maria", "marc")})
    assert ["", ""] == [sound_of("lee"), sound_of("чехов")]

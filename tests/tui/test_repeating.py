"""Which of the words of a booking say that it comes again?"""

from __future__ import annotations

import pytest

from core.errors import BadInput
from tui.prompts.repeating import Repeating, split_repeating


@pytest.mark.parametrize(
    ("text", "rule", "others"),
    [
        ("", "", ""),
        ("fu20 lee", "", "fu20 lee"),
        ("fu20 weekly 6", "weekly 6", "fu20"),
        ("weekly 6 lee am", "weekly 6", "lee am"),
        ("lee every 2w 6 am", "every 2w 6", "lee am"),
        ("every mon thu until 24dec lee", "every mon thu until 24dec", "lee"),
        ("every 2 weeks on mon for 6 times fu20", "every 2 weeks on mon for 6 times", "fu20"),
        ("fu20 2w 6x lee", "2w 6x", "fu20 lee"),
        ("lee rrule:freq=weekly;count=3", "rrule:freq=weekly;count=3", "lee"),
        ("lee 2x weekly 6 pm", "2x weekly 6", "lee pm"),
        ("twice a week for 3 weeks fu20", "twice a week for 3 weeks", "fu20"),
        # words that say nothing of it
        ("2w am", "", "2w am"),
        ("mon 9", "", "mon 9"),
        ("2w mon 9", "", "2w mon 9"),
        # what is not whole is the rule's own to mend
        ("fu20 every 2w", "every 2w", "fu20"),
    ],
)
def test_the_words_of_a_rule_stand_anywhere(text: str, rule: str, others: str) -> None:
    """As many of them as make a rule; the others are read as ever."""
    assert Repeating(rule, others) == split_repeating(text, has_slot=False)


def test_two_weeks_and_a_number() -> None:
    """From a slot that is highlighted on it comes again; else it may be a time, and both are offered."""
    assert Repeating("2w 6", "fu20") == split_repeating("fu20 2w 6", has_slot=True)
    with pytest.raises(BadInput, match="“2w 6” can be") as refusal:
        split_repeating("fu20 2w 6", has_slot=False)
    assert ("every 2w 6", "2w 6:00") == refusal.value.instead

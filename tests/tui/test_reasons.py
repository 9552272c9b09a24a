"""How is a reason chosen, and can a letter struck by habit choose one?"""

from __future__ import annotations

import pytest

from core.clinic.reason import Reason
from core.errors import BadInput
from tui.prompts.reasons import ReasonMenu


def menu(*codes: str, reserved: tuple[str, ...] = ()) -> ReasonMenu:
    """The reasons with those codes."""
    return ReasonMenu([Reason(code, code.title(), "override") for code in codes], reserved=reserved)


def test_a_letter_chooses_and_enter_takes() -> None:
    """Nothing is taken before; another letter chooses anew, one that is no reason's changes nothing."""
    reasons = menu("double", "known")
    assert reasons.key("k", "k")
    assert "known" == reasons.taken()
    assert not reasons.key("q", "q")
    assert "known" == reasons.taken()
    assert reasons.key("D", "D")
    assert "double" == reasons.taken()


def test_nothing_is_chosen_at_first() -> None:
    """An Enter struck twice goes over nothing: it says how to choose."""
    with pytest.raises(BadInput, match="Choose a reason first: its letter, or the arrows"):
        menu("double").taken()


def test_the_arrows_choose() -> None:
    """Down begins with the first, up with the last; they stop at the ends."""
    reasons = menu("double", "known", "sick")
    chosen = []
    for key in ("down", "down", "down", "down", "up"):
        reasons.key(key, None)
        chosen.append(reasons.taken())
    assert ["double", "known", "sick", "sick", "known"] == chosen
    other = menu("double", "known")
    other.key("up", None)
    assert "known" == other.taken()


@pytest.mark.parametrize("code", ["u", "x", "ux", "urgent", "xray", "UX9", "x-u"])
def test_u_and_x_never_choose(code: str) -> None:
    """Whatever a clinic calls its reasons, the letters of undo and cancel are none of theirs; every reason has one."""
    reasons = menu(code, "urgent", "unusual", "extra")
    assert {code, "urgent", "unusual", "extra"} == {one.code for one in reasons.by_letter.values()}
    for key in ("u", "U", "x", "X"):
        assert not reasons.key(key, key)
    assert reasons.chosen is None


def test_letters_with_another_meaning_are_kept() -> None:
    """As the one that parks."""
    assert "s" not in menu("sick", reserved=("s",)).by_letter

"""Is a key, or what was pasted, part of a text for which nothing asks?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.prompts.prompt import Menu
from tui.screens.sentences import MENU_TEXT, TYPED_FOR_NOTHING

if TYPE_CHECKING:
    from tui.desk_state import DeskState
    from tui.keys.menu_typing import Choices
    from tui.prompts.prompt import Prompt


def key_for_nothing(
    state: DeskState, prompt: Prompt | None, key: str, character: str | None, *, is_asking: bool, is_again: bool
) -> str:
    """What is said where the key is part of a text for which nothing asks; "" where it is none."""
    if not is_asking and state.typed_ahead.takes(key, character, state.repeats.arrived_at):
        if key == "enter":
            state.repeats.did(key)
        return TYPED_FOR_NOTHING
    return MENU_TEXT if _is_text_in_menu(state, prompt, key, character, is_again=is_again) else ""


def pasted(state: DeskState, prompt: Prompt | None, *, is_asking: bool) -> None:
    """Text was pasted where there is no line: what follows it may belong to it."""
    choices = _choices(prompt)
    if choices:
        state.menu_typing.pasted(prompt, choices, state.repeats.seconds())
    elif not is_asking:
        state.typed_ahead.refused(state.repeats.seconds())


def _is_text_in_menu(
    state: DeskState, prompt: Prompt | None, key: str, character: str | None, *, is_again: bool
) -> bool:
    """Whether the key goes to a menu and is text there; one held down that opened the menu is none."""
    choices = _choices(prompt)
    if choices is None:
        state.menu_typing.left()
        return False
    return not is_again and state.menu_typing.takes(prompt, choices, key, character, state.repeats.arrived_at)


def _choices(prompt: Prompt | None) -> Choices | None:
    """What the keys of the menu choose, if one is open."""
    return prompt.choices() if prompt and isinstance(prompt, Menu) else None

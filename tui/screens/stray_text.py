"""Is a key, or what was pasted, part of a text for which nothing asks?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.keys.typed_ahead import Meaning
from tui.prompts.prompt import Menu
from tui.screens.sentences import MENU_TEXT, PASTE_IGNORED, TYPED_AS_WORD, TYPED_FOR_NOTHING

if TYPE_CHECKING:
    from tui.desk_state import DeskState
    from tui.keys.action import Action
    from tui.keys.menu_typing import Choices
    from tui.prompts.prompt import Prompt
    from tui.prompts.prompt_bar import PromptBar


def meaning_of(action: Action | None, *, enter_opens: bool = True) -> Meaning:
    """What the key of that action would do to a visit, before it is known whether it can be done here."""
    if action is None:
        return Meaning.NOTHING
    if action.id == "enter":
        return Meaning.OTHER if enter_opens else Meaning.STEP
    if action.id in {"undo", "redo"}:
        return Meaning.BACK
    return Meaning.STEP if action.is_act and not action.asks else Meaning.OTHER


def pressed(state: DeskState, action: Action | None, bar: PromptBar) -> None:
    """A letter was taken as the key of that action; `bar` tells what came of it."""
    came_to_nothing = Meaning.NOTHING if bar.said else Meaning.OTHER
    did = meaning_of(action) if bar.has_acted else came_to_nothing
    state.typed_ahead.pressed(state.repeats.arrived_at, did)


def say(state: DeskState, bar: PromptBar, sentence: str) -> None:
    """Say that nothing was done with a key; what the first letter of a word did stays said."""
    if state.typed_ahead.is_word:
        bar.say_too(sentence)
    else:
        bar.hush()
        bar.say(sentence, "warn")


def key_for_nothing(
    state: DeskState, prompt: Prompt | None, key: str, character: str | None, meaning: Meaning, *, is_again: bool
) -> str:
    """What is said where the key is part of a text for which nothing asks; "" where it is none.

    `meaning` is what its key does where no question is open.
    """
    if prompt is None and state.typed_ahead.takes(key, character, state.repeats.arrived_at, meaning):
        if key == "enter":
            state.repeats.did(key)
        return TYPED_AS_WORD if state.typed_ahead.is_word else TYPED_FOR_NOTHING
    return MENU_TEXT if _is_text_in_menu(state, prompt, key, character, is_again=is_again) else ""


def pasted(state: DeskState, prompt: Prompt | None, *, is_asking: bool) -> str:
    """Text was pasted where there is no line: what follows it may belong to it. The sentence that says so."""
    choices = _choices(prompt)
    if choices:
        state.menu_typing.pasted(prompt, choices, state.repeats.seconds())
        return MENU_TEXT
    if not is_asking:
        state.typed_ahead.refused(state.repeats.seconds())
    return PASTE_IGNORED


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

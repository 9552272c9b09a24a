"""What becomes of a command that names what a key does, with words behind it?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.screens.sentences import NOT_TYPED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.prompts.prompt import ByName, Outcome
    from tui.prompts.prompt_bar import PromptBar

_KEYS: Final = {" ": "space"}


def act(bar: PromptBar, named: ByName, do: Callable[[str], None], follow: Callable[[Outcome | None], None]) -> None:
    """Do it as its key would; the words are typed into the line that it asks, where nothing follows before Enter.

    Words for which there is no line are said to be left out.
    """
    bar.close()
    bar.attempt(lambda: do(named.action))
    asked = bar.prompt
    if named.words and asked and asked.editor:
        for letter in named.words:
            follow(bar.press(_KEYS.get(letter, letter), letter))
            if bar.prompt is not asked:
                return
    elif named.words and asked:
        bar.say(NOT_TYPED.format(words=named.words), "hint")

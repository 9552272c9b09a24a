"""Does every question that is answered by single keys say which these are, so that a name typed into it is none?"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Final

import tui.prompts

_FOLDER: Final = Path(tui.prompts.__file__).parent
_NO_MENUS: Final = frozenset({"FindPrompt", "Prompt", "HelpPrompt", "RecordForm", "CaseStepPrompt", "CasesStepPrompt"})
"""Always a line; what all keep to; what `/` searches; and forms and steps, which end with Enter after their lines."""


def _prompts() -> dict[str, set[str]]:
    """The questions that have no line at some stage, by name, and the names of their methods."""
    classes = (
        one
        for file in _FOLDER.glob("*.py")
        for one in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(one, ast.ClassDef)
    )
    found = {}
    for one in classes:
        methods = {each.name: each for each in one.body if isinstance(each, ast.FunctionDef)}
        assigned = [ast.unparse(each) for each in one.body if isinstance(each, ast.Assign)]
        editor = methods.get("editor")
        may_be_none = bool(editor and editor.returns and "None" in ast.unparse(editor.returns))
        if {"key", "panel", "hint"} <= set(methods) and (may_be_none or "editor = None" in assigned):
            found[one.name] = set(methods)
    return found


def test_every_menu_names_its_choices() -> None:
    """All but those whose letters are text, or choose nothing that lasts."""
    found = _prompts()
    assert {"CancelPrompt", "CheckInPrompt", "RoomPrompt"} <= set(found)
    assert set() == {name for name, methods in found.items() if "choices" not in methods} - _NO_MENUS

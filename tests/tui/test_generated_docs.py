"""Are the generated docs in the tree those of this code, and does the settings file do what it says?"""

import re
from pathlib import Path

import pytest

from core.errors import BadSettings
from core.settings.model import Settings
from core.settings.reader import read_settings
from tui import generated_docs
from tui.keys.keymap import keyboard
from tui.keys.own_keys import wrong_keys
from tui.keys.registry import ACTIONS


def test_no_paper_is_stale() -> None:
    """clinicdesk.toml and docs/keys.md are what the code generates now."""
    assert () == generated_docs.stale()


def test_a_stale_paper_is_written(tmp_path: Path) -> None:
    """Papers that are missing or old are written, those that are right are left alone."""
    assert tuple(generated_docs.GENERATED_DOCS) == generated_docs.write(tmp_path)
    assert () == generated_docs.write(tmp_path)
    (tmp_path / "docs" / "keys.md").write_text("old")
    assert ("docs/keys.md",) == generated_docs.write(tmp_path)


def test_the_settings_file_is_the_defaults() -> None:
    """Read back as it stands, keys behind #, it changes nothing."""
    assert Settings() == read_settings(generated_docs.settings_doc(), place="x", check_keys=wrong_keys)


def test_the_keys_behind_the_sign_are_the_usual_ones() -> None:
    """With every # taken away from the keys the file is sound, names each that may change, and changes nothing."""
    text = re.sub(r"(?m)^#(?=\[keys\]|[a-z_]+ = )", "", generated_docs.settings_doc())
    settings = read_settings(text, place="x", check_keys=wrong_keys)

    assert {one.id for one in ACTIONS if not one.is_fixed} == set(settings.keys)
    assert ACTIONS == keyboard(settings.keys).actions


def test_one_line_changed_gives_its_key() -> None:
    """Taking the # from [keys] and from one line, and changing that, is all there is to do; a clash there is told."""
    text = generated_docs.settings_doc().replace("#[keys]", "[keys]")

    own = text.replace('#check_in = "c"', 'check_in = "F8"')
    assert {"check_in": ("F8",)} == read_settings(own, place="x", check_keys=wrong_keys).keys
    with pytest.raises(BadSettings, match="x has"):
        read_settings(text.replace('#check_in = "c"', 'check_in = "a"'), place="x", check_keys=wrong_keys)


def test_lines_fit() -> None:
    """No line of the settings file is wider than 100 columns."""
    assert [] == [line for line in generated_docs.settings_doc().splitlines() if len(line) > 100]

"""Keys of a clinic's own on the real program: they work, they are shown, and wrong ones refuse the start."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.pty.clinic import a_counter, a_morning
from tests.terminal import Terminal, clinicdesk

if TYPE_CHECKING:
    from pathlib import Path

OWN = """
[keys]
check_in = ["F8", "X"]
arrive = "c"
cancel = "J"
documents = "f9"
info = "f7"
help = "ctrl+r"
find = ";"
park_question = "ctrl+t"
prev_day = "q"
next_day = "+"
"""

SENTENCES = (
    "Move: type the new time, or carry the visit there with the arrows.",
    "Find a patient by parts of the name, birth date, phone or MRN.",
    "Take up what was parked last; `Ctrl+P` at once: the one before.",
)


def _settings(folder: Path, text: str = OWN) -> tuple[str, str]:
    file = folder / "own.toml"
    file.write_text(text)
    return "--config", str(file)


def test_an_own_key_works_and_the_usual_one_does_not(tmp_path: Path) -> None:
    """Every key given to an action does it; the one taken from it does something else, or says that it is free."""
    with a_morning(tmp_path).open(*_settings(tmp_path)) as terminal:
        terminal.press("c")
        terminal.wait_for("Smith, John arrived 10:20")
        terminal.press("f8")
        terminal.wait_for("Smith, John checked in 10:20")
        terminal.press("u", "down", "up", "X")
        terminal.wait_for("Smith, John checked in 10:20")
        terminal.press("down", "up", "a")
        terminal.wait_for("a does nothing here. Ctrl+R shows the keys.")


def test_the_hint_bar_names_the_keys_in_force(tmp_path: Path) -> None:
    """What the foot offers, it offers under the clinic's own keys; a sentence that names a key too."""
    with a_morning(tmp_path).open(*_settings(tmp_path)) as terminal:
        assert "New here: Ctrl+R tells all keys" in terminal.rows()[-1]
        terminal.press("escape")
        terminal.wait_for_row(-1, "Enter check in")
        hint = terminal.rows()[-1]
        assert "Enter check in" in hint
        assert "J cancel" in hint
        assert "; find" in hint
        assert "Ctrl+R all keys" in hint
        terminal.send(b"x" * 20)
        terminal.wait_for("Open a prompt first, such as ; to")


def test_help_names_the_keys_in_force_and_why_one_is_grey(tmp_path: Path) -> None:
    """The help opens with its own key, shows every own key beside its line or its reason, and closes with its key."""
    with a_morning(tmp_path).open(*_settings(tmp_path), rows=100, columns=120) as terminal:
        terminal.press("o", "ctrl+r")
        terminal.wait_for("Take back your last act.")
        shown = [re.sub(r" {2,}", "  ", row.strip()) for row in terminal.rows()]
        assert "F8 X  Check in; arrives too." in shown
        assert "c  The patient has arrived." in shown
        grey = next(row for row in shown if row.startswith("o  check out: "))
        assert grey.endswith("Only a checked-in patient can be checked out.")
        terminal.wait_for("`c` `F8`")
        terminal.press("ctrl+r")
        terminal.wait_for(lambda text: "Take back your last act." not in text)


def test_no_line_of_the_help_is_cut(tmp_path: Path) -> None:
    """On the smallest screen each line is read to its end, what the key does or why it cannot."""
    with a_morning(tmp_path).open() as terminal:
        terminal.press("?")
        shown = ""
        for _ in range(6):
            shown += "\n".join(row.rstrip() for row in terminal.rows() if row.startswith("  ")) + "\n"
            terminal.press("pagedown")
        assert "…" not in shown
        for sentence in SENTENCES:
            assert sentence in " ".join(shown.split())


def test_while_an_appointment_is_carried_letters_and_signs_of_times_are_text(tmp_path: Path) -> None:
    """A motion moved to a letter or a + does not swallow what is typed as the new time."""
    with a_morning(tmp_path).open(*_settings(tmp_path)) as terminal:
        terminal.press("m", "+", "q")
        terminal.wait_for(lambda text: text.splitlines()[-1].startswith(" to: +q"))
        terminal.press("ctrl+x")
        terminal.press("+")
        terminal.wait_for("Tue 24 Nov 2026")


def test_prompts_follow_the_keys_in_force(tmp_path: Path) -> None:
    """A card closes with the key that opened it, and parking has the clinic's own key in a question."""
    settings = _settings(tmp_path, f'{OWN}inspect = "y"\n')
    with a_morning(tmp_path).open(*settings) as terminal:
        terminal.press("y")
        terminal.wait_for("Details")
        terminal.press("i")
        terminal.wait_for_row(-1, "Details")
        terminal.press("y")
        terminal.wait_for(lambda text: "Details" not in text)
        terminal.press(";")
        terminal.type("smi")
        terminal.wait_for("Ctrl+T park")
        terminal.send(b"\x14")
        terminal.wait_for("Parked. Z takes it up again.")


def test_wrong_keys_refuse_the_start(tmp_path: Path) -> None:
    """A table of keys with mistakes opens no desk: each is told on the terminal with its line, and the exit is 2."""
    counter = a_counter(tmp_path)
    settings = _settings(tmp_path, '[keys]\ncheck_in = "a"\nhelp = "alt+h"\n')
    with Terminal(clinicdesk("--db", str(counter.path), *settings), columns=200) as terminal:
        assert terminal.wait_until_gone() == 2
        said = "".join(row.rstrip(" ") if len(row.rstrip(" ")) < 200 else row for row in terminal.rows())
        assert "line 2: keys.check_in: a is the key of both arrive and check_in. Give one of them another." in said
        assert "line 3: keys.help: Alt+H does not come through every terminal;" in said

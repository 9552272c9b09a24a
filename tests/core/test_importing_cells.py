"""Is what a program did to a cell on its way noticed, and what was written left as it is?"""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from core.errors import BadInput
from core.importing.cells import as_written


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("1.23E+11", "rounded"),
        ("5,5512E+09", "rounded"),
        ("3E+06", "rounded"),
        ("4512.0", "decimal"),
        (" 617555.00 ", "decimal"),
        ("#N/A", "error of a spreadsheet"),
        ("#REF!", "error of a spreadsheet"),
        ("#DIV/0!", "error of a spreadsheet"),
        ("########", "error of a spreadsheet"),
        ("=A1&B1", "formula"),
        ('=HYPERLINK("x")', "formula"),
        ("M\ufffdller", "lost a letter"),
        ("Sm\x00ith", "U+0000"),
        ("Smith\x1b[2J", "U+001B"),
        ("Smi\x9fth", "U+009F"),
        ("Smi\u202eth", "U+202E"),
        ("\u200fSmith", "U+200F"),
        ("Smi\udce9th", "no text in the encoding of the file (E9)"),
        ("JosÃ©", '"José"'),
        ("MÃ¼ller", '"Müller"'),
        ("Oâ€™Neil", '"O’Neil"'),
        ("Ð˜Ð²Ð°Ð½Ð¾Ð²", '"Иванов"'),
        ("M&uuml;ller", '"Müller"'),
        ("M&#252;ller", '"Müller"'),
        ("O&#39;Neil", '"O\'Neil"'),
        ("<b>Muller</b>", '"Muller"'),
        ("_x000D_Muller", '"Muller"'),
        ("M\\u00fcller", '"Müller"'),
        ("M\\xc3\\xbcller", '"Müller"'),
        ("O\\'Neil", '"O\'Neil"'),
        ("M%C3%BCller", '"Müller"'),
        ("M=C3=BCller", '"Müller"'),
        ("M+APw-ller", '"Müller"'),
        ("M?ller", "lost a letter"),
        ("?tienne", "lost a letter"),
        ("Jos?", "lost a letter"),
        ("M\u25a1ller", "lost a letter"),
    ],
)  # fmt: skip
def test_what_a_program_did_is_refused(cell: str, words: str) -> None:
    """With the field and what to do; nothing is guessed, nothing dropped."""
    with pytest.raises(BadInput) as refusal:
        as_written(cell, "family")
    assert words in refusal.value.sentence
    assert "family" == refusal.value.field
    assert refusal.value.sentence.isprintable()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('="00123"', "00123"),
        ('="say ""ah"""', 'say "ah"'),
        ("'00123", "00123"),
        ("'+1 617", "+1 617"),
        ("'t Hooft", "'t Hooft"),
        ("00123", "00123"),
        ("123E4", "123E4"),
        ("12e", "12e"),
        ("1.5", "1.5"),
        ("617.555.0100", "617.555.0100"),
        ("#5 Elm Street", "#5 Elm Street"),
        ("1960-01-02T00:00:00.000", "1960-01-02T00:00:00.000"),
        ("=", "="),
        ("Núñez", "Núñez"),
        ("Smith & Sons", "Smith & Sons"),
        ("R&D;", "R&D;"),
        ("may be late? call her", "may be late? call her"),
        ("penicillin?yes, latex?No", "penicillin?yes, latex?No"),
        ("100%AB", "100%AB"),
        ("<5 years", "<5 years"),
        ("jo+ab-c@example.org", "jo+ab-c@example.org"),
        ("+12-34-5", "+12-34-5"),
        ("Jo <jo@example.org>", "Jo <jo@example.org>"),
        ("https://example.org/M%C3%BCller?a=b", "https://example.org/M%C3%BCller?a=b"),
        ("C:\\up", "C:\\up"),
        ("12 Main \\ Apt 4 ", "12 Main \\ Apt 4 "),
        ("a\\b  c", "a\\b  c"),
        (" under <b 90", " under <b 90"),
        ("\\" + 60_000 * "+", "\\" + 60_000 * "+"),
        ("Ó Súilleabháin", "Ó Súilleabháin"),
        ("Zwiększona", "Zwiększona"),
        ("two\r\nlines\there", "two\r\nlines\there"),
        ("علی\u200cرضا", "علی\u200cرضا"),
    ],
)
def test_what_was_written_is_left(cell: str, expected: str) -> None:
    """And what spreadsheets are given lest they make a number of it is taken off."""
    assert expected == as_written(cell, "mrn")


@given(st.text(st.characters(min_codepoint=0xC0, max_codepoint=0x24F), min_size=1))
def test_a_text_that_was_garbled_is_told_with_what_it_means(text: str) -> None:
    """Whatever Latin letters were read as Windows-1252, where its undefined bytes are Latin-1's."""
    garbled = "".join(chr(byte) if byte in b"\x81\x8d\x8f\x90\x9d" else bytes((byte,)).decode("cp1252")
                      for byte in text.encode())  # fmt: skip
    with pytest.raises(BadInput):
        as_written(garbled, "given")
    assume(not set(text) & set("ŠŒŽšœžŸƒ"))  # 'ÃŠ' may be meant, and may be an 'Ê' that was garbled
    assert text == as_written(text, "given")


def test_what_would_mean_no_text_is_not_garbled() -> None:
    """Two letters that together would be a control character are two letters."""
    assert "ÂŠ" == as_written("ÂŠ", "given")

"""Are templates read with every fault told, filled with values that stay text, and set on pages in every script?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from core.errors import BadInput, BadSettings, NotFound
from core.templates.cells import cells, wrapped
from core.templates.document import Document
from core.templates.kinds import KINDS, LETTER
from core.templates.languages import language_code, written_day
from core.templates.model import Piece
from core.templates.paper.direction import in_order
from core.templates.paper.fonts import FontFiles
from core.templates.paper.glyphs import Typeface
from core.templates.paper.pages import Row, _cell, _pages, as_pdf
from core.templates.rendering import render
from core.templates.shelf import read_bytes, read_name, shelf
from core.templates.template import read_template

SCRIPTS = {
    "en": "Your appointment",
    "es": "Señor Núñez, ¿su cita?",
    "vi": "Nguyễn Thị Ánh Nguyệt",
    "zh": "王小明的预约",
    "ar": "محمد الحسيني",
}


def made(text: str, language: str = "en", /, **facts: Any) -> Document:  # noqa: ANN401 - texts, and rows of tables
    """The letter that the text makes."""
    return render(read_template(text, LETTER, language, place="x.txt"), facts)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("Dear {given}", []),
        ("{{braces}} and {{{given}}}", []),
        ("Dear {gvien}", ['x.txt line 1: "gvien" is not a field of letter; did you mean "given"?']),
        ("a\n\nDear {given", ["line 3: a { that begins no field"]),
        ("Dear given}", ["line 1: a } that ends no field"]),
        ("{}", ['line 1: "" is not a field']),
        ("{given!r} {given:>40} {given.x}", ["given!r", "given:>40", "given.x"]),
        ("a {visits} b", ["line 1: {visits} is a table"]),
        ("a | b | c", ["line 1: more than one"]),
        ("", ["line 1: it is empty"]),
        ("\n\n", ["line 1: it is empty"]),
        ("x" * 2001, ["line 1: a line has at most 2000"]),
        ("\n" * 1500, ["line 1001: a template has at most 1000"]),
        ("{nope}\n{given\n{visits} x", ["line 1", "line 2", "line 3"]),
    ],
)
def test_every_fault_is_told_with_its_line(text: str, faults: list[str]) -> None:
    """And the field that was meant; nothing of such a template is taken."""
    if not faults:
        read_template(text, LETTER, "en", place="x.txt")
        return
    with pytest.raises(BadSettings) as refusal:
        read_template(text, LETTER, "en", place="x.txt")
    assert len(faults) == len(refusal.value.problems)
    for fault, problem in zip(faults, refusal.value.problems, strict=True):
        assert fault in problem


def test_what_is_no_text_is_told() -> None:
    """With the line of the first wrong byte."""
    with pytest.raises(BadSettings) as refusal:
        read_bytes(b"Hello\n\xff\xfe", read_name("x.letter.en"))
    assert ["x.letter.en.txt line 2: it is no text in UTF-8."] == list(refusal.value.problems)


HOSTILE = "{mrn} # T [b]x[/b] <i> %(a)s \x1b[31m\u202egnp\u2066\x00 --- | {{ \u200f"
SHOWN = "{mrn} # T [b]x[/b] <i> %(a)s [31mgnp --- | {{"


def test_a_value_is_text_whatever_it_says() -> None:
    """No field, markup, rule or end of a line is made of it, and no control is left in it."""
    document = made("# {patient}\n{patient} | {patient}\n{visits}", patient=HOSTILE, mrn="7", visits=[(HOSTILE, "x")])
    assert SHOWN == document.title
    assert 4 == document.text(200).count(SHOWN)
    assert document.pdf(FontFiles(folders=())) == document.pdf(FontFiles(folders=()))


def test_lines_go_and_stay() -> None:
    """With their optional fields; comments and blanks at the end go, what there is no fact for is empty."""
    text = "// ours\nA {email?}\nB {email?}{phone?}\nC {address}.\n{visits}\n\n{guardian?}"
    assert "B 555\nC .\n" == made(text, phone="555").text()
    told = "Amount           $5.00\n[ ] yes\n\n\n______________________\nname\n----------------------\n"
    assert told == made("Amount | {mrn}\n[ ] yes\n___ name\n---", mrn="$5.00").text(22)


def test_a_table_that_is_too_wide_is_broken() -> None:
    """Its widest columns, so that nothing overlaps; amounts end where lines end as long as they fit."""
    rows = [("a", "one two three four five six", "$5"), ("bb", "x", "$1,125")]
    told = ["a   one two        $5", "    three", "    four five", "    six", "bb  x          $1,125"]
    assert told == made("{visits}", visits=rows).text(21).splitlines()
    wide = [("items", "one; two; three; four")]
    assert ["items  one; two;", "       three; four"] == made("{visits}", visits=wide).text(18).splitlines()
    assert made("{visits}", visits=[("a" * 300, "b" * 300, "c")]).pdf(FontFiles(folders=())).startswith(b"%PDF-")


def test_text_is_broken_into_lines_of_so_many_cells() -> None:
    """By words, at East Asian letters, and within a word that is too long; never off its marks."""
    lines = {
        "one two three": ["one two", "three"],
        "abcdefghijkl": ["abcdefgh", "ijkl"],
        "王小明的预约": ["王小明的", "预约"],
        "王小明的，预约": ["王小明", "的，预约"],
        "e\u0301" * 10: ["e\u0301" * 8, "e\u0301" * 2],
        "": [""],
    }
    assert lines == {text: [text[start:end] for start, end in wrapped(text, 8, cells)] for text in lines}


@pytest.mark.parametrize(
    ("pieces", "from_right", "shown"),
    [
        ([Piece("abc 12")], False, ["abc 12"]),
        ([Piece("a "), Piece("שלום 5", is_value=True), Piece(" 7")], False, ["a ", "5", "<שלום ", " 7"]),
        ([Piece("שלום "), Piece("Lee (x)", is_value=True), Piece(" 12")], True, ["12", "< ", "Lee (x)", "<שלום "]),
        ([Piece("(שלום)")], True, ["<(שלום)"]),
        ([Piece("", is_value=True), Piece("א")], True, ["<א"]),
    ],
)
def test_values_turn_round_themselves_alone(pieces: list[Piece], from_right: bool, shown: list[str]) -> None:  # noqa: FBT001 - a column
    """What is beside a name in another direction stays where it is. From left to right; < is read the other way."""
    runs = in_order([piece for piece in pieces if piece.text], from_right=from_right)
    told = [f"{'<' * run.is_right_to_left}{run.text}" for run in runs]
    assert shown == told


@pytest.mark.parametrize("language", SCRIPTS)
def test_each_script_is_drawn_or_said(language: str) -> None:
    """Every letter by a glyph of a font that has it; where none has, a sentence names it, and no box is drawn."""
    document = made(f"# {SCRIPTS[language]}\n{{patient}} 12", language, patient=SCRIPTS[language])
    try:
        assert document.pdf().startswith(b"%PDF-")
    except BadInput as refusal:
        assert language not in {"en", "es"}
        assert "no font here draws" in refusal.sentence  # noqa: PT017 - the same
        return
    for face, part in FontFiles().runs(SCRIPTS[language]):
        assert all(face.regular.face.charToGlyph[ord(sign)] > 0 for sign in part)
    assert all(width > 0 for *_, width in Typeface(FontFiles(), 11)._shaped(SCRIPTS[language]))


def test_arabic_letters_are_joined() -> None:
    """The glyph of a letter depends on those beside it."""
    try:
        ((_, joined, _),) = Typeface(FontFiles(), 11)._shaped("محمد")
    except BadInput:
        pytest.skip("this machine has no font with Arabic letters")
    assert 4 == len(joined)
    assert not set("محمد") & set(joined)


def test_digits_of_arabic_are_drawn_in_their_order() -> None:
    """They are read from left to right among letters that are not; a year is no other year."""
    typeface = Typeface(FontFiles(), 11)
    drawn: list[str] = []

    class Written:
        def setFont(self, *_: object) -> None: ...  # noqa: N802 - as reportlab calls it

        def textOut(self, text: str) -> None:  # noqa: N802
            drawn.append(str(text))

    canvas = SimpleNamespace(beginText=lambda *_: Written(), drawText=lambda _: None)
    for text in ("٢٣/١١/٢٠٢٦", "۱۲ x ۴۵", "شقة ١٢"):
        drawn.clear()
        try:
            typeface.draw(canvas, 0, 0, [Piece(text, is_value=True)], from_right=False)
        except BadInput:
            pytest.skip("this machine has no font with Arabic digits")
        told = [sign for sign in "".join(drawn) if sign.isdigit()]
        assert told == [sign for sign in text if sign.isdigit()]


def test_a_letter_that_no_font_has_is_named() -> None:
    """With what to do about it; so is one that nobody should write."""
    alone = FontFiles(folders=())
    with pytest.raises(BadInput, match=r"no font here draws 王 \(CJK UNIFIED IDEOGRAPH-738B\).*fonts-droid-fallback"):
        made("{patient}", patient="Ann 王").pdf(alone)
    with pytest.raises(BadInput, match=r"no font here draws \? \(U\+E000\).*TrueType"):
        made("{patient}", patient="\ue000").pdf(alone)
    folder = Path(__file__).parent
    assert made("x", patient="a").pdf(FontFiles(str(folder), folders=())).startswith(b"%PDF")  # no font lies in it


def test_documents_are_set_on_pages_of_their_own() -> None:
    """A long one on several; each of a merge begins a new one."""
    long = made("\n".join(f"line {number}" for number in range(120)))
    assert b"/Count 3" in long.pdf(FontFiles(folders=()))
    assert b"/Count 5" in as_pdf([long, made("a"), made("b")], FontFiles(folders=()), paper="a4")


def test_a_heading_is_on_the_page_of_what_it_heads() -> None:
    """So is the room to sign in; a page of nothing but such lines is broken nonetheless."""
    line, lead = Row(10.0), Row(10.0, leads=True)
    assert [[line, line], [lead, lead, line]] == list(_pages([line, line, lead, lead, line], 40))
    assert [[lead, lead], [lead, line]] == list(_pages([lead, lead, lead, line], 25))
    assert [[line, line, line], [line]] == list(_pages([line] * 4, 30))


def test_a_line_is_as_wide_as_it_is_drawn() -> None:
    """Also where words of both directions are in it: amounts and names end where lines end."""
    typeface = Typeface(FontFiles(), 11)
    arabic, latin = "محمد الحسيني", "terminal 77 / "
    try:
        alone = [typeface.width(one) for one in (arabic, latin)]
    except BadInput:
        pytest.skip("this machine has no font with Arabic letters")
    assert sum(alone) == pytest.approx(typeface.width(latin + arabic))


def test_what_stands_in_one_cell_is_turned_by_itself() -> None:
    """Words of the program behind a note in another direction stay behind it, with their full stop."""
    assert ["<שלום", "; ", "None is known."] == [
        f"{'<' * run.is_right_to_left}{run.text}" for run in in_order(_cell("שלום; None is known."), from_right=False)
    ]


def test_languages_are_known_by_their_names() -> None:
    """However they are written; a day is written as there."""
    told = {"Spanish": "es", "español (México)": "es", "ES-mx": "es", "VIETNAMESE": "vi", "Mandarin Chinese": "zh"}
    told |= {"": "", "Klingon": "", "العربية": "ar", "English": "en", "tiếng Việt": "vi", "sign language": ""}
    assert told == {spoken: language_code(spoken) for spoken in told}
    day = date(2026, 11, 3)
    written = {"en": "November 3, 2026", "es": "3 de noviembre de 2026", "zh": "2026年11月3日", "so": "2026-11-03"}
    assert written == {code: written_day(day, code) for code in written}


def test_every_template_that_is_shipped_is_read() -> None:
    """In English and in Spanish, with the same fields in both; the clinic's own take the place of one."""
    found = shelf({})
    by_language: dict[str, dict[tuple[str, str], set[str]]] = {"en": {}, "es": {}}
    for name in found.texts:
        template = found.read(name)
        fields = {field.name for line in template.lines for field in line.fields}
        by_language[name.language][name.kind, name.name] = fields
    assert by_language["en"] == by_language["es"]
    assert {kind for kind, _ in by_language["en"]} == set(KINDS)
    own = shelf({"receipt.en.txt": b"Ours {receipt}", "notes.txt": b"", "x.letter.vi.txt": b"{nope}"})
    assert "Ours 5\n" == render(own.meant("receipt", "receipt", ["vi", "en"]), {"receipt": "5"}).text()
    assert 2 == len(own.own)
    with pytest.raises(BadSettings):
        own.meant("letter", "x", ["en"])  # the only one there is
    with pytest.raises(NotFound, match=r'There is no template "aftr-visit". There are after-visit.'):
        own.meant("letter", "aftr-visit", ["en"])


@pytest.mark.parametrize("typed", ["receipt", "../x.letter.en", "a/b.letter.en", "x.leter.en", "x.letter.english", ""])
def test_a_name_of_a_template_is_no_path(typed: str) -> None:
    """And has a kind and a language."""
    with pytest.raises(BadInput):
        read_name(typed)

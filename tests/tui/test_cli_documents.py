"""Are letters and receipts made as text and PDF, in the patient's language, of the clinic's own templates too?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import reportlab

from tests.images import pdf

if TYPE_CHECKING:
    from tests.command_line import CommandLine

FONTS = Path(reportlab.__file__).with_name("fonts")
"""Fonts that are on every machine, with the letters of western Europe."""


def test_a_letter_is_in_the_patients_language(clinicdesk: CommandLine) -> None:
    """Of a visit or of a patient; where there is none in it, in the clinic's, which is said. The record was opened."""
    ref = clinicdesk.patient()
    number = clinicdesk.booked(ref)
    told = clinicdesk.json("letter", "appointment", number).result
    assert ("en", "text") == (told["language"], told["format"])
    assert "November" in told["text"]
    clinicdesk.json("patient", "edit", ref, "--language", "Spanish")
    assert "Su cita" in clinicdesk.json("letter", "appointment", number).result["text"]
    clinicdesk.json("patient", "edit", ref, "--language", "Arabic")
    file = clinicdesk.database.with_name("told.txt")
    assert 0 == clinicdesk("disclosures", ref, "--format", "text", "--out", file).code
    assert "November 23, 2020" in file.read_text()
    clinicdesk.json("patient", "edit", ref, "--language", "Somali")
    assert "There is none in Somali" in clinicdesk.json("letter", "after-visit", number).answer["message"]
    refused = clinicdesk.json("letter", "after-visit", ref)
    assert (2, "after-visit tells of a visit: say which, by its number.") == (refused.code, refused.answer["message"])
    config = clinicdesk.database.with_name("letters.toml")
    config.write_text('[documents]\nlanguage = "es"\n')
    assert "es" == clinicdesk.json("letter", "appointment", number, "--config", config).result["language"]
    assert 4 == clinicdesk.json("letter", "aftr-visit", ref).code


def test_a_document_goes_where_it_is_sent(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Into a new file as it is called, or to the program that prints; a PDF nowhere is refused, and a failure told."""
    ref = clinicdesk.patient()
    number = clinicdesk.booked(ref)
    clinicdesk.json("pay", ref, "--kind", "copay", "--method", "cash", "--amount", "25")
    pages, text = tmp_path / "receipt.pdf", tmp_path / "receipt.txt"
    for file in (pages, text):
        assert str(file) == clinicdesk.json("receipt", "1", "--out", file).result["place"]
    assert pages.read_bytes().startswith(b"%PDF-")
    assert text.read_text() == clinicdesk.json("receipt", "1").result["text"]
    assert 2 == clinicdesk.json("receipt", "1", "--out", pages).code  # it stays as it is
    assert 2 == clinicdesk.json("receipt", "1", "--format", "pdf").code
    assert 2 == clinicdesk.json("receipt", "1", "--format", "pdf", "--out", "-").code
    assert "print_command" in clinicdesk.json("letter", "appointment", number, "--print").answer["message"]
    printed, config = tmp_path / "printed", tmp_path / "documents.toml"
    config.write_text(f'[documents]\nprint_command = ["/usr/bin/tee", "{printed}"]\n')
    assert clinicdesk.json("receipt", "1", "--format", "pdf", "--print", "--config", config).result["printed"]
    assert pages.read_bytes() == printed.read_bytes()
    config.write_text('[documents]\nprint_command = ["/bin/false"]\n')
    assert (
        "/bin/false"
        in clinicdesk.json("letter", "appointment", number, "--print", "--config", config).answer["message"]
    )


def test_paper_and_fonts_are_those_of_the_settings(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """The size of a page, and a folder whose fonts come first."""
    booked, config = clinicdesk.booked(clinicdesk.patient()), tmp_path / "documents.toml"
    sizes, fonts = [], []
    for number, more in enumerate(("", 'paper = "a4"\n', f'fonts = "{FONTS}"\n')):
        config.write_text(f"[documents]\n{more}")
        clinicdesk.json("letter", "appointment", booked, "--out", tmp_path / f"{number}.pdf", "--config", config)
        pages = (tmp_path / f"{number}.pdf").read_bytes()
        sizes.append(b"595.28 841.89" in pages)
        fonts.append(b"Vera" in pages)
    assert [False, True, False] == sizes
    assert fonts[2]


def test_the_clinics_own_templates(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """Are checked when they are saved, take the place of those of the program, and are told with every fault."""
    ref = clinicdesk.patient()
    (tmp_path / "own").mkdir()
    config, text = tmp_path / "documents.toml", tmp_path / "text"
    config.write_text('[documents]\ntemplates = "own"\n')  # beside the settings
    text.write_text("Ours, {gvien}\n{oops")
    own = ("--config", config)
    refused = clinicdesk.json("template", "save", "appointment.letter.en", text, *own)
    assert 2 == refused.code
    assert "2 errors" in refused.answer["message"]
    assert [] == list((tmp_path / "own").iterdir())
    text.write_text("Ours, {given}, 4111 1111 1111 1111")
    assert "payment card" in clinicdesk.json("template", "save", "appointment.letter.en", text, *own).answer["message"]
    assert [] == list((tmp_path / "own").iterdir())
    text.write_text("Ours, {given}")
    assert 2 == clinicdesk.json("template", "save", "appointment.letter.en", text).code  # no folder in these settings
    assert 0 == clinicdesk.json("template", "check", "appointment.letter.en", text).code
    for _ in range(2):
        assert 0 == clinicdesk.json("template", "save", "appointment.letter.en", text, *own).code
    assert "Ours, John\n" == clinicdesk.json("letter", "appointment", ref, *own).result["text"]
    listed = {one["template"]: one["own"] for one in clinicdesk.json("template", "list", *own).result}
    assert listed["appointment.letter.en"]
    assert not listed["receipt.en"]
    assert "Ours, {given}" == clinicdesk.json("template", "show", "appointment.letter.en", *own).result["text"]
    (tmp_path / "own" / "appointment.letter.en.txt").write_text("{nope}")
    broken = clinicdesk.json("letter", "appointment", ref, *own)
    assert 2 == broken.code
    assert "appointment.letter.en.txt has an error" in broken.answer["message"]
    config.write_text('[documents]\ntemplates = "gone"\n')
    assert 2 == clinicdesk.json("letter", "appointment", ref, *own).code


def test_scanned_documents(clinicdesk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kept, told, taken out, shown by the program of the settings before this machine alone, and taken away."""
    ref, scan = clinicdesk.patient(), tmp_path / "scan.pdf"
    scan.write_bytes(pdf(b"letter"))
    kept = clinicdesk.json(
        "document", "add", ref, scan, "--kind", "letter", "--title", "Dr. Ito", "--on", "20 nov 2026"
    ).result
    assert ("letter", "Dr. Ito", "2026-11-20", "pdf", len(pdf(b"letter"))) == tuple(
        kept[key] for key in ("kind", "title", "day", "format", "size")
    )
    assert 2 == clinicdesk.json("document", "add", ref, scan).code
    assert 2 == clinicdesk.json("document", "add", ref, scan, "--kind", "song").code
    assert [1] == [one["id"] for one in clinicdesk.json("document", "list", ref).result]
    out, shown, config = tmp_path / "out.pdf", tmp_path / "shown", tmp_path / "documents.toml"
    assert str(out) == clinicdesk.json("document", "export", 1, out).result["place"]
    assert scan.read_bytes() == out.read_bytes()
    assert 2 == clinicdesk.json("document", "export", 1, "-").code
    assert "open_command" in clinicdesk.json("document", "open", 1).answer["message"]
    config.write_text(f'[documents]\nopen_command = ["/usr/bin/tee", "{shown}"]\n')
    assert 0 == clinicdesk.json("document", "open", 1, "--config", config).code
    assert scan.read_bytes() == shown.read_bytes()
    monkeypatch.setenv("SSH_CONNECTION", "10.0.0.1 50000 10.0.0.2 22")
    assert "on this machine alone" in clinicdesk.json("document", "open", 1, "--config", config).answer["message"]
    assert "removed" == clinicdesk.json("document", "remove", 1, "--reason", "of another").result["status"]
    assert 4 == clinicdesk.json("document", "export", 1, tmp_path / "again.pdf").code

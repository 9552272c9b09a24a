"""Is a fax filed by command line and by four keys, and seen with one?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from core.structs import replace
from tests.images import tiff
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
PDF = b"%PDF-1.4\n a page \n%%EOF\n"
DOCUMENT = [
    *("id", "name", "way", "format", "bytes", "sha256", "at", "state", "patient", "scan", "to", "problem", "rev"),
]


@pytest.fixture
def faxed(clinicdesk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """Two faxes came in, a program that is none, and a letter by mail; Smith is registered."""
    monkeypatch.setattr("storage.links.inbox_folder.SETTLED_SECONDS", 0.0)
    inbox = tmp_path / "faxes"
    inbox.mkdir()
    for name, content in {"f1.pdf": PDF, "f2.pdf": PDF + b"%%EOF", "run.pdf": b"MZ"}.items():
        (inbox / name).write_bytes(content)
    settings = tmp_path / "settings.toml"
    (scanned := tmp_path / "mail").mkdir()
    (scanned / "letter.tif").write_bytes(tiff(b"a letter"))
    settings.write_text(f'[mail]\nfax_folder = "{inbox}"\nmail_folder = "{scanned}"\n')
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    account = replace(clinicdesk, before=("--now", NOW, "--config", str(settings)))
    assert 0 == account("work", "--once").code
    assert ["run.pdf"] == [path.name for path in inbox.iterdir() if path.is_file()]
    return clinicdesk


def states(clinic: CommandLine) -> list[tuple[str, str]]:
    """What came in, and how far it is."""
    return [(one["name"], one["state"]) for one in clinic.json("fax", "list", "--all").result]


def test_by_command_line(faxed: CommandLine) -> None:
    """All with exactly the keys promised; filed elsewhere, seen and put aside."""
    first, *_ = faxed.json("fax", "list").result
    assert (DOCUMENT, "received", None, "fax") == (list(first), first["state"], first["patient"], first["way"])
    filed = faxed.json("fax", "file", 1, "--patient", "100001", "--kind", "letter", "--to", "lee").result
    assert ("routed", "lee", "100001", 1) == (filed["state"], filed["to"], filed["patient"]["mrn"], filed["scan"])
    faxed("patient", "add", "--family", "Jones", "--given", "Ann", "--birth-date", "1990-05-06")
    assert "100002" == faxed.json("fax", "refile", 1, "--patient", "100002").result["patient"]["mrn"]
    assert "acknowledged" == faxed.json("fax", "seen", 1).result["state"]
    assert 2 == faxed("fax", "seen", 1).code
    assert 0 == faxed("fax", "dismiss", 3, "--reason", "no document").code
    assert [
        *(("f1.pdf", "acknowledged"), ("f2.pdf", "received"), ("run.pdf", "dismissed")),
        ("letter.tif", "received"),
    ] == states(faxed)
    assert "misfiled" in faxed("history", "100001").out
    opened = faxed("fax", "open", 1)
    assert (2, True) == (opened.code, "open_command" in opened.err)


def test_four_keys_file_a_fax(faxed: CommandLine) -> None:
    """Enter, i, Enter on whom the words found, a letter; with Tab somebody is to see it, and `a` says that they did."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("mail")
        await desk.press("enter")
        await desk.wait_for("f1.pdf  to be filed")
        await desk.wait_for("Enter see to it")
        await desk.press("P")
        await desk.wait_for("fax 1  to be filed")
        await desk.press("P")
        await desk.wait_for("f1.pdf  to be filed")
        await desk.keep("mail")
        await desk.press("enter", "i")
        await desk.type("smith")
        await desk.press("enter", "l")
        await desk.wait_for("Filed f1.pdf with Smith, John")
        await desk.press("home", "enter", "i")
        await desk.type("smith")
        await desk.press("enter", "tab")
        await desk.wait_for("to be seen by")
        await desk.press("r")
        await desk.wait_for("Filed f2.pdf with Smith, John")
        await desk.press("home", "enter", "a")
        await desk.wait_for("saw f2.pdf of Smith, John")

    play(faxed.database, journey, now=NOW)
    assert [
        *(("f1.pdf", "indexed"), ("f2.pdf", "acknowledged"), ("run.pdf", "refused")),
        ("letter.tif", "received"),
    ] == states(faxed)

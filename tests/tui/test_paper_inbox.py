"""A morning's inbox of forty faxes and letters, worked off as a new user would: is each filed with four keys?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.structs import replace
from tests.depth import depth
from tests.open_desk import play

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-23T10:20"
PEOPLE: Final = (
    *(("Smith", "John", "1984-03-14"), ("Smyth", "Joan", "1948-03-14"), ("O'Neil", "Mary", "1990-05-06")),
    *(("Nuñez", "Ana", "2001-01-31"), ("van der Berg", "Pieter", "1939-12-01"), ("Jones", "Ann", "1990-05-06")),
    *(("Lee", "Min", "1975-07-07"), ("Okafor", "Chidi", "2015-09-09")),
)
NOBODYS: Final = "nobody's"
INBOX: Final[tuple[tuple[str, str, str], ...]] = (
    # what lies there, the words that are typed to find whose it is, and the letter that it is filed by
    ("cardiology letter about Smith", "smith john", "l"),
    ("blood count of Joan Smyth", "smyth", "r"),
    ("referral of a Mary ONeil", "oneil", "e"),
    ("consent signed by Ana Nunez", "nunez", "f"),
    ("advertising of a copier", NOBODYS, "advertising"),
    ("records of Mr van der Berg from his last practice", "berg", "c"),
    ("driving licence of Ann Jones", "jones", "d"),
    ("report on Min Lee", "lee min", "1"),
    ("school form of Chidi Okafor", "okafor", "f"),
    ("one page, upside down, 03/14/1984", "3/14/1984", "o"),
    ("second page of the cardiology letter", "smi joh", "l"),
    ("MRI of Smyth born in 48", "smyth 1948", "r"),
    ("order of a walker for van der Berg", "van der", "o"),
    ("a fax for the clinic next door", NOBODYS, "meant for Dr Ray"),
    ("referral back for Nuñez", "nuñez", "e"),
    ("lab corrected: Smyth", "joan", "r"),
    ("authorization of an MRI, Lee", "lee", "l"),
    ("insurance card of Okafor", "chidi", "d"),
    ("letter from the school of Okafor", "okaf", "l"),
    ("pathology of Jones", "jones ann", "r"),
    ("discharge summary, O'Neil", "o'neil", "c"),
    ("pharmacy asks about Smith's dose", "100001", "o"),
    ("immunizations of Chidi", "okafor chidi", "c"),
    ("signed privacy notice, Lee", "min", "f"),
    ("eye report of van der Berg", "pieter", "l"),
    ("blank page", NOBODYS, "blank"),
    ("ECG of Smith", "smith j", "r"),
    ("referral, Jones", "jon", "e"),
    ("letter of a lawyer about Smyth", "smyth joan", "l"),
    ("X-ray of Nuñez", "ana", "r"),
    ("physiotherapy report, O'Neil", "mary", "l"),
    ("form of an employer, Jones", "ann", "f"),
    ("allergy test, Okafor", "2015-09-09", "r"),
    ("a second copy of the ECG", "smith jo", "r"),
    ("consultation, Lee", "1975", "1"),
    ("care plan of the nurses, van der Berg", "berg pieter", "l"),
    ("proof of address, Nuñez", "nun", "d"),
    ("mammography, Smyth", "smy", "r"),
    ("sleep study, Smith", "john", "r"),
    ("thanks from a patient, no name", NOBODYS, "thanks"),
)
SOME: Final = depth(5, whole=len(INBOX))


def test_the_inbox_is_worked_off(clinicdesk: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each row is worked off where the one before left the cursor, and every document is where it belongs."""
    monkeypatch.setattr("storage.links.inbox_folder.SETTLED_SECONDS", 0.0)
    (folder := tmp_path / "faxes").mkdir()
    for number, (what, _, _) in enumerate(INBOX[:SOME], 1):
        (folder / f"{number:02}.pdf").write_bytes(b"%PDF-1.4\n" + what.encode() + b"\n%%EOF\n")
    settings = tmp_path / "settings.toml"
    settings.write_text(f'[mail]\nfax_folder = "{folder}"\n')
    for family, given, born in PEOPLE:
        assert (
            0
            == clinicdesk("patient", "add", "--family", family, "--given", given, "--birth-date", born, "--anyway").code
        )
    assert 0 == clinicdesk("case", "new", "result", "--patient", "100007", "--subject", "report").code
    assert 0 == replace(clinicdesk, before=("--now", NOW, "--config", str(settings)))("work", "--once").code
    keys = []

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe")
        await desk.type("mail")
        await desk.press("enter")
        await desk.wait_for("01.pdf  to be filed")
        for number, (_, words, letter) in enumerate(INBOX[:SOME], 1):
            await desk.wait_for(f"{number:02}.pdf")
            await desk.press("home", "enter")  # a key between: an Enter at once behind a letter is the end of a word
            await desk.wait_for(f"fax {number}: {number:02}.pdf")
            await desk.press("x" if words == NOBODYS else "i")
            await desk.type(letter if words == NOBODYS else words)
            await desk.press("enter")
            if words != NOBODYS:
                await desk.wait_for("A letter files it")
                await desk.press(letter)
            keys.append(3 if words == NOBODYS else 4)
            await desk.wait_for(f"{number:02}.pdf")
        await desk.wait_for("mail and fax 0")

    play(clinicdesk.database, journey, now=NOW)
    assert max(keys) <= 4
    whose = {one["name"]: one for one in clinicdesk.json("fax", "list", "--all").result}
    for number, (what, words, _) in enumerate(INBOX[:SOME], 1):
        told = whose[f"{number:02}.pdf"]
        name = (told["patient"] or {}).get("name", "")
        assert (told["state"], name) == (("dismissed", "") if words == NOBODYS else ("indexed", _owner(words))), what


def _owner(words: str) -> str:
    """Whose it is, by the table: the only one of whom all the words are the beginning of something."""
    digits = {"3/14/1984": 0, "2015-09-09": 7, "1975": 6, "100001": 0}
    at = digits.get(words)
    if at is None:
        (at,) = (
            number
            for number, (family, given, born) in enumerate(PEOPLE)
            if all(
                any(part.startswith(word) for part in _parts(f"{family} {given} {born[:4]}")) for word in _parts(words)
            )
        )
    family, given, _ = PEOPLE[at]
    return f"{family}, {given}"


def _parts(text: str) -> list[str]:
    return text.lower().replace("ñ", "n").replace("'", "").split()

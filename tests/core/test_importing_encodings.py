"""Is the encoding of a file of before Unicode recognised where it is evident, and left to be named where it is not?"""

from __future__ import annotations

from typing import Final

import pytest

from core.importing.encodings import ENCODINGS, encoding_named, stated, unmarked

NAMES: Final = {
    "French": "Lefèvre,Hélène|Garçon,Zoé|Lemaître,François|Noël,Céline|L’Hôpital,Œdipe",
    "Spanish": "Núñez,José|Muñoz,Mª Ángeles|Peña,Íñigo|Ibáñez,Sofía",
    "German": "Müller,Jürgen|Groß,Käthe|Schäfer,Björn|Weiß,Jörg",
    "Nordic": "Sørensen,Bjørn|Åkesson,Märta|Guðmundsson,Þór",
    "Polish": "Wałęsa,Łukasz|Żółkiewski,Paweł|Świątek,Michał|Dąbrowska,Grażyna",
    "Czech": "Dvořák,Antonín|Čermák,Ondřej|Růžička,Zdeněk|Šťastný,Lukáš",
    "Russian": "Иванов,Алексей|Петрова,Мария|Сидоров,Николай|Кузнецова,Наталья",
    "Greek": "Παπαδόπουλος,Γιώργος|Οικονόμου,Μαρία|Βασιλείου,Κώστας",
    "Japanese": "山田,太郎|鈴木,一郎|佐藤,花子|高橋,健",
    "Chinese": "王,小明|李,丽华|张,伟|刘,洋",
}


def written(language: str, codec: str) -> list[bytes]:
    """The lines of a file of such names."""
    return [b"family,given\r\n", *(f"{line}\r\n".encode(codec) for line in NAMES[language].split("|"))]


@pytest.mark.parametrize(
    ("language", "codec", "expected"),
    [
        *((language, "cp1252", "windows-1252") for language in ("French", "Spanish", "German", "Nordic")),
        *((language, "mac-roman", "mac-roman") for language in ("French", "Spanish", "German")),
        *((language, "cp850", "cp850") for language in ("Spanish", "German")),
        *((language, "cp1250", "windows-1250") for language in ("Polish", "Czech")),
        *((language, "iso8859-2", "iso-8859-2") for language in ("Polish", "Czech")),
        ("Polish", "cp852", "cp852"),
        ("Russian", "cp1251", "windows-1251"),
        ("Russian", "koi8-r", "koi8-r"),
        ("Russian", "cp866", "cp866"),
        ("Greek", "cp1253", "windows-1253"),
        ("Japanese", "cp932", None),
        ("Chinese", "gb18030", None),
        *((language, "utf-8", "utf-8") for language in NAMES),
    ],
)
def test_what_is_evident_is_recognised(language: str, codec: str, expected: str | None) -> None:
    """By clean words and usual letters; what two encodings read as well is nobody's guess."""
    found = unmarked(written(language, codec))

    assert expected == (found and found.name)
    if found:
        assert NAMES[language].split("|") == [line.decode(found.codec).strip() for line in written(language, codec)[1:]]


def test_one_name_is_enough() -> None:
    """A single line that can be nothing else."""
    found = unmarked(["Wałęsa,Lech\n".encode("cp1250")])

    assert (found and found.name) in {"windows-1250", "iso-8859-2"}
    assert found is not None
    assert "Wałęsa,Lech" == "Wałęsa,Lech".encode("cp1250").decode(found.codec)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("windows-1250", "windows-1250"),
        ("cp1250", "windows-1250"),
        ("Latin1", "latin-1"),
        ("ISO-8859-1", "latin-1"),
        ("latin2", "iso-8859-2"),
        ("SJIS", "shift-jis"),
        ("macintosh", "mac-roman"),
        ("utf8", "utf-8"),
    ],
)
def test_other_names_of_an_encoding_are_known(name: str, expected: str) -> None:
    """As other programs call it."""
    assert expected == encoding_named(name)


@pytest.mark.parametrize("name", ["rot13", "no\0such", "", "utf-7", "unicode_escape"])
def test_what_is_no_encoding_of_a_file_is_none(name: str) -> None:
    """It is refused, whatever else Python makes of it."""
    assert encoding_named(name) not in ENCODINGS


def test_every_encoding_that_may_be_said_is_read() -> None:
    """Each name stands for text of a codec that there is."""
    assert ["family,given"] * len(ENCODINGS) == [
        "family,given".encode(stated(name, b"").codec).decode(stated(name, b"").codec) for name in ENCODINGS
    ]

"""Which text may enter and be shown, and by which letters is a name looked up?"""

import json
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.text.cleaning import UNSAFE, clean_text, fold, folded_words, initials, name_parts, plain, require_text

E_ACUTE = "\u00e9"
STACK = "\u0301"
NON_JOINER, JOINER = "\u200c", "\u200d"

# What the rules of clean_text meet at their edges: marks, jamo, joiners, viramas, odd spaces and odd cases.
AWKWARD = (
    "aZ 9'-\u00e9\u0301\u0327\u0323\u034f\u0345\u0340\u1100\u1161\u11a8\uac00\u0628\u064e\u0627\u0915\u094d"
    "\u0dc1\u0dca\u0dbb\u200b\u200c\u200d\u200e\u202e\u2028\u00a0\u3000\u00ad\ufeff\x1b\x00\x85\ud800"
    "\u03b1\u0130\u00df\u0141\u1e9b\u304b\u3099\u2800\u3164\U0001f600\U0001f3fd\U000e0041\u180e\u0f71\u0f72"
)
texts = st.text(st.one_of(st.sampled_from(AWKWARD), st.characters(exclude_categories=[])), max_size=60)

CLEANED = [
    ("Smith", "Smith"),
    ("  Smith \t John\n", "Smith John"),
    ("Smith\r\nJohn", "Smith John"),
    ("Smith\u00a0John", "Smith John"),
    ("Smith\u3000John", "Smith John"),
    ("Smith\u2028John", "Smith John"),
    ("Smith\u2029John", "Smith John"),
    ("Smith\x85John", "Smith John"),
    ("Smith\x0b\x0cJohn", "Smith John"),
    ("Smith\x1c\x1d\x1e\x1fJohn", "Smith John"),
    ("Sm\x1b[31mith", "Sm[31mith"),
    ("Sm\x9b31mith", "Sm31mith"),
    ("\x1b]52;c;aGk=\x07Smith", "]52;c;aGk=Smith"),
    ("Sm\x00ith\x7f", "Smith"),
    ("Sm\u200bith", "Smith"),
    ("Sm\u00adith", "Smith"),
    ("\ufeffSmith", "Smith"),
    ("Sm\u2060ith", "Smith"),
    ("Sm\u034fith", "Smith"),
    ("\u202eSmith", "Smith"),
    ("Smi\u2066th\u2069", "Smith"),
    ("Smith\u200e\u200f\u061c", "Smith"),
    ("Smith\U000e0041\U000e007f", "Smith"),
    ("Smith\U000e0100", "Smith"),
    ("Smith\ufe0f", "Smith"),
    ("Smi\ud800th", "Smith"),
    ("Smi\udc80th", "Smith"),
    ("Smi\uffffth", "Smith"),
    ("\u2800\u3164\uffa0\u115f\u1160", ""),
    ("e\u0301", E_ACUTE),
    ("e\u200b\u0301", E_ACUTE),
    ("e\u200d\u0301", E_ACUTE),
    ("\u212b", "\u00c5"),
    ("Smith [/]", "Smith [/]"),
    ("[@click=app.quit]x[/]", "[@click=app.quit]x[/]"),
    ("O'Neil", "O'Neil"),
    ("o'NEIL de la cruz", "o'NEIL de la cruz"),
    ("\u738b\u5c0f\u660e", "\u738b\u5c0f\u660e"),
    ("\u0645\u062d\u0645\u062f", "\u0645\u062d\u0645\u062f"),
    ("\U0001f600", "\U0001f600"),
    ("\U0001f468\u200d\U0001f469", "\U0001f468\U0001f469"),
    ("\U0001f44b\U0001f3fd", "\U0001f44b"),
    ("\u0301Smith", "Smith"),
    ("a \u0301 b", "a b"),
    ("x" + STACK * 500, "x" + STACK * 4),
    ("x" + STACK * 500 + "q" + STACK * 2, "x" + STACK * 4 + "q" + STACK * 2),
    ("\u3131" + "\u1161" * 50, "\u3131" + "\u1161" * 4),
    ("", ""),
    (" \t\n", ""),
    ("\u200b\u200c\u200d\u202e", ""),
]


@pytest.mark.parametrize(("typed", "expected"), CLEANED)
def test_clean_text_is_one_visible_line(typed: str, expected: str) -> None:
    """White space becomes one space, what steers or hides vanishes, at most four marks stay on a base."""
    assert expected == clean_text(typed)


JOINED = [
    ("\u0641\u0627\u0637\u0645\u0647\u200c\u0632\u0647\u0631\u0627", True),  # Persian, two parts in one word
    ("\u0639\u0644\u06cc\u200c\u0631\u0636\u0627", True),
    ("\u0641\u0627\u0637\u0645\u064e\u200c\u0632\u0647\u0631\u0627", True),  # a vowel mark between
    ("\u0dc1\u0dca\u200d\u0dbb\u0dd3", True),  # Sinhala, after a virama
    ("\u0915\u094d\u200d\u0937", True),  # Devanagari
    ("\u0915\u094d\u200c\u0937", True),
    ("Smi\u200cth", False),
    ("Smi\u200dth", False),
    ("\u0641\u200d\u0627", False),  # the joiner says nothing between letters that join anyway
    ("\u0641\u200c", False),
    ("\u200c\u0641", False),
    ("\u0641 \u200c\u0627", False),
    ("\u0641\u200cx", False),
    ("x\u200c\u0641", False),
    ("\u0915\u094d\u200d", False),
]


@pytest.mark.parametrize(("name", "keeps"), JOINED)
def test_joiners_stay_only_where_a_script_spells_with_them(*, name: str, keeps: bool) -> None:
    """U+200C and U+200D stay between joining letters or after a virama, and nowhere else."""
    cleaned = clean_text(name)
    assert keeps == (NON_JOINER in cleaned or JOINER in cleaned)
    if keeps:
        assert unicodedata.normalize("NFC", name) == cleaned


def test_a_run_of_joiners_becomes_one() -> None:
    """Two names that look alike are not told apart by a second joiner."""
    assert "\u0641\u200c\u0632" == clean_text("\u0641\u200c\u200c\u200d\u200c\u0632")


CUT = [
    ("abcdef", 3, "abc"),
    ("abc def", 4, "abc"),
    ("x" + STACK, 1, ""),
    ("abx" + STACK, 3, "ab"),
    ("abx" + STACK, 4, "abx" + STACK),
    ("abx" + STACK * 2 + "c", 4, "ab"),
    ("abe" + STACK + "c", 3, "ab" + E_ACUTE),
    ("\u0641\u200c\u0632", 2, "\u0641"),
    ("\U0001f600\U0001f600", 1, "\U0001f600"),
    ("x" * 500, 120, "x" * 120),
]


@pytest.mark.parametrize(("typed", "limit", "expected"), CUT)
def test_a_cut_never_splits_a_base_from_its_marks(typed: str, limit: int, expected: str) -> None:
    """A letter that does not fit with all its marks is left out whole."""
    assert expected == clean_text(typed, limit=limit)


@given(texts, st.integers(1, 70))
def test_clean_text_is_idempotent(text: str, limit: int) -> None:
    """Cleaning twice changes nothing, under the same limit and a wider one; the result is NFC and fits."""
    cleaned = clean_text(text, limit=limit)
    assert cleaned == clean_text(cleaned, limit=limit)
    assert cleaned == clean_text(cleaned, limit=max(limit, 120))
    assert unicodedata.is_normalized("NFC", cleaned)
    assert limit >= len(cleaned)


@given(texts)
def test_cleaned_text_holds_nothing_unsafe_but_joiners(text: str) -> None:
    """What is stored can be encoded as UTF-8 and has no character that UNSAFE names, joiners aside."""
    cleaned = clean_text(text)
    assert cleaned.encode().decode() == cleaned
    assert [] == UNSAFE.findall(cleaned.replace(NON_JOINER, "").replace(JOINER, ""))
    assert " ".join(cleaned.split()) == cleaned


def test_unsafe_names_every_control_and_hidden_character() -> None:
    """Every control, format, surrogate and separator of Unicode is unsafe; only visible format signs pass."""
    visible_signs = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    hidden = ("Cc", "Cf", "Cs", "Zl", "Zp")
    passed = {
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in hidden and not UNSAFE.match(chr(code))
    }
    assert set() == passed - visible_signs


@pytest.mark.parametrize(
    "name",
    [
        "Zoë",
        "Nuñez",
        "Łukasz",
        "Þór",
        "Ngô Đình",
        "李",
        "김민준",
        "Ольга",
        "שרה",
        "عائشة",
        "อนงค์",
        "ប៊ុន",
        "Ἀθηνᾶ",
        "ანა",
    ],
)
def test_unsafe_leaves_names_alone(name: str) -> None:
    """No character that a name is written with is taken for unsafe."""
    assert [] == UNSAFE.findall(name)
    assert unicodedata.normalize("NFC", name) == clean_text(name)


def test_naughty_strings_become_harmless(corpora: Path) -> None:
    """Every naughty string cleans to one safe line, idempotently, and folds to letters and digits."""
    strings: list[str] = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    assert len(strings) > 500
    for string in strings:
        cleaned = clean_text(string)
        assert cleaned == clean_text(cleaned)
        assert [] == UNSAFE.findall(cleaned.replace(NON_JOINER, "").replace(JOINER, ""))
        assert 1 >= len(cleaned.splitlines())
        folded = fold(string)
        assert folded == fold(folded)
        assert not folded or folded.isalnum()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "The family name is missing. Type it."),
        ("  \n", "The family name is missing. Type it."),
        (
            "\u200b\x1b",
            "The family name is empty after removing characters that cannot be shown. Type it again.",
        ),
    ],
)
def test_text_that_cleans_to_nothing_is_refused(typed: str, sentence: str) -> None:
    """A needed text says which field it is for, and whether nothing was typed or nothing could be shown."""
    with pytest.raises(BadInput) as refused:
        require_text(typed, "family_name")
    assert sentence == refused.value.sentence
    assert "family_name" == refused.value.field


def test_text_that_is_there_is_returned_clean() -> None:
    """What is left after cleaning is the answer, cut at the limit asked for."""
    assert "Ana" == require_text(" Ana\x00bel ", "given", limit=3)


FOLDED = [
    ("Smith", "smith"),
    ("O'Neil", "oneil"),
    ("O\u2019Neil", "oneil"),
    ("O\u02bcNeil", "oneil"),
    ("O`Neil", "oneil"),
    ("O\u00b4Neil", "oneil"),
    ("Zoë", "zoe"),
    ("Zoe\u0308", "zoe"),
    ("Nuñez", "nunez"),
    ("Garcia-Lopez", "garcialopez"),
    ("de la Cruz", "delacruz"),
    ("Straße", "strasse"),
    ("STRASSE", "strasse"),
    ("ẞ", "ss"),
    ("Łukasz", "lukasz"),
    ("Øystein", "oystein"),
    ("Đình", "dinh"),
    ("Ðorður", "dordur"),
    ("Þór", "thor"),
    ("Æsa", "aesa"),
    ("Œuvre", "oeuvre"),
    ("Ħal", "hal"),
    ("Əliyev", "eliyev"),
    ("IŞIK", "isik"),
    ("ışık", "isik"),
    ("İbrahim", "ibrahim"),
    ("Ŋala", "nala"),
    ("Ŧor", "tor"),
    ("Ƙasim", "kasim"),
    ("Ɗan", "dan"),
    ("Čapek", "capek"),
    ("Ångström", "angstrom"),
    ("Dvořák", "dvorak"),
    ("Nguyễn", "nguyen"),
    ("Škoda", "skoda"),
    ("Țepeș", "tepes"),
    ("Kahoʻolawe", "kahoolawe"),
    ("ΟΔΥΣΣΕΥΣ", "οδυσσευσ"),
    ("Οδυσσεύς", "οδυσσευσ"),
    ("Ольга", "ольга"),
    ("Семёнов", "семенов"),
    ("ﬁona", "fiona"),
    ("Ｓｍｉｔｈ", "smith"),
    ("١٢٣", "123"),
    ("１２３", "123"),
    ("M-1042", "m1042"),
    ("王小明", "王小明"),
    ("مُحَمَّد", "محمد"),
    ("J.R.", "jr"),
    ("J. R. R.", "jrr"),
    ("!!!", ""),
    ("", ""),
    ("\u200b", ""),
    ("Sm\u200cith", "smith"),
]


@pytest.mark.parametrize(("name", "expected"), FOLDED)
def test_fold_keeps_letters_and_digits_only(name: str, expected: str) -> None:
    """Accents, case, apostrophes and spaces do not matter to a lookup, in any spelling of them."""
    assert expected == fold(name)


@given(texts)
def test_fold_is_idempotent(text: str) -> None:
    """A folded text folds to itself and has nothing but letters and digits."""
    folded = fold(text)
    assert folded == fold(folded)
    assert not folded or folded.isalnum()


@given(texts)
def test_fold_does_not_see_what_cleaning_removes(text: str) -> None:
    """A name with hidden characters is found by its letters, cleaned before or not."""
    hidden = text.replace(NON_JOINER, "\u200b").replace(JOINER, "\u200b")
    assert fold(UNSAFE.sub("", hidden)) == fold(hidden)


PARTS = [
    ("Smith", ("smith",)),
    ("Garcia-Lopez", ("garcialopez", "garcia", "lopez")),
    ("García\u2013López", ("garcialopez", "garcia", "lopez")),
    ("Garcia\u2011Lopez", ("garcialopez", "garcia", "lopez")),
    ("de la Cruz", ("delacruz", "de", "la", "cruz")),
    ("O'Neil", ("oneil",)),
    ("O'Neil-Smith", ("oneilsmith", "oneil", "smith")),
    ("Ana Garcia-Lopez", ("anagarcialopez", "ana", "garcialopez", "garcia", "lopez")),
    ("St. John", ("stjohn", "st", "john")),
    ("J.R. Smith", ("jrsmith", "jr", "smith")),
    ("Smith,John", ("smithjohn", "smith", "john")),
    ("Mary (Molly)", ("marymolly", "mary", "molly")),
    ('Shaq "Big" Lee', ("shaqbiglee", "shaq", "big", "lee")),
    ("Ana/Maria", ("anamaria", "ana", "maria")),
    ("Garcia Garcia", ("garciagarcia", "garcia")),
    ("D'Arcy de Vries-O'Neil", ("darcydevriesoneil", "darcy", "de", "vriesoneil", "vries", "oneil")),
    ("Zoë", ("zoe",)),
    ("van\u00a0Dyke", ("vandyke", "van", "dyke")),
    ("- Smith -", ("smith",)),
    ("Smith & Lee", ("smithlee", "smith", "lee")),
    ("!!!", ()),
    ("", ()),
]


@pytest.mark.parametrize(("name", "expected"), PARTS)
def test_each_part_of_a_name_has_its_own_entry(name: str, expected: tuple[str, ...]) -> None:
    """The whole comes first, then each word, then each part of a hyphenated word, none of them twice."""
    assert expected == name_parts(name)


@given(texts)
def test_name_parts_are_folded_and_distinct(text: str) -> None:
    """Each entry is a folded word, none is empty, and every folded word of the name is among them."""
    parts = name_parts(text)
    assert len(parts) == len(set(parts))
    assert all(part and part == fold(part) for part in parts)
    assert set(folded_words(text)) <= set(parts)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("o'neil", ("oneil",)),
        ("garcia-lopez", ("garcia", "lopez")),
        ("garcia garcia", ("garcia", "garcia")),
        ("DE LA Cruz", ("de", "la", "cruz")),
        ("-", ()),
    ],
)
def test_folded_words_keep_order_and_repetition(typed: str, expected: tuple[str, ...]) -> None:
    """What is typed for a double surname asks for each of its parts."""
    assert expected == folded_words(typed)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("John Smith", "JS"),
        ("Ana Garcia-Lopez", "AGL"),
        ("de la Cruz", "dlC"),
        ("O'Neil", "O"),
        ("'t Hooft", "tH"),
        ("Zoë", "Z"),
        ("\u00c9mile", "\u00c9"),
        ("x\u0301y", "x\u0301"),
        ("\u738b\u5c0f\u660e", "\u738b"),
        ("(Molly)", "M"),
        ("!!!", ""),
        ("", ""),
    ],
)
def test_initials_are_the_first_letters_as_written(name: str, expected: str) -> None:
    """No letter changes its case, and a letter keeps its marks."""
    assert expected == initials(name)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("  FRI  10:30 ", "fri 10:30"),
        ("\uff11\uff14/\uff13", "14/3"),
        ("\u0661\u0664/\u0663", "14/3"),
        ("1984\u201303\u201314", "1984-03-14"),
        ("\u22122", "-2"),
        ("14\u00a0Mar", "14 mar"),
        ("\u200b", ""),
    ],
)
def test_plain_text_is_what_the_readers_of_dates_expect(typed: str, expected: str) -> None:
    """Full-width and other digits, typographic dashes and odd spaces read like those of the keyboard."""
    assert expected == plain(typed)

"""Which patient do the words in the lookup box describe?"""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar.birth_date import BirthPattern
from core.calendar.date_order import DateOrder
from core.calendar.months_abroad import LANGUAGES, month_abroad
from core.calendar.names import month_of
from core.patients.lookup import MOST_TERMS, PatientQuery, read_query
from core.patients.query_words import reading
from core.text.cleaning import fold

MDY, DMY, YMD = DateOrder.MDY, DateOrder.DMY, DateOrder.YMD
TODAY = date(2026, 11, 23)
MARCH_14 = BirthPattern(month=3, day=14)
BORN_1984 = BirthPattern(year=1984)
WHOLE = BirthPattern(1984, 3, 14)


def query(text: str, order: DateOrder = MDY) -> PatientQuery:
    """What the box reads on one day in November."""
    return read_query(text, order=order, today=TODAY)


ABROAD = [
    ("13 août 1988", "born 13 August 1988 · or name aout…"),
    ("dupont 13 aout 1988", "name dupont… · born 13 August 1988 · or name aout…"),
    ("3 mayo 1990", "born 3 May 1990 · or name mayo…"),
    ("3 DE MAYO DE 1990 ruiz", "name ruiz… · born 3 May 1990 · or name de… mayo… de…"),
    ("2 dic 1990", "born 2 December 1990 · or name dic…"),
    ("1 mai", "born 1 May · or name mai…"),
    ("1er mai 1990", "born 1 May 1990 · or name mai…"),
    ("13. August 1988", "born 13 August 1988"),
    ("dupont 13. August", "name dupont… · born 13 August · or name august…"),
    ("5 März 75", "born 5 March 1975 · or name marz…"),
    ("12 de março de 1975", "born 12 March 1975 · or name de… marco… de…"),
    ("jan kowalski 13 maja 1990 r.", "name jan… kowalski… · born 13 May 1990 · or name maja… r…"),
    ("5 października 1970", "born 5 October 1970 · or name pazdziernika…"),
    ("4 марта 1970", "born 4 March 1970 · or name марта…"),
    ("tháng 3", "born in March · or name thang…"),
    ("ngày 3 tháng 5 năm 1990", "born 3 May 1990 · or name ngay… thang… nam…"),
    ("nguyen tháng tư 1990", "name nguyen… · born April 1990 · or name thang… tu…"),
    ("3 thang 5 1990", "born 3 May 1990 · or name thang…"),
    ("13-août-1988", "born 13 August 1988"),
    ("14mai88", "born 14 May 1988"),
    ("陈美玲 1988年8月13日", "name 陈美玲… · born 13 August 1988"),
    ("3 août 1988 617 555 0199", "born 3 August 1988 · or name aout… · number 6175550199"),
    ("3 août 06 12 34 56 78", "born 3 August · or name aout… · number 0612345678"),
    ("mai 1988", "name mai… · born 1988 · or born May 1988 · or number 1988"),
    ("mayo 3 1990", "name mayo… · born March 1990 · or born 3 May 1990 · or number 31990"),
    ("mayo 3", "name mayo… · or born 3 May · 3?"),
    ("thang 3", "name thang… · or born in March · 3?"),
    ("mai", "name mai…"),
    ("avril mayo", "name avril… mayo…"),
    ("tran mai 3/14", "name tran… mai… · born 14 March"),
    ("mai 13 8 1988", "name mai… · born 13 August 1988 · or number 1381988"),
    ("mayo 617 555 0123", "name mayo… · number 6175550123"),
    ("tháng 13", "name thang… · 13?"),
    ("42 mai", "name mai… · 42?"),
    ("M-1042 mai", "name mai… · code M1042"),
]


@pytest.mark.parametrize(("typed", "line"), ABROAD)
def test_months_of_other_languages_are_read_beside_a_day(typed: str, line: str) -> None:
    """As a name first where the words fit as one; and as the other after that, so that nobody called so is lost."""
    assert line == reading(query(typed))


@pytest.mark.parametrize("language", ["es", "fr", "de", "pt", "it", "pl", "ru", "uk", "ar"])
def test_no_word_is_two_months(language: str) -> None:
    """In whichever language: which one is meant is nowhere said."""
    for line in filter(lambda one: one.startswith(f"{language} "), LANGUAGES.splitlines()):
        words = line.split()[1:]
        assert [*range(1, 13)] == [month_abroad(word) for word in words]
        assert all(month_of(word) in {None, month} for month, word in enumerate(words, 1))


NAMES = [
    ("smi", ("smi",)),
    ("Smith John", ("smith", "john")),
    ("smith, john", ("smith", "john")),
    ("smith,john", ("smith", "john")),
    ("o'neil", ("oneil",)),
    ("O\u2019NEIL", ("oneil",)),
    ("garcia-lopez", ("garcia", "lopez")),
    ("García\u2013López", ("garcia", "lopez")),
    ("garcia garcia", ("garcia", "garcia")),
    ("de la Cruz", ("de", "la", "cruz")),
    ("Zoë Nuñez", ("zoe", "nunez")),
    ("J.R. Smith", ("jr", "smith")),
    ("j. smith", ("j", "smith")),
    ("Łukasz", ("lukasz",)),
    ("王小明", ("王小明",)),
    ("may", ("may",)),
    ("april june", ("april", "june")),
    ("mar", ("mar",)),
    ("& smith", ("smith",)),
    ("smith [/]", ("smith",)),
    ("s\u200bmith\x1b", ("smith",)),
    ("today", ("today",)),
]


@pytest.mark.parametrize(("typed", "names"), NAMES)
def test_words_of_letters_are_parts_of_names(typed: str, names: tuple[str, ...]) -> None:
    """Each word is one part, folded; a double surname asks for both of its parts."""
    assert PatientQuery(names=names) == query(typed)


BIRTHS = [
    ("3/14", MDY, MARCH_14),
    ("14/3", MDY, MARCH_14),
    ("14/3", DMY, MARCH_14),
    ("3/4", MDY, BirthPattern(month=3, day=4)),
    ("3/4", DMY, BirthPattern(month=4, day=3)),
    ("3/14/84", MDY, WHOLE),
    ("3/14/1984", MDY, WHOLE),
    ("14.3.1984", MDY, WHOLE),
    ("14-3-1984", MDY, WHOLE),
    ("1984-03-14", MDY, WHOLE),
    ("1984/03", MDY, BirthPattern(1984, 3)),
    ("14mar84", MDY, WHOLE),
    ("14mar", MDY, MARCH_14),
    ("mar84", MDY, BirthPattern(1984, 3)),
    ("mar1984", MDY, BirthPattern(1984, 3)),
    ("14 mar", MDY, MARCH_14),
    ("mar 14", MDY, MARCH_14),
    ("march 14th", MDY, MARCH_14),
    ("14 march 1984", MDY, WHOLE),
    ("march 14, 1984", MDY, WHOLE),
    ("1984 mar 14", MDY, WHOLE),
    ("mar 14 84", MDY, WHOLE),
    ("3/", MDY, BirthPattern(month=3)),
    ("3/1", MDY, BirthPattern(month=3, day=1)),
    ("3/14/", MDY, MARCH_14),
    ("3/14/1", MDY, MARCH_14),
    ("3/14 3/14/1984", MDY, WHOLE),
]


@pytest.mark.parametrize(("typed", "order", "birth"), BIRTHS)
def test_what_can_only_be_a_birth_date_is_one(typed: str, order: DateOrder, birth: BirthPattern) -> None:
    """A date with a slash, a month's name or a whole year in it is sure, and searched as nothing else."""
    assert PatientQuery(births=(birth,), sure_births=(birth,)) == query(typed, order)


DOUBTFUL = [
    ("1984", BORN_1984, "1984"),
    ("2012", BirthPattern(year=2012), "2012"),
    ("0314", MARCH_14, "0314"),
    ("0123", BirthPattern(month=1, day=23), "0123"),
    ("19840314", WHOLE, "19840314"),
    ("031484", WHOLE, "031484"),
    ("03-14", MARCH_14, "0314"),
    ("12-1984", BirthPattern(1984, 12), "121984"),
    ("3 14 1984", WHOLE, "3141984"),
    ("3 14", MARCH_14, "314"),
    ("1984-", BORN_1984, "1984"),
    ("14.3.84", WHOLE, "14384"),
]


@pytest.mark.parametrize(("typed", "birth", "run"), DOUBTFUL)
def test_a_number_that_may_be_a_birth_date_has_two_readings(typed: str, birth: BirthPattern, run: str) -> None:
    """It is searched as a birth date first and as digits second, never as both at once."""
    read = query(f"smi {typed}")
    assert PatientQuery(names=("smi",), births=(birth,), digits=(run,)) == read
    as_birth, as_digits = read.readings()
    assert PatientQuery(names=("smi",), births=(birth,), sure_births=(birth,)) == as_birth
    assert PatientQuery(names=("smi",), digits=(run,), sure_digits=(run,)) == as_digits
    assert (as_birth,) == as_birth.readings()
    assert (as_digits,) == as_digits.readings()


DIGITS = [
    ("555", "555"),
    ("0199", "0199"),
    ("4567", "4567"),
    ("8 0152 45-09-11", "80152450911"),
    ("5550123", "5550123"),
    ("555-0123", "5550123"),
    ("555 0123", "5550123"),
    ("555 1984", "5551984"),
    ("(617) 555-0123", "6175550123"),
    ("(617)555-0123", "6175550123"),
    ("617-555-0123", "6175550123"),
    ("617.555.0123", "6175550123"),
    ("617 555 0123", "6175550123"),
    ("617 555 1984", "6175551984"),
    ("+1 617 555 0123", "6175550123"),
    ("+1 (617) 555-0123", "6175550123"),
    ("1-617-555-0123", "6175550123"),
    ("16175550123", "6175550123"),
    ("+16175550123", "6175550123"),
    ("+44 20 7946 0958", "442079460958"),
    ("020 7946 0958", "02079460958"),
    ("01 23 45 67 89", "0123456789"),
    ("8 (800) 123-45-67", "88001234567"),
    ("0 800 12 345", "080012345"),
    ("712 345", "712345"),
    ("#1042", "1042"),
    ("(617)", "617"),
    ("617-5", "6175"),
    ("555-", "555"),
    ("123456", "123456"),
    ("99999999", "99999999"),
]


@pytest.mark.parametrize(("typed", "run"), DIGITS)
def test_digits_that_belong_together_are_one_run(typed: str, run: str) -> None:
    """A phone number is found however it is grouped, with or without its country code."""
    assert PatientQuery(digits=(run,), sure_digits=(run,)) == query(typed)


CODES = [
    ("M-1042", ("m1042",)),
    ("mrn00123", ("mrn00123",)),
    ("XYZ123456789", ("xyz123456789",)),
    ("w12-345/6", ("w123456",)),
    ("a1 b2", ("a1", "b2")),
    ("dec1234", ("dec1234",)),
    ("7", ("7",)),
    ("42", ("42",)),
]


@pytest.mark.parametrize(("typed", "codes"), CODES)
def test_letters_with_digits_are_record_or_member_numbers(typed: str, codes: tuple[str, ...]) -> None:
    """They are folded like names; a short number alone may be a whole record number."""
    assert PatientQuery(codes=codes) == query(typed)


MIXED = [
    ("smi 3/14", "name smi… · born 14 March"),
    ("3/14 smi", "name smi… · born 14 March"),
    ("smith 3/14 john", "name smith… john… · born 14 March"),
    ("smi 3/14 1984", "name smi… · born 14 March 1984 · or number 1984"),
    ("smith 1984 555 0123", "name smith… · born 1984 · or number 1984 · number 5550123"),
    ("555 0123 1984", "born 1984 · or number 1984 · number 5550123"),
    ("1984 5550123", "born 1984 · or number 1984 · number 5550123"),
    ("14mar84 5550123", "born 14 March 1984 · number 5550123"),
    ("14.3.1984 5550123 lee", "name lee… · born 14 March 1984 · number 5550123"),
    ("lee (617) 555-0123 M-1042", "name lee… · number 6175550123 · code M1042"),
    ("april 3/14", "name april… · born 14 March"),
    ("may 1984", "born May 1984 · or name may…"),
    ("may 14", "born 14 May"),
    ("lee may 14", "name lee… · born 14 May"),
    ("smi 3", "name smi… · 3?"),
    ("smi 2/30", "name smi… · 2/30?"),
    ("2/30", "2/30?"),
    ("john 3rd", "name john… · 3rd?"),
    ("3/4 5/6", "born 4 March · born 6 May"),
    ("5551234 5559876", "number 55512345559876"),
    ("42", "code 42"),
    ("!!!", ""),
    ("", ""),
]


@pytest.mark.parametrize(("typed", "line"), MIXED)
def test_the_line_below_the_box_says_how_it_was_read(typed: str, line: str) -> None:
    """Words of all kinds stand in any order, and what was not understood has a question mark."""
    assert line == reading(query(typed))


def test_typing_on_never_makes_a_birth_date_vanish() -> None:
    """From the first slash on each prefix of a whole date narrows the birth date and is understood."""
    typed = "smi 3/14/1984"
    for end in range(len("smi 3/"), len(typed) + 1):
        read = query(typed[:end])
        assert ("smi",) == read.names
        assert 3 == read.births[0].month
        assert () == read.unread


def test_sure_and_doubtful_numbers_do_not_mix() -> None:
    """Beside a whole phone number a year is still doubtful, and each reading keeps the phone number."""
    as_birth, as_digits = query("1984 5550123").readings()
    assert ((BORN_1984,), ("5550123",)) == (as_birth.births, as_birth.digits)
    assert ((), ("1984", "5550123")) == (as_digits.births, as_digits.digits)


@pytest.mark.parametrize(("typed", "empty"), [("", True), ("!!!", True), ("2/30", True), ("s", False), ("7", False)])
def test_a_query_knows_when_there_is_nothing_to_search(typed: str, *, empty: bool) -> None:
    """What is not understood is not searched for."""
    assert empty == query(typed).is_empty()


@pytest.mark.parametrize(
    "typed",
    ["a " * 43, "-".join("abcdefghijklmnopqrstuvwxyz"), "\ufdfa" * 40, "".join(f"b{n} " for n in range(30))],
    ids=["letters", "hyphens", "ligatures", "codes"],
)
def test_of_many_words_the_first_are_read(typed: str) -> None:
    """However many words a text folds to, twelve of them are searched for, and the line below the box says so."""
    read = query(typed)
    assert (MOST_TERMS, True) == (len((*read.names, *read.births, *read.digits, *read.codes)), read.is_cut)
    assert reading(read).startswith("only the first 12 words were read · ")


def test_twelve_words_are_read_whole() -> None:
    """What is no word does not count."""
    read = query("& a b c d e f g h i j k 3/14")
    assert (11, (MARCH_14,), False) == (len(read.names), read.births, read.is_cut)


def test_every_example_phone_is_one_run_of_its_digits(corpora: Path) -> None:
    """However a region groups its numbers, both forms keep every digit, in one run.

    A group of numbers that reads as a birth date too has the run as its second reading.
    """
    phones = json.loads((corpora / "phone-examples" / "phone_examples.json").read_text(encoding="utf-8"))
    assert len(phones) > 900
    for phone in phones:
        for written in (phone["national"], phone["e164"]):
            digits = "".join(ch for ch in written if ch.isdigit())
            without_code = digits[1:] if len(digits) == 11 and digits[0] == "1" else digits
            assert (without_code,) == query(f"lee {written}").readings()[-1].digits, written


def test_every_naughty_string_is_a_query(corpora: Path) -> None:
    """Whatever is pasted into the box is read, and the line below it holds no control character."""
    strings: list[str] = json.loads((corpora / "blns" / "blns.json").read_text(encoding="utf-8"))
    for string in strings:
        assert reading(query(string)).isprintable() or not string.isascii()
        assert all(fold(name) == name for name in query(string).names)


tokens = st.sampled_from(
    [
        "smi",
        "o'neil",
        "3/14",
        "1984",
        "14",
        "mar",
        "(617)",
        "555-0123",
        "M-1042",
        "14mar84",
        "2/30",
        "7",
        "&",
        ",",
    ]
)


@given(st.lists(tokens, max_size=6).map(" ".join) | st.text(max_size=40), st.sampled_from(DateOrder))
def test_any_text_is_a_query(text: str, order: DateOrder) -> None:
    """The box never refuses; its readings have nothing doubtful left and demand no number twice."""
    read = read_query(text, order=order, today=TODAY)
    assert all(len(run) >= 3 for run in read.digits)
    assert all(name and fold(name) == name for name in read.names)
    for alternative in read.readings():
        assert alternative.digits == alternative.sure_digits
        assert alternative.births == alternative.sure_births
        as_typed = read if alternative.names == read.names else read.otherwise
        assert as_typed
        assert (as_typed.names, as_typed.codes) == (alternative.names, alternative.codes)
    assert set(read.sure_digits) <= set(read.digits)


@given(st.permutations(["smi", "3/14", "lee", "M-1042"]))
def test_words_stand_in_any_order(words: list[str]) -> None:
    """The order of kinds does not matter."""
    read = query(" ".join(words))
    assert ({"smi", "lee"}, (MARCH_14,), ("m1042",)) == (set(read.names), read.births, read.codes)

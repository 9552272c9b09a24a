"""Is a name of other letters known by the ways in which it is written in Latin ones?"""

import pytest

from core.patients.family_names_abroad import family_names_beside
from core.patients.romanised import latin_readings, romanised_as, romanised_key
from core.text.cleaning import fold


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        *(("陳", "chen"), ("淑芬", "shufen"), ("志强", "zhiqiang"), ("志强", "chihchiang"), ("雪梅", "hsuehmei")),
        *(
            ("明轩", "mingxuan"),
            ("明轩", "minghsuan"),
            ("谢", "hsieh"),
            ("周", "chou"),
            ("建国", "chienkuo"),
            ("单", "shan"),
        ),
        *(
            ("정", "jeong"),
            ("정", "jung"),
            ("정", "chung"),
            ("김", "kim"),
            ("김", "gim"),
            ("박", "park"),
            ("최", "choi"),
        ),
        *(
            ("하늘", "haneul"),
            ("선우", "sunwoo"),
            ("재덕", "jaeduk"),
            ("미영", "miyoung"),
            ("백", "paik"),
            ("허", "hur"),
        ),
        *(
            ("ささき", "sasaki"),
            ("ササキ", "sasaki"),
            ("おおにし", "ohnishi"),
            ("ようこ", "yoko"),
            ("გიორგი", "giorgi"),
        ),
    ],
)
def test_is_known_by(written: str, latin: str) -> None:
    """By each system of writing it in Latin letters, and the spellings of those who bear it."""
    assert romanised_key(fold(written)) == romanised_as(latin) != ""


@pytest.mark.parametrize(
    ("written", "latin"),
    [("陳", "zhang"), ("淑芬", "xiaofang"), ("정", "kim"), ("하늘", "hanna"), ("ささき", "suzuki"), ("박", "baek")],
)
def test_is_not_known_by(written: str, latin: str) -> None:
    """Not by another name."""
    assert romanised_key(fold(written)) != romanised_as(latin)


@pytest.mark.parametrize(
    ("written", "latin"),
    [
        *(
            ("淑芬", "shufen"),
            ("하늘", "haneul"),
            ("Голубева", "golubeva"),
            ("Νικος", "nikos"),
            ("שרה", ""),
            ("Åse", ""),
        ),
        *(("中村", "zhongcun nakamura"), ("髙橋", "gaoqiao takahashi"), ("さくら", "sakura")),
    ],
)
def test_reading(written: str, latin: str) -> None:
    """Where its letters tell the vowels, and it is not written in Latin ones."""
    assert " ".join(latin_readings(fold(written))) == latin


def test_family_names() -> None:
    """In the other spellings of their bearers, and no name that is none."""
    assert {"hsu"} <= family_names_beside("xu")
    assert {"yun"} <= family_names_beside("yoon")
    assert not family_names_beside("smith")

"""Is a name of letters that write no vowels known by its Latin spellings, and by no other name's?"""

from __future__ import annotations

import pytest

from core.patients.other_script import is_spelled, script_key, script_keys
from core.text.cleaning import fold

SPELLED = """
خالد khaled khalid / المصري almasri elmasry masri / عبد الرحمن abdelrahman abdurrahman abderrahman / يوسف youssef yusuf
كريم karim kareem / فاطمة fatima / الحسيني alhusseini / غسان ghassan / طارق tareq tariq / جمال jamal gamal
عمر omar umar
זהבי zehavi / לוי levy levi / רחל rachel rahel / פרידמן friedman fridman / משה moshe / חיים chaim haim / כהן cohen kohen
גולדברג goldberg / אברהם avraham abraham / שפירא shapira / ברק barak / יעקב yaakov yakov / דוד david
पाटील patil / सुनीता sunita / शर्मा sharma / वर्मा verma varma / प्रिया priya / ராமன் raman / বন্দ্যোপাধ্যায় bandyopadhyay
حسین‌زاده hosseinzadeh / زهرا zahra / محمود mahmoud mahmud
"""
OTHERS = """
محمود mohammed / חיים haymann / לוי levin / رحمن rahim / פרידמן feldman / כהן kogan / दास dosanjh
سعيد saad / نور nadir / خالد khalil / طارق tarkan
"""


def _pairs(table: str) -> list[tuple[str, str]]:
    entries = [entry.strip() for line in table.strip().splitlines() for entry in line.split(" / ")]
    parted = [
        (" ".join(w for w in one.split() if not w.isascii()), [w for w in one.split() if w.isascii()])
        for one in entries
    ]
    return [(fold(name), latin) for name, spelled in parted for latin in spelled if latin.isalpha()]


@pytest.mark.parametrize(("name", "latin"), _pairs(SPELLED))
def test_spelled_in_latin_letters(name: str, latin: str) -> None:
    """What is looked for by the key is found, and is the name."""
    assert script_key(name) in script_keys(latin)
    assert is_spelled(name, latin)


@pytest.mark.parametrize(("name", "latin"), _pairs(OTHERS))
def test_another_name(name: str, latin: str) -> None:
    """Of the same or nearly the same consonants."""
    assert not (script_key(name) in script_keys(latin) and is_spelled(name, latin))


def test_of_no_such_script() -> None:
    """Names that are written otherwise have no key, and what is no Latin word asks for none."""
    assert {"", frozenset()} == {*map(script_key, ("smith", "王", "иван", "")), *map(script_keys, ("王", "", "x1"))}

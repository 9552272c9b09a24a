"""Which spellings has a name that was brought from another script: Юсуф, Youssef and Yusuf, Sergey and Serhii?

Names in Cyrillic and Greek letters are read as Latin ones; Arabic and Hebrew ones, which leave vowels out, are compared
by their consonants. Spellings in Latin letters agree where they are two ways to write one sound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Final

from core.patients.other_script import is_spelled, tells_much
from core.patients.romanised import romanised_as, romanised_key
from core.text.alphabets import latin_of
from core.text.cleaning import fold
from core.text.edit_distance import edits

_CONSONANTS: Final = str.maketrans({
    "ا": "", "ى": "", "ة": "", "ء": "", "ع": "", "و": "", "ي": "", "ب": "b", "پ": "b", "ت": "t", "ط": "t", "ث": "t",
    "ج": "j", "چ": "j", "ح": "h", "خ": "h", "ه": "h", "ہ": "h", "د": "d", "ذ": "d", "ض": "d", "ر": "r", "ز": "z",
    "ظ": "z", "س": "s", "ش": "s", "ص": "s", "غ": "g", "گ": "g", "ف": "f", "ق": "k", "ک": "k", "ك": "k", "ل": "l",
    "م": "m", "ن": "n", "ی": "",
    "א": "", "ע": "", "ו": "", "י": "", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ז": "z", "ח": "h", "ט": "t", "כ": "k",
    "ך": "k", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "פ": "f", "ף": "f", "צ": "s", "ץ": "s",
    "ק": "k", "ר": "r", "ש": "s", "ת": "t",
})  # fmt: skip
_FIRST: Final = {"ي": "y", "י": "y", "و": "w", "ی": "y"}
"""Letters that are consonants where a name begins with them."""

# In order; what an earlier rule wrote, a later one may read.
_ONE_SOUND: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ou|oo", "u"),
        (r"shch|sch|sh", "s"),
        (r"tch|tsch|ch", "c"),
        (r"kh|gh(?!t)", "h"),
        (r"zh|dj|dzh", "j"),
        (r"ph", "f"),
        (r"ts|tz", "c"),
        (r"q|ck", "k"),
        (r"w", "v"),
        (r"(?<=[aeou])h(?![aeiouy])|(?<=[aeiouy])h$", ""),
        (r"[iyj]+(?=[aeou])", "i"),
        (r"ee|e?[iyj]+", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SKELETON: Final = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"(.)\1+", r"\1"),
        (r"(?<=[szdtkcg])h", ""),
        (r"k(?=h)", ""),
        (r"h$", ""),
        (r"p|v", "b"),
        (r"[qc]", "k"),
        (r"(?<!^)[aeiouyw]|^[aeiou]", ""),
    )
)
_ALONE: Final = {"h": "(?<![cgkpstz])h"}
"""Of a letter that others before it take into one sound: where it is its own."""
_SONS: Final = ("vich", "vitch", "wich", "witch", "witsch", "witz", "vitz", "wicz", "vic")
"""As names end that say whose son somebody is."""
_LEAST_KEY: Final = 4
_LEAST_CONSONANTS: Final = 3

# A line a name: what its bearers write in their several languages, where sound alone does not tell.
_VARIANTS: Final = """\
sergey sergei serhii serhiy sergiy siarhei
alexander aleksandr oleksandr aliaksandr
alexandra aleksandra oleksandra
alexey aleksei alexei oleksii oleksiy aliaksei
andrey andrei andrii andriy andrej
anna hanna ganna
catherine katherine kathryn katharine cathryn ekaterina yekaterina kateryna katerina katsiaryna
george giorgi georgi georgios
xenia ksenia kseniya oksana ksenija
dmitry dmitri dmitriy dmytro dzmitry
elena yelena olena alena
eugene evgeny evgeniy yevgeny yevhen yevhenii
galina halyna
gregory grigory grigoriy hryhorii
igor ihor
konstantin kostiantyn kostyantyn
ludmila lyudmila liudmyla
maria mariya mariia
mikhail michail mykhailo mikhailo
natalia natalya nataliia nataliya
nicholas nikolay nikolai mykola mikalai
nikita mykyta
oleg oleh
olga olha volha
pavel pavlo
svetlana svitlana sviatlana
tatiana tatyana tetiana tetyana tatsiana
vasily vasili vasyl
vladimir volodymyr uladzimir
yuri yury yurii yuriy iurii
yusuf youssef yousef yousuf yusef yussuf youssouf يوسف
mohammed mohamed muhammad mohammad mohamad muhammed mahomed mehmed محمد
ahmed ahmad ahmet احمد
ali aly علي
omar umar omer عمر
osman usman othman uthman عثمان
hussein husain hussain hossein husayn huseyn حسين
hasan hassan حسن
abdullah abdallah abdulla عبدالله
ibrahim ebrahim brahim ابراهيم
ismail ismael esmail اسماعيل
fatima fatma fatemeh fatimah فاطمه فاطمة
aisha ayesha aicha aysha عائشة
khadija hadija khadeeja khadidja خديجة
mariam maryam meryem miriam mariyam مريم
zainab zeinab zaynab zineb زينب
khalid khaled خالد
said saeed saïd sayeed سعيد
tariq tarek tareq طارق
jamal gamal djamel جمال
mustafa mostafa moustafa مصطفي مصطفى
moshe moses משה
yitzhak itzhak isaac יצחק
yaakov yakov jacob יעקב
chaim haim hayim חיים
giorgos georgios yorgos yiorgos
mehdi mahdi مهدي مهدی
llewellyn llewelyn luellen lewellen flewelling
singh सिंह সিংহ ਸਿੰਘ સિંહ
rachel rahel רחל
ioannis yannis giannis
"""


def are_transliterations(one: str, other: str) -> bool:
    """Whether two different folded names may be one, brought from another script in two ways."""
    mine, theirs = latin_of(one), latin_of(other)
    if not (_lines_of(one) | _lines_of(mine)).isdisjoint(_lines_of(other) | _lines_of(theirs)):
        return True
    if not (mine.isascii() and theirs.isascii()):
        if one.isascii() == other.isascii():
            return False
        latin, script = sorted((mine, theirs), key=lambda name: not name.isascii())
        if romanised_key(script):
            return romanised_key(script) == romanised_as(latin)
        return _consonants(mine) == _consonants(theirs) != "" or (tells_much(script) and is_spelled(script, latin))
    keys = _key(mine), _key(theirs)
    if min(map(len, keys)) < _LEAST_KEY:
        return mine == theirs
    return edits(*keys) <= (0 if one.isascii() and other.isascii() else 1)


@cache
def variants_beside(name: str) -> frozenset[str]:
    """What else the bearers of a folded name write, in their several languages: youssef and يوسف for yusuf."""
    lines = _lines_of(name)
    return frozenset(other for other, its in _variants().items() if its & lines) - {name}


def other_romanisations(latin: str) -> frozenset[str]:
    """What a folded name in Latin letters may be as `latin_of` spells it: grigorenko for hryhorenko."""
    ways = (
        {"h": "kh"},
        {"h": "g"},
        {"tsch": "ch", "sch": "sh", "w": "v", "j": "y"},
        {"c(?!h)": "ts", "j": "y"},
        {"ch": "kh"},
        {"x": "kh"},
    )
    spelled = set()
    for way in ways:
        other = latin
        for one, instead in way.items():
            other = re.sub(_ALONE.get(one, one), instead, other)
        spelled.add(other)
    return frozenset(spelled) - {latin}


def slavic_spellings(latin: str) -> frozenset[str]:
    """How a folded name may be spelled too where w is read as v, or a mark was left out: wishnewska, rabinowitz for
    rabinovich, durad for djuradj, ciric for chirich.
    """
    ending = next((one for one in _SONS if latin.endswith(one)), "")
    sons = {latin.removesuffix(ending) + other for other in _SONS} if ending else set()
    bare = latin.replace("ch", "c").replace("sh", "s").replace("zh", "z")
    others = {latin.replace("v", "w"), latin.replace("dj", "d"), bare}
    return frozenset(sons | others) - {latin}


@lru_cache(maxsize=4096)
def _key(latin: str) -> str:
    """What spellings of one sound have in common: ou and u, kh and h, iy and y."""
    for pattern, sound in _ONE_SOUND:
        latin = pattern.sub(sound, latin)
    return latin


def _consonants(name: str) -> str:
    """The consonants of a name in Latin, Arabic or Hebrew letters; '' where they are too few to go by."""
    if name.isascii():
        for pattern, sound in _SKELETON:
            name = pattern.sub(sound, name)
    else:
        name = (_FIRST.get(name[:1], "") + name.translate(_CONSONANTS)).replace("p", "b")
    return name if name.isascii() and len(name) >= _LEAST_CONSONANTS else ""


def _lines_of(name: str) -> frozenset[int]:
    return _variants().get(name, frozenset())


@cache
def _variants() -> Mapping[str, frozenset[int]]:
    """In which lines each spelling stands."""
    stands: dict[str, set[int]] = {}
    for number, line in enumerate(_VARIANTS.splitlines()):
        for name in line.split():
            stands.setdefault(fold(name), set()).add(number)
    return {name: frozenset(lines) for name, lines in stands.items()}

"""Which language does somebody speak, as a code, and how is a day written in it?"""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, Final

from core.text.cleaning import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_NAMES: Final[Mapping[str, str]] = {
    "am": "amharic",
    "ar": "arabic arabe العربية عربي",
    "bn": "bengali bangla বাংলা",
    "de": "german deutsch",
    "en": "english ingles inglés",
    "es": "spanish espanol español castellano",
    "fa": "persian farsi dari فارسی",
    "fr": "french francais français",
    "gu": "gujarati",
    "he": "hebrew עברית",
    "hi": "hindi हिन्दी",
    "hmn": "hmong",
    "ht": "creole haitian kreyol kreyòl",
    "hy": "armenian",
    "it": "italian italiano",
    "ja": "japanese 日本語",
    "km": "khmer cambodian",
    "ko": "korean 한국어",
    "lo": "lao laotian",
    "ne": "nepali",
    "pa": "punjabi panjabi",
    "pl": "polish polski",
    "ps": "pashto",
    "pt": "portuguese portugues português",
    "ru": "russian русский",
    "so": "somali",
    "sw": "swahili kiswahili",
    "th": "thai",
    "ti": "tigrinya",
    "tl": "tagalog filipino",
    "uk": "ukrainian українська",
    "ur": "urdu اردو",
    "vi": "vietnamese việt vietnam",
    "zh": "chinese mandarin cantonese 中文 汉语 漢語 普通话 廣東話",
}
_CODES: Final = {word: code for code, words in _NAMES.items() for word in words.split()}
_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "es": (
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ),
    "ar": (
        *("يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو"),
        *("يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"),
    ),
}
_WRITTEN: Final[Mapping[str, str]] = {
    "es": "{day} de {name} de {year}",
    "vi": "ngày {day} tháng {month} năm {year}",
    "zh": "{year}年{month}月{day}日",
    "ja": "{year}年{month}月{day}日",
    "ko": "{year}년 {month}월 {day}일",
    "ar": "{day} {name} {year}",
}


def language_code(spoken: str) -> str:
    """'es' of Spanish, español, es and es-MX; '' of what is no language that is known here."""
    words = "".join(sign if sign.isalpha() else " " for sign in clean_text(spoken).casefold()).split()
    for word in words:
        if word in _CODES:
            return _CODES[word]
        if (bare := _without_accents(word)) in _CODES:
            return _CODES[bare]
    return words[0] if words and words[0] in _NAMES else ""


def language_name(code: str) -> str:
    """'Spanish' of es; the code itself where it has no name here."""
    return _NAMES[code].split()[0].capitalize() if code in _NAMES else code


def written_day(day: date, language: str) -> str:
    """'November 23, 2026', '23 de noviembre de 2026'; 2026-11-23 in a language whose way is not known here."""
    if language == "en":
        return f"{day:%B} {day.day}, {day.year}"
    if language not in _WRITTEN:
        return day.isoformat()
    names = _MONTHS.get(language)
    name = names[day.month - 1] if names else ""
    return _WRITTEN[language].format(day=day.day, month=day.month, name=name, year=day.year)


def short_day(day: date, language: str) -> str:
    """'23 Nov 2026' in English, 2026-11-23 in any other."""
    return f"{day:%-d %b %Y}" if language == "en" else day.isoformat()


def _without_accents(word: str) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", word) if not unicodedata.combining(sign))

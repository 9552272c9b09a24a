"""Which dates in a text have a month that is named in another language, and how do they read in English?"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from core.calendar.names import MONTHS, month_of
from core.text.cleaning import fold

LANGUAGES: Final = """\
es enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
es ene feb mar abr may jun jul ago set oct nov dic
fr janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre
fr janv fevr mars avr mai juin juil aou sept oct nov dec
de januar februar marz april mai juni juli august september oktober november dezember
de janner feber maerz apr mai jun jul aug sept okt nov dez
pt janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro
pt jan fev mar abr mai jun jul ago set out nov dez
it gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre
it gen feb mar apr mag giu lug ago set ott nov dic
pl styczen luty marzec kwiecien maj czerwiec lipiec sierpien wrzesien pazdziernik listopad grudzien
pl stycznia lutego marca kwietnia maja czerwca lipca sierpnia wrzesnia pazdziernika listopada grudnia
pl sty lut mar kwi maj cze lip sie wrz paz lis gru
ru январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь
ru января февраля марта апреля мая июня июля августа сентября октября ноября декабря
uk січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень
uk січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня
nl januari februari maart april mei juni juli augustus september oktober november december
nl jan feb mrt apr mei jun jul aug sep okt nov dec
sv januari februari mars april maj juni juli augusti september oktober november december
da januar februar marts april maj juni juli august september oktober november december
fi tammikuu helmikuu maaliskuu huhtikuu toukokuu kesäkuu heinäkuu elokuu syyskuu lokakuu marraskuu joulukuu
fi tammikuuta helmikuuta maaliskuuta huhtikuuta toukokuuta kesäkuuta heinäkuuta elokuuta syyskuuta lokakuuta \
marraskuuta joulukuuta
cs leden únor březen duben květen červen červenec srpen září říjen listopad prosinec
cs ledna února března dubna května června července srpna září října listopadu prosince
hu január február március április május június július augusztus szeptember október november december
ro ianuarie februarie martie aprilie mai iunie iulie august septembrie octombrie noiembrie decembrie
tr ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik
tl enero pebrero marso abril mayo hunyo hulyo agosto setyembre oktubre nobyembre disyembre
so jannaayo febraayo maarso abriil may juun luuliyo ogost sebtembar oktoobar nofembar desembar
el ιανουάριος φεβρουάριος μάρτιος απρίλιος μάιος ιούνιος ιούλιος αύγουστος σεπτέμβριος οκτώβριος νοέμβριος δεκέμβριος
el ιανουαρίου φεβρουαρίου μαρτίου απριλίου μαΐου ιουνίου ιουλίου αυγούστου σεπτεμβρίου οκτωβρίου νοεμβρίου δεκεμβρίου
he ינואר פברואר מרץ אפריל מאי יוני יולי אוגוסט ספטמבר אוקטובר נובמבר דצמבר
he בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר
ar يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر
"""
"""A language a line, from January on, also as they stand in a date and shortened."""
_COUNTED: Final = {
    "giêng": 1,
    "một": 1,
    "hai": 2,
    "ba": 3,
    "tư": 4,
    "năm": 5,
    "sáu": 6,
    "bảy": 7,
    "tám": 8,
    "chín": 9,
    "mười": 10,
    "mười một": 11,
    "mười hai": 12,
    "chạp": 12,
}
"""What follows `tháng` where no number does."""
_MONTHS: Final[Mapping[str, int]] = {
    fold(word): month for line in LANGUAGES.splitlines() for month, word in enumerate(line.split()[1:], 1)
}
_LAST_DAY: Final = 31
_OF: Final = r"(?:(?:de|del|do)[ ]+)?"
_NAMED: Final = r"([^\W\d_]{3,})\.?"
_NO_MORE: Final = r"(?![\w/.-]|[ ]+\d{1,3}(?!\d))"
"""What no group of a phone number is followed by."""
_DAY_FIRST: Final = re.compile(
    rf"(?<![\w/.-])(\d{{1,2}})((?:er|º|ª|°|o|a)(?!\w))?(\.?[ ]*|[-/.]){_OF}{_NAMED}"
    rf"(?:[ ]*[-/.,]?[ ]*{_OF}(\d{{4}}(?![\w/-])|\d{{2}}{_NO_MORE}))?",
    re.IGNORECASE,
)
"""13 août, 1er mai, 13 de agosto de 1988, 13. August, 13-août-1988, 14mai88."""
_MONTH_FIRST: Final = re.compile(
    rf"(?<![\w/.-]){_NAMED}[ ]*{_OF}(?:(\d{{1,2}}){_NO_MORE}(?:[ ]*,?[ ]+{_OF}(?=\d{{4}}))?)?(\d{{4}}(?![\w/-]))?",
    re.IGNORECASE,
)
"""Mayo 3, août 1988, mayo 3, 1990."""
_COUNTED_MONTH: Final = re.compile(
    r"(?:(?:ngày[ ]+)?(?<![\w/.-])(\d{1,2})[ ]+)?(?<!\w)(tháng|thang)[ ]*"
    r"(\d{1,2}(?!\d)|mười một|mười hai|[^\W\d_]+)(?!\w)"
    r"(?:[ ]*(?:năm|nam|[/-])?[ ]*(\d{4})(?!\d))?",
    re.IGNORECASE,
)
"""Ngày 3 tháng 5 năm 1990, tháng tư, tháng 3/1990: months have numbers in Vietnamese."""
_WRITTEN_IN_SIGNS: Final = re.compile(
    r"(?:(?<!\d)(\d{4})[ ]*[年년][ ]*)?(?<!\d)(\d{1,2})[ ]*[月월](?:[ ]*(\d{1,2})[ ]*[日号號일])?"
)
"""1988年8月13日, 8월 13일."""

_OF_THE_YEAR: Final = re.compile(r"(?<=[a-z]\d{4})[ ]+(?:r\.|roku)(?!\w)", re.IGNORECASE)
"""13 maja 1990 r."""


class DatedText(Struct, frozen=True):
    """The text with such dates as 13August1988, and those months that stand alone in it, which are left out there.

    `is_sure` says that the words can hardly be anything else: the day stands before the month, as it does in those
    languages; `mai 1988` may as well be somebody called Mai. `is_certain` is what no name is: 1988年8月13日, tháng 3.
    """

    text: str
    months: tuple[int, ...] = ()
    is_sure: bool = False
    is_certain: bool = False


def month_abroad(word: str) -> int | None:
    """1 to 12 for a month's name in another language than English, as it stands in dates or is shortened; else None."""
    return _MONTHS.get(fold(word))


def in_english(text: str) -> DatedText | None:
    """The text where it names months in other languages beside a day or year; None where it does not."""
    composed = unicodedata.normalize("NFC", text)
    found = _Found()
    dated = _WRITTEN_IN_SIGNS.sub(found.signs, composed)
    dated = _COUNTED_MONTH.sub(found.counted, dated)
    dated = _DAY_FIRST.sub(found.day_first, dated)
    dated = _MONTH_FIRST.sub(found.month_first, dated)
    if dated == composed:
        return None
    words = " ".join(_OF_THE_YEAR.sub("", dated).split())
    return DatedText(words, tuple(found.alone), found.is_sure, found.is_certain)


class _Found:
    """What was found of dates; each method writes one of them in English, or leaves it as it stands."""

    def __init__(self) -> None:
        self.alone: list[int] = []
        self.is_sure = self.is_certain = False

    def signs(self, date: re.Match[str]) -> str:
        return self._written(date, date[3], int(date[2]), date[1], is_certain=True)

    def counted(self, date: re.Match[str]) -> str:
        is_spelled, number = date[2].casefold() == "tháng", date[3].casefold()
        month = int(number) if number.isdigit() else _COUNTED.get(number) if is_spelled else None
        return self._written(date, date[1], month, date[4], is_sure=date[1] is not None, is_certain=is_spelled)

    def day_first(self, date: re.Match[str]) -> str:
        day, ordinal, between, name, year = date.groups()
        is_ordinal = between.rstrip() == "." != between
        english, month = month_of(name.lower()), month_abroad(name)
        if english is not None:  # as it stands, unless it is the German 13. August
            month = english if is_ordinal else None
        is_certain = ordinal is not None or is_ordinal or " " not in between
        return self._written(date, day, month, year, is_sure=True, is_certain=is_certain)

    def month_first(self, date: re.Match[str]) -> str:
        name, day, year = date.groups()
        month = month_abroad(name) if (day or year) and month_of(name.lower()) is None else None
        return self._written(date, day, month, year)

    def _written(
        self,
        date: re.Match[str],
        day: str | None,
        month: int | None,
        year: str | None,
        *,
        is_sure: bool = False,
        is_certain: bool = False,
    ) -> str:
        if month is None or not 1 <= month <= len(MONTHS) or not 1 <= int(day or 1) <= _LAST_DAY:
            return date[0]
        self.is_sure, self.is_certain = self.is_sure or is_sure, self.is_certain or is_certain
        if day is None and year is None:
            self.alone.append(month)
            return " "
        return f" {day or ''}{MONTHS[month - 1]}{year or ''} "

"""The use cases of closing a day: what is open, the sheet, signing it, opening the day again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from core.access.privileges import Privilege
from core.calendar.format_when import format_when
from core.calendar.wall import local
from core.clinic.codes import first_site, pick
from core.closing import day_sheet
from core.closing import sentences as say
from core.closing.checklist import DRAWERS, DayAtSite, OpenItem, open_items, read_day
from core.closing.model import CloseStatus, DayClose
from core.conflict import Conflict, Severity
from core.errors import BadInput, NotFound, Refused
from core.journal.change import Change
from core.structs import replace
from core.templates.kinds import DAY_SHEET
from core.templates.rendering import render
from core.templates.shelf import shelf
from core.text.card_numbers import clean_words

if TYPE_CHECKING:
    from datetime import date

    from core.clinic.model import Clinic, Site
    from core.closing.ports import CloseContext, Reading, Writing
    from core.templates.document import Document
    from core.templates.model import Rows

RULE = "CLOSE"
LONGEST_NOTE = 400


class DaySheet(Struct, frozen=True):
    """The sheet of a day at a site: what is open now, and how it was signed, if it was."""

    site: Site
    day: date
    items: tuple[OpenItem, ...]
    document: Document
    close: DayClose | None


class ClosingDesk:
    """`desk.closing`."""

    def __init__(self, context: CloseContext) -> None:
        self._context = context

    def sheet(self, actor: str, *, site: str = "", day: date | None = None) -> DaySheet:
        """The sheet of today or of that day, as it was signed or as it would be. Raises NotFound or BadSettings.

        What is in a drawer that is still open is told to supervisors alone.
        """
        with self._context.reading(actor, Privilege.CLOSE_DAY) as (reading, clinic):
            at = self._at(reading, clinic, site, day)
            close = reading.closing.closed(at.site.code, at.day)
            items = () if close else open_items(reading, at)
            facts = (
                day_sheet.signed(close, at, language=self._language)
                if close
                else self._facts(reading, at, items, actor)
            )
            return DaySheet(at.site, at.day, items, self._document(reading, facts), close)

    def sign(self, actor: str, *, site: str = "", day: date | None = None, note: str = "") -> Change:
        """Close a day and sign its sheet; `note` says what becomes of what is open.

        Raises NotFound, BadInput for a day to come, or Refused (CLOSE) where it is closed, a drawer is not counted, or
        nothing is said about what is open.
        """
        with self._context.writing(actor, Privilege.CLOSE_DAY) as (tx, clinic):
            at = self._at(tx, clinic, site, day)
            self._refuse_closed(tx, at)
            if at.day > local(at.now, at.site.tz).date():
                raise BadInput(say.TO_COME.format(day=_day(at)), field="day")
            items, words = open_items(tx, at), clean_words(note, "note", limit=LONGEST_NOTE)
            _refuse_open(items, words)
            facts: dict[str, Any] = self._facts(tx, at, items, actor)
            entry, seal = tx.closing.head()
            tx.journal.begin(at=at.now, actor=actor, verb="close-day")
            close = tx.records(DayClose).add(
                DayClose(0, at.site.code, at.day, at.now, actor, facts, entry, seal, note=words)
            )
            sentence = say.CLOSED.format(day=_day(at), site=at.site.name, who=actor)
            done = tx.journal.end(close.ref, sentence)
        return Change(done, sentence, (close,))

    def reopen(self, actor: str, reason: str, *, site: str = "", day: date | None = None) -> Change:
        """Open a closed day again. Raises NotFound where it is not closed, or BadInput without a reason."""
        with self._context.writing(actor, Privilege.REOPEN_DAY) as (tx, clinic):
            at = self._at(tx, clinic, site, day)
            close = tx.closing.closed(at.site.code, at.day)
            if close is None:
                raise NotFound(say.NOT_CLOSED.format(day=_day(at), site=at.site.name))
            words = clean_words(reason, "reason", limit=LONGEST_NOTE)
            if not words:
                raise BadInput(say.REASON_MISSING, field="reason")
            tx.journal.begin(at=at.now, actor=actor, verb="reopen-day", reason=words)
            opened = tx.records(DayClose).save(replace(close, status=CloseStatus.REOPENED, reason=words))
            sentence = say.REOPENED.format(day=_day(at), site=at.site.name, reason=words)
            done = tx.journal.end(opened.ref, sentence)
        return Change(done, sentence, (opened,))

    def _at(self, reading: Reading | Writing, clinic: Clinic, site: str, day: date | None) -> DayAtSite:
        """Raises NotFound for no site."""
        where = pick(clinic.sites, site, "site") if site else first_site(clinic)
        now = self._context.clock.now()
        on = day or local(now, where.tz).date()
        return read_day(reading, clinic, self._context.policy, site=where, day=on, now=now)

    def _facts(
        self, reading: Reading | Writing, at: DayAtSite, items: tuple[OpenItem, ...], actor: str
    ) -> dict[str, str | Rows]:
        may_see = self._context.rights(at.clinic, actor).may(Privilege.SEE_EXPECTED_CASH)
        is_uncounted = any(item.name == DRAWERS for item in items)
        head = reading.closing.head()
        return day_sheet.facts_of(at, items, head, language=self._language, hides_money=is_uncounted and not may_see)

    @property
    def _language(self) -> str:
        return self._context.policy.documents.language or "en"

    def _document(self, reading: Reading, facts: Any) -> Document:  # noqa: ANN401 - as they are kept
        settings = self._context.policy.documents
        templates = shelf(reading.template_files(settings.templates))
        return render(templates.meant(DAY_SHEET.name, DAY_SHEET.name, (settings.language,)), facts)

    def _refuse_closed(self, tx: Writing, at: DayAtSite) -> None:
        close = tx.closing.closed(at.site.code, at.day)
        if close:
            when = format_when(close.at, at.site, at.now)
            told = say.CLOSED_ALREADY.format(day=_day(at), site=at.site.name, when=when, who=close.by)
            raise Refused(told, (Conflict(RULE, Severity.HARD, told),))


def _refuse_open(items: tuple[OpenItem, ...], words: str) -> None:
    """Raise Refused where a drawer is not counted, or nothing is said about what is open."""
    hard = next((item for item in items if item.is_hard), None)
    if hard:
        drawers = [told.partition(",")[0] for told in hard.told]
        uncounted = say.DRAWER_UNCOUNTED if len(drawers) == 1 else say.DRAWERS_UNCOUNTED
        sentence = say.DRAWERS_FIRST.format(uncounted=uncounted.format(drawers=", ".join(drawers)), first=drawers[0])
        raise Refused(sentence, (Conflict(RULE, Severity.HARD, sentence),))
    if items and not words:
        told = ", ".join(f"{len(item.told)} {item.label}" for item in items)
        conflicts = [Conflict(RULE, Severity.CONFIRM, f"{item.label}: {'; '.join(item.told)}") for item in items]
        raise Refused(say.SAY_WHY.format(open=told), conflicts)


def _day(at: DayAtSite) -> str:
    return f"{at.day:%a %-d %b %Y}"

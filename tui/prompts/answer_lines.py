"""How is what a payer answered shown: its head, and a line for each thing that the plan has?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_when
from core.structs import replace
from core.verification.benefit_words import desk_line, has_several, line_text
from tui.prompts.sentences import ANSWER_FOR, ANSWER_MORE, ANSWER_SEVERAL, ANSWER_WAITED_FOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from core.clinic.model import Site
    from core.verification.inquiry import Inquiry
    from tui.text.lines import Line


def answer_lines(inquiry: Inquiry | None, site: Site, now: datetime, *, most: int, privacy: bool) -> Iterator[Line]:
    """The answer to the question that was asked last, at most so many lines of benefits; while names are hidden, none.

    Where it has several copays that is said: which of them holds is for a person to tell.
    """
    if inquiry is None:
        return
    told = inquiry.told
    if told is None:
        when = format_when(inquiry.sent_at, site, now)
        yield ((f" {ANSWER_WAITED_FOR.format(when=when, who=inquiry.sent_by)}", "hint"),)
        return
    style = "error" if told.is_rejected else "panel"
    if privacy:
        return
    said = ANSWER_FOR.format(day=f"{inquiry.on:%-d %b %Y}", told=desk_line(replace(told, lines=())))
    yield ((f" {said}", style),)
    if has_several(told):
        yield ((f" {ANSWER_SEVERAL}", "warn"),)
    for line in told.lines[:most]:
        yield ((f"   {line_text(line, told)}", "panel"),)
    if len(told.lines) > most:
        more = ANSWER_MORE.format(count=len(told.lines) - most, number=inquiry.appointment)
        yield ((f"   {more}", "hint"),)

"""What stands in the rows of messages that failed, and of the inbox?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.calendar.format_when import format_until, format_wall
from core.messages.sentences import REASONS
from core.messages.telling import state_words
from tui.screens.sentences import ENTER_OPENS_FILE
from tui.screens.work_rows import Opens, WorkRow

if TYPE_CHECKING:
    from core.desk_view import DeskView
    from core.messages.inbox import ToSee
    from core.messages.listing import Listed


def failed_row(one: Listed, view: DeskView) -> WorkRow:
    """A message that failed or reaches nobody, by the visit that it is about."""
    message = one.message
    return WorkRow(
        key=("message", message.id),
        patient=one.patient,
        when=format_wall(message.start, one.site, view.now),
        kind=message.way.value if message.way else "",
        provider="",
        trouble=f"{REASONS[message.reason.value]} {state_words(message)}",
        opens=Opens("tui.prompts.failed_message:FailedMessagePrompt", one, ENTER_OPENS_FILE, message.ref),
    )


def inbox_row(one: ToSee, view: DeskView) -> WorkRow:
    """What came in and a person must see to: since when, what for and what was said."""
    item = one.item
    said = f' "{item.said}"' if item.said else ""
    return WorkRow(
        key=("inbox", item.id),
        patient=one.patient,
        when=format_until(item.since, view.first_site, view.now),
        kind="",
        provider="",
        trouble=f"{item.why}{said}",
        typed=(item.said,),
        opens=Opens("tui.prompts.inbox_item:InboxItemPrompt", one, ENTER_OPENS_FILE, item.ref, item.number),
    )

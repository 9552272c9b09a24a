"""Does `g` go to a date, and to a time of it, in the words of the desk?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.open_desk import play
from tests.pty.clinic import NOW, a_morning

if TYPE_CHECKING:
    from pathlib import Path

    from tests.open_desk import OpenDesk


def test_a_time_is_gone_to_in_the_column_of_the_cursor(tmp_path: Path) -> None:
    """With a day or on the day shown, also from another screen; what is no time, or not shown that day, is said."""

    async def journey(desk: OpenDesk) -> None:
        await desk.wait_for("all keys")
        for typed, echo, stands in (
            ("wed 3pm", "Wed 25 Nov 2026 15:00", " 15:00 Lee, Dana MD"),
            ("9:30", "Wed 25 Nov 2026 09:30", " 9:30 Lee, Dana MD"),
            ("2w pm", "Mon 7 Dec 2026 afternoon", "Mon 7 Dec 2026"),
            ("december", "Tue 1 Dec 2026", "Tue 1 Dec 2026"),
            ("week of dec 9", "Mon 7 Dec 2026", "Mon 7 Dec 2026"),
            ("24", "Tue 24 Nov 2026", "Tue 24 Nov 2026"),
            ("tom 3am", "Tue 24 Nov 2026 03:00", "This is the day; 3:00 lies outside the hours that it shows"),
        ):
            await desk.press("g")
            await desk.type(typed)
            await desk.wait_for(echo)
            await desk.press("enter")
            await desk.wait_for(stands)
        await desk.press("f3", "g")
        await desk.type("wed 25:00")
        await desk.wait_for("is not a time of day")
        await desk.press("enter")
        await desk.wait_for("Go to: wed 25:00")
        await desk.press("ctrl+u")
        await desk.type("wed 3pm")
        await desk.press("enter")
        await desk.wait_for("Wed 25 Nov 2026")
        await desk.wait_for(" 15:00 Lee, Dana MD")

    play(a_morning(tmp_path).path, journey, now=NOW)

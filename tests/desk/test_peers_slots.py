"""Is free time found as users of other schedulers expected it in what they reported? Session ends, blocks, buffers, notice.

A row is a small clinic, whom it has booked, the words of the search, and every start that they find.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from core.conflict import Severity
from core.settings.model import BookingSettings, Policy
from core.settings.rules import RuleSettings
from core.structs import replace
from tests.desk.peers import Case, block, booking_policy, dated, holiday, hours, kind

if TYPE_CHECKING:
    from pathlib import Path

SUNDAY: Final = '["sun"]'
BUFFERS_ASK: Final = Policy(rules=RuleSettings(C9=Severity.CONFIRM))
STACKED: Final = replace(BUFFERS_ASK, booking=BookingSettings(stack_buffers=True))
FREE: Final[list[tuple[str, tuple[str, ...], str, str, str]]] = [
    ("as long as the session", (kind("l180"), hours()), "", "l180 tom", "Tue24 9:00"),
    ("longer than the session", (kind("l185"), hours()), "", "l185 tom", ""),
    ("one visit a day", (kind(), hours("09:00", "09:20")), "", "fu20 tom", "Tue24 9:00"),
    ("the day does not go on after the session", (kind(), hours("09:00", "10:00")), "", "fu20 tom", "Tue24 9:00-9:40"),
    ("across sessions that touch", (kind(), hours("09:00", "10:00"), hours("10:00", "11:00")), "", "fu20 tom", "Tue24 9:00-10:40"),
    ("not across five minutes between", (kind(), hours("09:00", "10:00"), hours("10:05", "11:00")), "", "fu20 tom", "Tue24 9:00-9:40 10:05-10:40"),
    ("sessions that overlap", (kind(), hours("09:00", "10:30"), hours("10:00", "11:00")), "", "fu20 tom", "Tue24 9:00-10:40"),
    ("a session off the grid", (kind(), hours("09:07", "09:58")), "", "fu20 tom", "Tue24 9:10-9:35"),
    ("sessions of other types are no time for this one", (kind(), kind("x30"), hours("09:00", "10:00", 'types = ["x30"]')), "", "fu20 tom", ""),
    ("across sessions that touch and both take it", (kind(), kind("x30"), hours("09:00", "10:00", 'types = ["x30"]'), hours("10:00", "11:00")), "", "x30 tom", "Tue24 9:00-10:30"),
    ("to the end of the day", (kind(), hours("22:00", "24:00")), "", "fu20 tom", "Tue24 22:00-23:40"),
    ("around who is booked", (kind("l60"), hours("09:00", "14:00")), "a 10:30 l60", "l60 tom", "Tue24 9:00-9:30 11:30-13:00"),
    ("a longer visit than the gap", (kind(), kind("l60"), hours()), "a 09:40 fu20, b 10:40 fu20", "l60 tom", "Tue24 11:00"),
    ("a length of one's own", (kind(), hours()), "", "fu20 2h30 tom", "Tue24 9:00-9:30"),
    ("only the provider's minutes are taken", (kind("p40", "provider_from = 10\nprovider_minutes = 20"), hours("09:00", "11:00")), "a 09:40 p40", "p40 tom", "Tue24 9:00-9:20 10:00-10:20"),
    ("closed by a block", (kind(), hours(), block("10:00", "11:00")), "", "fu20 tom", "Tue24 9:00-9:40 11:00-11:40"),
    ("a block at the start", (kind(), hours(), block("08:00", "09:30")), "", "fu20 tom", "Tue24 9:30-11:40"),
    ("a block at the end", (kind(), hours(), block("11:30", "13:00")), "", "fu20 tom", "Tue24 9:00-11:10"),
    ("a block over all of it", (kind(), hours(), block("08:00", "13:00")), "", "fu20 tom", ""),
    ("blocks that overlap", (kind(), hours(), block("09:30", "10:30"), block("10:00", "11:00", of="team")), "", "fu20 tom", "Tue24 9:00-9:10 11:00-11:40"),
    ("a block inside another, of which one takes the type", (kind(), hours(), block("09:00", "11:00", 'types = ["fu20"]'), block("09:30", "10:00", of="team")), "", "fu20 tom", "Tue24 9:00-9:10 10:00-11:40"),
    ("a block that takes the type", (kind(), kind("x30"), hours(), block("10:00", "11:00", 'types = ["x30"]')), "", "x30 tom", "Tue24 9:00-11:30"),
    ("and no other", (kind(), kind("x30"), hours(), block("10:00", "11:00", 'types = ["x30"]')), "", "fu20 tom", "Tue24 9:00-9:40 11:00-11:40"),
    ("of a whole day", (kind(), hours(), block("2026-11-24T00:00", "2026-11-25T00:00")), "", "fu20 24nov-25nov", "Wed25 9:00-11:40"),
    ("over a night", (kind(), hours(), block("2026-11-24T11:00", "2026-11-25T10:00")), "", "fu20 24nov-25nov", "Tue24 9:00-10:40, Wed25 10:00-11:40"),
    ("released a day before", (kind(), hours(), block("10:00", "11:00", "release_hours = 24")), "", "fu20 tom", "Tue24 9:00-11:40"),
    ("to be released in 40 minutes", (kind(), hours(), block("10:00", "11:00", "release_hours = 23")), "", "fu20 tom", "Tue24 9:00-9:40 11:00-11:40"),
    ("released when it begins", (kind(), hours(), block("10:00", "11:00", "release_hours = 0")), "", "fu20 tom", "Tue24 9:00-9:40 11:00-11:40"),
    ("only in blocks of its kind", (kind("x30", 'block_kind = "proc"'), hours(), block("10:00", "11:00", 'types = ["x30"]', of="proc")), "", "x30 tom", "Tue24 10:00-10:30"),
    ("in two that touch", (kind("x30", 'block_kind = "proc"'), hours(), block("10:00", "10:20", 'types = ["x30"]', of="proc"), block("10:20", "11:00", 'types = ["x30"]', of="proc")), "", "x30 tom", "Tue24 10:00-10:30"),
    ("also once it is released", (kind("x30", 'block_kind = "proc"'), hours(), block("10:00", "11:00", 'types = ["x30"]\nrelease_hours = 48', of="proc")), "", "x30 tom", "Tue24 10:00-10:30"),
    ("part of a leave", (kind(), hours(), dated("leave", 'from = "10:00"\nto = "11:00"')), "", "fu20 tom", "Tue24 9:00-9:40 11:00-11:40"),
    ("leave to its last day", (kind("l180"), hours(), dated("leave", "until = 2026-11-26")), "", "l180 24nov-27nov", "Fri27 9:00"),
    ("part of the session cancelled", (kind(), hours(), dated("cancelled", 'from = "10:00"\nto = "11:00"')), "", "fu20 tom", "Tue24 9:00-9:40 11:00-11:40"),
    ("cancelled and replaced", (kind(), hours(), dated("cancelled"), dated("extra", 'site = "main"\nfrom = "11:00"\nto = "13:00"')), "", "fu20 tom", "Tue24 11:00-12:40"),
    ("an extra session beside", (kind(), hours(), dated("extra", 'site = "main"\nfrom = "12:00"\nto = "13:00"')), "", "fu20 tom", "Tue24 9:00-12:40"),
    ("a holiday", (kind("l180"), hours(), holiday("2026-11-26")), "", "l180 25nov-27nov", "Wed25 9:00, Fri27 9:00"),
    ("the third across holiday, leave and weekend", (kind("l180"), hours(), holiday("2026-11-26"), dated("leave", "until = 2026-11-30", on="2026-11-27")), "", "third l180 until 2dec", "Tue1 9:00, Wed2 9:00"),
    ("every second week from a Monday", (kind("l60"), hours("09:00", "10:00", "every = 2\nstarts = 2026-11-23", days='["tue"]')), "", "l60 until 24dec", "Tue24 9:00, Tue8 9:00, Tue22 9:00"),
    ("every second week from a day in the week", (kind("l60"), hours("09:00", "10:00", "every = 2\nstarts = 2026-11-25", days='["mon"]')), "", "l60 until 24dec", "Mon7 9:00, Mon21 9:00"),
    ("every second week ends with Sunday", (kind("l60"), hours("09:00", "10:00", "every = 2\nstarts = 2026-11-23", days='["mon", "sun"]')), "", "l60 until 14dec", "Sun29 9:00, Mon7 9:00, Sun13 9:00"),
    ("the first and last day are included", (kind("l60"), hours("09:00", "10:00", "starts = 2026-11-25\nends = 2026-11-26")), "", "l60 until 1dec", "Wed25 9:00, Thu26 9:00"),
    ("two at once", (kind(), hours("09:00", "10:00", "capacity = 2")), "a 09:00 fu20, b 09:00 fu20, c 09:20 fu20", "fu20 tom", "Tue24 9:20-9:40"),
    ("the type is seen alone", (kind(), kind("x30", "capacity = 1"), hours("09:00", "10:00", "capacity = 2")), "a 09:00 fu20", "x30 tom", "Tue24 9:20-9:30"),
    ("beside one that is seen alone", (kind(), kind("x30", "capacity = 1"), hours("09:00", "10:00", "capacity = 2")), "a 09:00 x30", "fu20 tom", "Tue24 9:30-9:40"),
    ("as the clocks go forward", (kind(), hours("01:00", "04:00", days=SUNDAY)), "", "fu20 14mar2027", "Sun14 1:00-1:55 3:00-3:40"),
    ("a block from and to the hour that is skipped", (kind(), hours("01:00", "05:00", days=SUNDAY), block("2027-03-14T01:30", "2027-03-14T02:30")), "", "fu20 14mar2027", "Sun14 1:00-1:10 3:00-4:40"),
    ("a session in the hour that is skipped", (kind(), hours("02:00", "03:00", days=SUNDAY)), "", "fu20 13mar2027-22mar2027", "Sun21 2:00-2:40"),
    ("leave of the same hours on several days", (kind("l60"), hours(), dated("leave", 'until = 2026-11-26\nfrom = "09:00"\nto = "11:00"')), "", "l60 24nov-27nov", "Tue24 11:00, Wed25 11:00, Thu26 11:00, Fri27 9:00-11:00"),
    ("blocks that overlap, of which one is released", (kind(), hours(), block("10:00", "11:00", "release_hours = 24"), block("10:30", "11:30", of="team")), "", "fu20 tom", "Tue24 9:00-10:10 11:30-11:40"),
    ("the stricter of sessions that overlap", (kind(), hours("09:00", "10:00", "capacity = 2"), hours("09:30", "10:30")), "a 09:00 fu20, b 09:30 fu20", "fu20 tom", "Tue24 9:00-9:10 9:50-10:10"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "parts", "booked", "words", "expected"), FREE, ids=[row[0] for row in FREE])
def test_free(tmp_path: Path, name: str, parts: tuple[str, ...], booked: str, words: str, expected: str) -> None:  # noqa: PLR0917 - a row of the table
    """Every start of them, and no other."""
    assert name
    assert expected == Case(tmp_path, *parts, booked=booked).free(words)


BUFFERED: Final = kind("b20", "buffer_before = 15\nbuffer_after = 10")
CALL: Final = kind("call60", "buffer_before = 15")
ASKED: Final[list[tuple[str, tuple[str, ...], Policy, str, str, str]]] = [
    ("before and after who has buffers", (BUFFERED, hours()), BUFFERS_ASK, "a 10:00 b20", "b20 tom", "Tue24 9:00-9:25 10:35-11:40"),
    ("both buffers, one behind the other", (BUFFERED, hours()), STACKED, "a 10:00 b20", "b20 tom", "Tue24 9:00-9:15 10:45-11:40"),
    ("a buffer goes beyond the session", (BUFFERED, hours("09:00", "09:20")), BUFFERS_ASK, "", "b20 tom", "Tue24 9:00"),
    ("a buffer with steps of five minutes", (CALL, hours("09:00", "16:00")), BUFFERS_ASK, "a 12:50 call60", "call60 tom 12-16", "Tue24 14:05-15:00"),
    ("two hours' notice, to the minute", (kind(), hours("09:00", "13:00")), booking_policy(lead_minutes=120), "", "fu20 today", "Mon23 12:20-12:40"),
    ("a day's notice leaves the afternoon of tomorrow", (kind(), hours()), booking_policy(lead_minutes=1440), "", "fu20 until 24nov", "Tue24 10:20-11:40"),
    ("notice longer than the horizon leaves nothing", (kind(), hours()), booking_policy(lead_minutes=4320, horizon_days=1), "", "fu20", ""),
    ("the last day of the horizon is included", (kind("l180"), hours()), booking_policy(horizon_days=2), "", "l180", "Tue24 9:00, Wed25 9:00"),
    ("what has begun is not offered", (kind(), hours("09:00", "11:00")), Policy(), "", "fu20 today", "Mon23 10:20-10:40"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "parts", "policy", "booked", "words", "expected"), ASKED, ids=[row[0] for row in ASKED]
)
def test_free_by_the_settings(  # noqa: PLR0917 - a row of the table
    tmp_path: Path, name: str, parts: tuple[str, ...], policy: Policy, booked: str, words: str, expected: str
) -> None:
    """Buffers, notice and horizon."""
    assert name
    assert expected == Case(tmp_path, *parts, booked=booked, policy=policy).free(words)

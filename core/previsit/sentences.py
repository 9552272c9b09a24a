"""Every sentence about what is missing before a visit. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NONE: Final = "no {paper}"
STANDS_AT: Final = "{paper} {state}"
ENDS: Final = "{paper} only until {day}"
BEGINS: Final = "{paper} only from {day}"
SPENT: Final = "authorization {number}: its {units} visits are used up"
RESULT_AT: Final = "result {state}: {subject}"
JOIN: Final = "; "
RESTRICTED: Final = "visit {number}, a restricted record"
RESTRICTED_CASE: Final = "a restricted record"

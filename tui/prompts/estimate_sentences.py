"""What the question about an estimate says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LABEL: Final = "Estimate"
STANDS: Final = "{state}{by}: {why}."
UNTIL: Final = ", by {day}"
TOTAL: Final = "Total {amount}"
NO_FEES: Final = "No fee of such a visit is set up: [[fee]] in the set-up file, or: clinicdesk setup fees FILE.csv"
LETTERS: Final = (
    *(("p", "given on paper"), ("e", "e-mail"), ("l", "letter"), ("o", "online")),
    *(("m", "make"), ("a", "asked for"), ("d", "declined")),
)

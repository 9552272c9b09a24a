"""What the question about an estimate says. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LABEL: Final = "Estimate"
STANDS: Final = "{state}{by}: {why}."
UNTIL: Final = ", by {day}"
TOTAL: Final = "Total {amount}"
NO_FEES: Final = "No fee of such a visit is set up: [[fee]] in the set-up file, or: clinicdesk setup fees FILE.csv"
GIVEN: Final = (("p", "on paper"), ("e", "by e-mail"), ("l", "by letter"), ("o", "online"))
OTHERWISE: Final = (("m", "make it"), ("a", "was asked for"), ("d", "declined"))
LETTER: Final = "given, or noted"

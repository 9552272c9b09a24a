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
DISPUTES: Final = (("b", "disputes the bill"),)
WHY_DISPUTED: Final = "What is wrong with the bill, in the patient's words; Enter notes it."

PRICE_WAITS: Final = "E{id} of {type} with {provider} was asked for, and is due by {day}."
PRICE_TAKE_UP: Final = "take it up"
PRICE_LABEL: Final = "What it costs"
PRICE_OF: Final = "{type} with {provider}"
PRICE_NEXT: Final = "go on"
PRICE_WHAT: Final = "Which visit, and with whom: fu20 lee."
PRICE_UNKNOWN: Final = "{word} is no type of visit and no provider of this clinic."
PRICE_SEVERAL: Final = "{word} may be {these}: say more of it."
PRICE_OTHERWISE: Final = (("a", "was asked for, to be given later"),)
PRICE_DECLINED: Final = (("d", "declined"),)
PRICE_DUE: Final = "E{id} was asked for, and is due by {day}."

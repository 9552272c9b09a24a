"""Who may not do what. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

NOT_ALLOWED: Final = "{actor} may not {action}. Ask a supervisor."
ONLY_THE_ACCOUNT: Final = "Only the account that keeps the clinic may {action}, and {actor} is not it."
NOT_A_USER: Final = (
    "{actor} is not set up as a user of this clinic. Ask a supervisor to add a [[user]] to the set-up file."
)

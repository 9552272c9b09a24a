"""What the questions about money say. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PAY_LABEL: Final = "Pay"
PAY_CARD: Final = "Last four digits, reference"
PAY_CHECK: Final = "Check number, reference"
PAY_COPAY: Final = "Copay of {visit}: {amount}"
PAY_NO_COPAY: Final = "No copay is known of {visit}."
PAY_BACK: Final = "GIVE BACK"
PAY_GIVEN: Final = "given {given}"
PAY_CHANGE: Final = "change {back}"
PAY_METHODS: Final = (("c", "cash"), ("d", "card"), ("k", "check"), ("o", "otherwise"))

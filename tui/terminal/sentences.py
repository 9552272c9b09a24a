"""What is said of the terminal. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

INPUT_NOT_UTF8: Final = "The terminal sends bytes that are no UTF-8, shown as \ufffd. Set its character set to UTF-8; until then type and paste names without accents."

"""Every sentence about letters, forms and scanned documents. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

SEX: Final = {
    "en": {"female": "female", "male": "male", "other": "other", "unknown": ""},
    "es": {"female": "femenino", "male": "masculino", "other": "otro", "unknown": ""},
}
MADE: Final = "{name} for {patient}, MRN {mrn}, in {language}."
NO_LANGUAGE: Final = " There is none in {language}, which they speak."

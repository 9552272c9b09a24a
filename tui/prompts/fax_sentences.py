"""What is asked of a fax that failed. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

FAX: Final = "Fax"
HEAD: Final = "fax {number} to {recipient}, {to}: {title}"
TO_NUMBER: Final = "To which number (Enter: {number})"
AGAIN: Final = "send again"
DROP: Final = "follow no more"

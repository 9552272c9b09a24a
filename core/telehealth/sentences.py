"""What is said of joining a visit by telehealth. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

LINK_JOB: Final = "join link of appointment {appointment}{count}"
"""What a job is called, in the status line too."""

"""Which verbs are there of work that must not be forgotten?"""

from __future__ import annotations

from typing import Final

from tui.cli.subcommand import Subcommand

CASE_VERBS: Final = tuple(
    (name, Subcommand(name, summary, f"cases:declare_{done}", f"cases:{done}"))
    for name, summary, done in (
        ("case list", "list open cases, the most urgent first, or find some", "listing"),
        ("case new", "begin a case, such as a referral or a task", "new"),
        ("case step", "take a case to its next state", "step"),
        ("case show", "show a case and what was done with it", "show"),
        ("case edit", "give a case to somebody, put it off, set it right", "edit"),
        ("case note", "note something on a case", "note"),
        ("case link", "link a case to an appointment or the like, or end that", "link"),
    )
)
"""By name."""

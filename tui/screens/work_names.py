"""Which lists of the work are there, how are they found by name, and what is said where one is empty?"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Final

from msgspec import Struct

from core.cases.kinds.book import KINDS
from core.text.cleaning import fold
from tui.prompts.jump import Destination
from tui.prompts.sentences import JUMP_LISTS_HOW
from tui.screens.sentences import (
    BILLING_QUESTIONS_EMPTY,
    CALL_BACK_EMPTY,
    CONFIRM_EMPTY,
    DUPLICATES_EMPTY,
    ESTIMATES_EMPTY,
    FAILED_EMPTY,
    FILES_EMPTY,
    FOLLOW_UPS_EMPTY,
    FORMS_EMPTY,
    FREED_EMPTY,
    INBOX_EMPTY,
    LEFT_OPEN_EMPTY,
    MAIL_EMPTY,
    MISSED_EMPTY,
    OWN_DAY_EMPTY,
    PREVISIT_EMPTY,
    RECALL_EMPTY,
    SEEN_LATER_EMPTY,
    SUPPLIES_EMPTY,
    TO_MOVE_EMPTY,
    VERIFY_EMPTY,
    WAITING_EMPTY,
)
from tui.selection.place import Place


class WorkList(Enum):
    """The lists, in their order, each by what the head calls it."""

    TO_MOVE = "to be moved"
    LEFT_OPEN = "left open"
    VERIFY = "verify insurance"
    PREVISIT = "pre-visit"
    FORMS = "forms due"
    CONFIRM = "confirm"
    CALL_BACK = "call back"
    MISSED = "missed"
    RECALL = "recall"
    FREED = "freed"
    WAITING = "waiting"
    INBOX = "inbox"
    FAILED = "failed messages"
    DUPLICATES = "duplicates"
    REFERRALS_OUT = "referrals out"
    REFERRALS_IN = "referrals in"
    AUTHORIZATIONS = "authorizations"
    RECORDS_REQUESTS = "records requests"
    RESULTS = "results to chase"
    TASKS = "tasks"
    BILLING_QUESTIONS = "billing questions"
    COMPLAINTS = "complaints"
    CARE_PLANS = "care plans"
    CARE_STEPS = "care steps"
    FILES = "files"
    FOLLOW_UPS = "follow-ups"
    MAIL = "mail and fax"
    SUPPLIES = "supplies"
    ESTIMATES = "estimates due"
    SEEN_LATER = "late"
    OWN_DAY = "your day"

    @property
    def is_swept(self) -> bool:
        """Whether it is gone through row by row, by itself or by a letter of what `s` asks."""
        return bool(self.cases) or self in _SWEPT

    @property
    def cases(self) -> str:
        """The kind of cases that it lists, '' for what is no case."""
        return _KINDS.get(self.value, "")


_SWEPT: Final = frozenset(
    {
        WorkList.VERIFY,
        WorkList.CONFIRM,
        WorkList.CALL_BACK,
        WorkList.MISSED,
        WorkList.RECALL,
        WorkList.SEEN_LATER,
    }
)
_KINDS: Final[Mapping[str, str]] = {kind.listed: kind.name for kind in KINDS.values()}
"""The kinds by what their lists are called."""

EMPTY: Final[Mapping[WorkList, str]] = {
    WorkList.TO_MOVE: TO_MOVE_EMPTY,
    WorkList.LEFT_OPEN: LEFT_OPEN_EMPTY,
    WorkList.VERIFY: VERIFY_EMPTY,
    WorkList.PREVISIT: PREVISIT_EMPTY,
    WorkList.FORMS: FORMS_EMPTY,
    WorkList.SEEN_LATER: SEEN_LATER_EMPTY,
    WorkList.CONFIRM: CONFIRM_EMPTY,
    WorkList.CALL_BACK: CALL_BACK_EMPTY,
    WorkList.MISSED: MISSED_EMPTY,
    WorkList.RECALL: RECALL_EMPTY,
    WorkList.BILLING_QUESTIONS: BILLING_QUESTIONS_EMPTY,
    WorkList.ESTIMATES: ESTIMATES_EMPTY,
    WorkList.FREED: FREED_EMPTY,
    WorkList.WAITING: WAITING_EMPTY,
    WorkList.DUPLICATES: DUPLICATES_EMPTY,
    WorkList.FILES: FILES_EMPTY,
    WorkList.INBOX: INBOX_EMPTY,
    WorkList.FAILED: FAILED_EMPTY,
    WorkList.FOLLOW_UPS: FOLLOW_UPS_EMPTY,
    WorkList.MAIL: MAIL_EMPTY,
    WorkList.SUPPLIES: SUPPLIES_EMPTY,
    WorkList.OWN_DAY: OWN_DAY_EMPTY,
}


class ListNames(Struct, frozen=True):
    """The lists by their names, each with how many are on it: what letters jump to."""

    counts: Mapping[WorkList, int]

    @property
    def how(self) -> str:
        """What can be typed."""
        return JUMP_LISTS_HOW

    def found(self, typed: str) -> tuple[tuple[str, str], ...]:
        """Those of whose names a word begins so, in their order."""
        words = tuple(filter(None, map(fold, typed.split())))
        return tuple(
            (which.value, which.value)
            for which in WorkList
            if words and all(any(name.startswith(word) for name in which.value.split()) for word in words)
        )

    def of(self, code: str) -> Destination:
        """That list."""
        return Destination(str(self.counts[WorkList(code)]), Place("work", part=code))

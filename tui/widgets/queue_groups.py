"""Under which headings does the queue stand, and which rows and headings are on which page?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from typing import Final

from msgspec import Struct

from core.clinic.model import Clinic
from core.schedule.model.visit import ScheduledVisit
from core.visits.waiting import QueueStep, queue_step
from tui.text.lines import Line, heading
from tui.widgets.queue_order import Order
from tui.widgets.sentences import QUEUE_GROUP, QUEUE_GROUP_GOES_ON, QUEUE_GROUP_HERE

_LEAST_ROWS: Final = 4
"""A page of fewer rows has no headings: they would be half of it."""


class Heading(Struct, frozen=True):
    """What stands over the rows from index `first` on; `goes_on` where the page before has some of them already."""

    first: int
    goes_on: bool = False


Page = tuple[int | Heading, ...]
"""A page, top to bottom: indices of visits, and the headings between them."""


def _provider(one: ScheduledVisit, clinic: Clinic) -> tuple[str, str]:
    provider = clinic.providers[one.appointment.provider]
    return provider.code, provider.name


def _step(one: ScheduledVisit, _: Clinic) -> tuple[str, str]:
    step = queue_step(one)
    return step.name, step.value


_GROUPS: Final[Mapping[Order, Callable[[ScheduledVisit, Clinic], tuple[str, str]]]] = {
    Order.PROVIDER: _provider,
    Order.STEP: _step,
}
"""What an order groups by: a key, and what the heading calls it. By time, waiting and name there are no groups."""


class Groups(Struct, frozen=True, dict=True):
    """The queue's visits by what their order groups them by."""

    visits: Sequence[ScheduledVisit]
    order: Order
    clinic: Clinic

    def __bool__(self) -> bool:
        """Whether this order has groups at all."""
        return self.order in _GROUPS

    @cached_property
    def keys(self) -> tuple[tuple[str, str], ...]:
        """The group of each visit; nothing in an order without groups."""
        key = _GROUPS.get(self.order)
        return tuple(key(one, self.clinic) for one in self.visits) if key else ()

    @cached_property
    def firsts(self) -> tuple[int, ...]:
        """The index of the first visit of each group, top to bottom."""
        return tuple(next(at for at, _ in members) for _, members in groupby(enumerate(self.keys), lambda one: one[1]))

    def turned(self, row: int, by: int) -> int:
        """The first row of the group `by` groups on from that of `row`; backwards the present one counts too."""
        before = [first for first in self.firsts if first < row]
        after = [first for first in self.firsts if first > row]
        if by < 0:
            return before[max(len(before) + by, 0)] if before else row
        return after[min(by, len(after)) - 1] if after else row

    def line(self, one: Heading, width: int, *, ascii: bool = False) -> Line:
        """' Lee, Dana MD, 12, 3 here ──────'."""
        group = self.keys[one.first]
        told = QUEUE_GROUP.format(name=group[1], count=self._counts[group])
        if self._here[group] and self.order is not Order.STEP:
            told += QUEUE_GROUP_HERE.format(here=self._here[group])
        if one.goes_on:
            told += QUEUE_GROUP_GOES_ON
        return heading(told, width, ascii=ascii)

    @cached_property
    def _counts(self) -> Counter[tuple[str, str]]:
        return Counter(self.keys)

    @cached_property
    def _here(self) -> Counter[tuple[str, str]]:
        return Counter(key for key, one in zip(self.keys, self.visits, strict=True) if _is_here(one))


def pages(keys: Sequence[Hashable], count: int, rows: int) -> tuple[Page, ...]:
    """The pages of `rows` rows on which `count` visits stand, those of a group under a heading; `keys` may be none.

    No heading stands last on a page, and one that a page begins without is said again.
    """
    if not keys or rows < _LEAST_ROWS:
        return tuple(tuple(range(top, min(top + rows, count))) for top in range(0, count, rows)) or ((),)
    return tuple(_headed(keys, rows))


def _headed(keys: Sequence[Hashable], rows: int) -> Iterator[Page]:
    page: list[int | Heading] = []
    for at, key in enumerate(keys):
        is_first = at == 0 or key != keys[at - 1]
        if len(page) + 1 + is_first > rows:
            yield tuple(page)
            page = []
        if is_first or not page:
            page.append(Heading(at, goes_on=not is_first))
        page.append(at)
    yield tuple(page)


def _is_here(one: ScheduledVisit) -> bool:
    step = queue_step(one)
    return step is not QueueStep.EXPECTED and not step.is_over


def places_on(paged: Iterable[Page]) -> Mapping[int, tuple[int, int]]:
    """The page and line of each visit, by its index."""
    return {
        one: (page, line) for page, rows in enumerate(paged) for line, one in enumerate(rows) if isinstance(one, int)
    }

"""Do the queue's groups stand under their headings, whatever the page?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.queues import CLINIC, a_morning
from tui.widgets.queue_groups import Groups, Heading, pages, places_on
from tui.widgets.queue_order import Order, arranged

H = Heading


@pytest.mark.parametrize(
    ("keys", "rows", "expected"),
    [
        ("", 4, [()]),
        ("a", 4, [(H(0), 0)]),
        ("aab", 5, [(H(0), 0, 1, H(2), 2)]),
        ("aabb", 4, [(H(0), 0, 1), (H(2), 2, 3)]),
        ("aaaaa", 4, [(H(0), 0, 1, 2), (H(3, goes_on=True), 3, 4)]),
        ("aaab", 4, [(H(0), 0, 1, 2), (H(3), 3)]),
        ("aab", 3, [(0, 1, 2)]),
    ],
)
def test_pages(keys: str, rows: int, expected: list[tuple[int | Heading, ...]]) -> None:
    """No heading stands last on a page; one is said again where its group goes on; a page of three has none."""
    assert expected == [*pages(keys, len(keys), rows)]


@given(keys=st.lists(st.sampled_from("abc"), max_size=80).map(sorted), rows=st.integers(1, 30), grouped=st.booleans())
def test_every_visit_has_one_place(keys: list[str], rows: int, *, grouped: bool) -> None:
    """In order, each once, on pages that fit; in groups the row above a visit is of its group, or a heading that is."""
    paged = pages(keys if grouped else (), len(keys), rows)
    places = places_on(paged)

    assert [*range(len(keys))] == [one for page in paged for one in page if isinstance(one, int)]
    assert all(len(page) <= rows for page in paged)
    assert [*range(len(keys))] == sorted(places, key=places.__getitem__)
    if not grouped or rows < 4:
        return
    for page in paged:
        assert not page or isinstance(page[0], Heading)
        assert not page or not isinstance(page[-1], Heading)
        for above, one in pairwise(page):
            first = above.first if isinstance(above, Heading) else above
            assert isinstance(one, Heading) or keys[one] == keys[first]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.PROVIDER, [CLINIC.providers[code].name for code in ("ito", "lee")]),
        (
            Order.STEP,
            [
                "expected",
                "arrived",
                "checked in",
                "roomed",
                "with provider",
                "departed",
                "checked out",
                "left",
                "no-show",
            ],
        ),
        (Order.TIME, []),
        (Order.WAITING, []),
        (Order.NAME, []),
    ],
)
def test_what_is_grouped(order: Order, expected: list[str]) -> None:
    """By provider and by step; where neighbours have nothing in common there are no headings."""
    groups = Groups(arranged(a_morning(), order, CLINIC), order, CLINIC)

    assert expected == [groups.keys[first][1] for first in groups.firsts]
    assert bool(expected) == bool(groups)

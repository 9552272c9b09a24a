"""What stands around the queue: counts, card, legend and the filter's question."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from core.schedule.model.visit import VisitStep
from core.settings.model import Policy
from core.visits.clearance.facts import VisitFacts
from core.visits.clearance.items import ITEMS, clearance
from core.visits.waiting import QueueStep
from tests.queues import CLINIC, NOW, a_morning, queued
from tui.bootstrap import opened
from tui.prompts.narrow import NarrowPrompt
from tui.prompts.prompt import STAY, Close
from tui.screens.queue_lines import card_lines, legend, tally_line
from tui.screens.queue_today import TodaysQueue
from tui.terminal.cells import width_of
from tui.widgets.queue_columns import columns
from tui.widgets.queue_order import Tally, tally
from tui.workstation import LaunchOptions

if TYPE_CHECKING:
    from core.schedule.model.visit import ScheduledVisit
    from tests.command_line import CommandLine
    from tui.text.lines import Line

MAIN = CLINIC.sites["main"]


def text(line: Line) -> str:
    """The line without its styles."""
    return "".join(words for words, _ in line)


def card(one: ScheduledVisit, *, privacy: bool = False) -> str:
    """The card of one visit."""
    due = clearance(VisitFacts(one, MAIN, Policy(), NOW, CLINIC))
    return "\n".join(map(text, card_lines(one, MAIN, CLINIC, due, NOW, rows=30, privacy=privacy)))


def test_the_counts_name_only_steps_where_somebody_stands() -> None:
    """Who is late among the expected is said beside them."""
    told = text(tally_line(tally(a_morning()[7:], Policy(), NOW), 80))

    assert " 3 expected (1 late)  1 arrived " == told


@pytest.mark.parametrize("count", [1, 12, 345])
def test_the_counts_fit_eighty_columns(count: int) -> None:
    """With everybody somewhere the words are shorter, and at 160 columns they are whole."""
    full = Tally(dict.fromkeys(QueueStep, count), count)

    assert 80 >= width_of(text(tally_line(full, 80)))
    assert "with prov" in text(tally_line(full, 160))


def test_the_card_tells_what_the_row_cannot() -> None:
    """Name in full, phone, appointment, the steps so far, and every item of check-in."""
    one = queued(
        6, "9:40", step=VisitStep.ROOMED, since="10:00", arrived="9:58", late=True, room="R1",
        family="Garcia-Lopez de la Cruz", given="Maximiliana", known=False, note="wheelchair",
    )  # fmt: skip
    told = card(one)

    for words in (
        "Garcia-Lopez de la Cruz, Maximiliana", "MRN             100006", "phone           555-0006",
        "9:40-10:00 Follow-up", "Lee, Dana MD",
        "wheelchair", "9:58, late", "roomed 10:00 by ana", "I identity", "D demographics",
    ):  # fmt: skip
        assert words in told
    assert all(item.label in told for item in ITEMS)


def test_the_card_does_not_repeat_the_row() -> None:
    """A birth date in full and an MRN that stand in the row are not in the card; one cut short is."""
    one = queued(6, "9:40")
    due = clearance(VisitFacts(one, MAIN, Policy(), NOW, CLINIC))
    for width, expected in ((80, True), (140, False)):
        beside = columns(width, CLINIC, all_sites=False)
        told = "\n".join(map(text, card_lines(one, MAIN, CLINIC, due, NOW, columns=beside, rows=30, privacy=False)))
        assert expected == ("14 Mar 1984 (42)" in told)
        assert expected == ("100006" in told)
        assert "555-0006" in told


def test_the_card_keeps_its_places() -> None:
    """Every label stands in the same line for everybody, so that going through the queue sends little."""
    labels = [[line[:16].lower() for line in card(one).splitlines()[4:20]] for one in a_morning()]

    assert [labels[0]] * len(labels) == labels


def test_the_card_hides_what_privacy_hides() -> None:
    """No name, birth date, phone or note."""
    told = card(queued(6, "9:40", note="wheelchair"), privacy=True)

    assert not [words for words in ("Smith", "1984", "555", "wheelchair") if words in told]


def test_the_legend_names_every_letter() -> None:
    """Each letter of check-in stands as a capital in the word it is for, each mark is explained, in 80 columns."""
    told = [text(line) for line in legend()]

    for item in ITEMS:
        assert any(item.label.replace(item.letter, item.letter.upper(), 1) in line for line in told)
    assert 80 >= max(map(width_of, told))


class Sifted:
    """Takes the words the prompt narrows by."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def __call__(self, words: str) -> tuple[int, int]:
        """One for each letter, of nine."""
        self.words.append(words)
        return len(words), 9


def typed(prompt: NarrowPrompt, letters: str) -> None:
    """Press them."""
    for letter in letters:
        assert STAY == prompt.key(letter, letter)


def test_the_filter_narrows_with_every_letter() -> None:
    """Each letter is in force at once, its count shown; Enter keeps it."""
    sifted = Sifted()
    prompt = NarrowPrompt("", sifted)
    typed(prompt, "le")

    assert ["", "l", "le"] == sifted.words
    assert "2 of 9" in text(prompt.panel()[0])
    assert Close() == prompt.key("enter", None)
    assert "le" == sifted.words[-1]


def test_the_filter_that_was_stays_until_something_is_typed() -> None:
    """Opening changes nothing, leaving brings back what was, Enter on nothing shows everybody."""
    sifted = Sifted()
    prompt = NarrowPrompt("ito", sifted)
    assert ["ito"] == sifted.words
    typed(prompt, "x")
    prompt.key("backspace", None)
    assert ["x", "ito"] == sifted.words[1:]

    assert Close() == prompt.key("ctrl+x", None)
    assert "ito" == sifted.words[-1]
    assert Close() == NarrowPrompt("ito", sifted).key("enter", None)
    assert "" == sifted.words[-1]


def test_the_queue_of_yesterday_is_read_again(clinicdesk: CommandLine) -> None:
    """A minute on is the same queue; once a site has another date it is another's."""
    with opened(LaunchOptions(db=str(clinicdesk.database), now="2026-11-23T23:30", freeze=True), os.environ) as session:
        today = TodaysQueue(session)
        today.read()

        assert not today.pass_on(today.now + timedelta(minutes=1))
        assert today.pass_on(today.now + timedelta(minutes=40))


def test_sites_go_in_a_circle(clinicdesk: CommandLine) -> None:
    """Each site, then all of them; the schedule's site is followed while it shows today, and all sites stay all."""
    with opened(LaunchOptions(db=str(clinicdesk.database), now="2026-11-23T10:20", freeze=True), os.environ) as session:
        today = TodaysQueue(session)
        seen: list[str | None] = []
        for _ in range(3):
            today.turn_site()
            seen.append(today.site)
        assert ["west", None, "main"] == seen

        on = today.now.date()
        assert not today.turn_to("west", on + timedelta(days=1))
        assert today.turn_to("west", on)
        today.turn_site()
        assert not today.turn_to("main", on)
        assert "All sites" == today.place

"""Does `setup holidays` write a region's holidays into the set-up, listed before they are written?"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine

VERB = ("setup", "holidays", "--region", "US-MA", "--years", "2026-2028", "--site", "main")


def test_they_are_listed_and_then_written(clinicdesk: CommandLine) -> None:
    """As ordinary holidays of the site, which strand who is booked then; a second time there is nothing to add."""
    assert 1 == clinicdesk.booked(clinicdesk.patient(), "2026-11-26T10:00")
    tried = clinicdesk.json(*VERB, "--dry-run").answer
    assert "Thu 26 Nov 2026  Thanksgiving Day" in clinicdesk(*VERB, "--dry-run").out
    assert [] == clinicdesk.json("list", "to-move").result
    done = clinicdesk.json(*VERB).answer
    assert tried["result"] == done["result"]
    assert {"date": "2027-04-19", "name": "Patriots' Day"} in done["result"]["added"]
    assert [1] == [one["id"] for one in done["result"]["stranded"]]
    assert [1] == [one["id"] for one in clinicdesk.json("list", "to-move").result]
    assert "Thanksgiving Day" in clinicdesk("day", "2026-11-26").out
    assert "Thanksgiving Day" not in clinicdesk("day", "2026-11-26", "--site", "west").out
    again = clinicdesk.json(*VERB).result
    assert ([], len(done["result"]["added"] + done["result"]["already"])) == (again["added"], len(again["already"]))


def test_some_are_left_out(clinicdesk: CommandLine) -> None:
    """By a part of the name, or by the day."""
    added = clinicdesk.json(*VERB, "--skip", "columbus", "--skip", "2026-11-11").result["added"]
    names = [one["name"] for one in added]
    assert "Columbus Day" not in names
    assert 2 == names.count("Veterans Day")


@pytest.mark.parametrize(("more", "code", "said"), [
    (("--region", "US", "--years", "2026"), 2, "Say at which site: --site with one of main, west."),
    (("--region", "US", "--years", "soon", "--site", "main"), 2, "Type years from 2000 to 2100"),
    (("--region", "US", "--years", "2028-2026", "--site", "main"), 2, "Type years from 2000 to 2100"),
    (("--region", "UX", "--years", "2026", "--site", "main"), 2, "There is no calendar of UX"),
    (("--region", "US", "--years", "2026", "--site", "north"), 4, "There is no site 'north'."),
    (("--region", "US"), 2, "setup holidays needs --years"),
])  # fmt: skip
def test_what_is_wrong_is_said(clinicdesk: CommandLine, more: tuple[str, ...], code: int, said: str) -> None:
    """And nothing is written."""
    answer = clinicdesk.json("setup", "holidays", *more)
    assert (code, True) == (answer.code, said in answer.answer["message"])


def test_a_file_may_be_called_so(clinicdesk: CommandLine, tmp_path: Path) -> None:
    """By a path, as the word alone is the verb's."""
    file = tmp_path / "holidays"
    file.write_text('[[holiday]]\nsite = "main"\ndate = 2026-12-24\nname = "Christmas Eve"\n')
    assert 1 == clinicdesk.json("setup", file).result["added"]["holiday"]

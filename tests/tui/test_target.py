"""With whom and when is it, by the words typed to move or book?"""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest

from core.errors import BadInput
from tests.clinics import SETUP, make_desk
from tui.bootstrap import opened
from tui.prompts.target import read_target
from tui.selection.place import Slot
from tui.workstation import LaunchOptions

BASE = Slot("main", "ito", datetime(2026, 11, 23, 10, 40))
TWO_PARKS = '\n[[provider]]\ncode = "mp"\nname = "Park, Mark MD"\n[[provider]]\ncode = "nn"\nname = "Park, Nell MD"\n'


@pytest.fixture(autouse=True)
def clinic(tmp_path: Path) -> None:
    """The clinic, where it is looked for."""
    make_desk(tmp_path, demo=True, setup=SETUP + TWO_PARKS)


def read(folder: Path, text: str) -> tuple[str, str]:
    """Whom and when the words mean."""
    launch = LaunchOptions(db=str(folder / "clinic.db"), act_as="ana", now="2026-11-23T10:20", freeze=True)
    with opened(launch, os.environ) as workstation:
        slot = read_target(workstation, workstation.view.clinic.sites["main"], text, base=BASE)
        return slot.provider, f"{slot.start:%a %d %H:%M}"


@pytest.mark.parametrize("text", ["lee fri 9", "fri 9 lee", "Lee, fri 9", "dr lee fri 9", "fri 9 with Dr. Lee"])
def test_a_provider_is_named_anywhere_and_as_people_do(tmp_path: Path, text: str) -> None:
    """By code or family name, with what stands before a name."""
    assert ("lee", "Fri 27 09:00") == read(tmp_path, text)


def test_what_is_not_said_is_kept(tmp_path: Path) -> None:
    """The provider of before, and the time; `with` alone names nobody."""
    assert ("ito", "Fri 27 10:40") == read(tmp_path, "fri")
    assert ("lee", "Mon 23 10:40") == read(tmp_path, "lee")
    with pytest.raises(BadInput):
        read(tmp_path, "with fri")


@pytest.mark.parametrize(("text", "codes"), [("lee ito fri", "lee, ito"), ("park fri", "mp, nn")])
def test_of_several_none_is_taken(tmp_path: Path, text: str, codes: str) -> None:
    """Two who are named, and two of one family name, whose codes tell them apart."""
    with pytest.raises(BadInput, match=f"Say with one of them: .*{codes}"):
        read(tmp_path, text)
    assert "nn" == read(tmp_path, "nn fri")[0]

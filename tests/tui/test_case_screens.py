"""Are cases worked off at the desk: listed by trouble, opened, taken on by one letter, gone through, begun by `C`?"""

from __future__ import annotations

from contextlib import closing
from sqlite3 import connect
from typing import TYPE_CHECKING

import pytest

from tests.open_desk import play
from tui.prompts.case_answers import Answers, Asked

if TYPE_CHECKING:
    from pathlib import Path

    from tests.command_line import CommandLine
    from tests.open_desk import OpenDesk

NOW = "2026-11-24T09:00"
USERS = "".join(
    f'[[user]]\nname = "{name}"\nroles = ["{role}"]\n' for name, role in (("ana", "supervisor"), ("ito", "clinician"))
)


@pytest.fixture
def work(clinicdesk: CommandLine) -> CommandLine:
    """Three referrals of Smith, one of them urgent and two of nobody; a records request, ready to leave; a visit."""
    clinicdesk("patient", "add", "--family", "Smith", "--given", "John", "--birth-date", "1984-03-14")
    for subject, *more in (("ears",), ("heart", "--urgent"), ("skin", "--owner", "ana")):
        new = ("case", "new", "referral-out", "--patient", "100001", "--subject", subject, "--fact", "to=City Clinic")
        assert 0 == clinicdesk(*new, *more).code
    asked = ("--fact", "requester=Law office", "--fact", "authority=subpoena", "--fact", "what=notes")
    assert 0 == clinicdesk("case", "new", "records-request", "--patient", "100001", "--subject", "suit", *asked).code
    for step, *facts in (("check", "--fact", "identity=seen"), ("gather",), ("ready",)):
        assert 0 == clinicdesk("case", "step", "4", step, *facts).code
    who = ("--patient", "100001", "--type", "fu20", "--provider", "lee")
    assert 0 == clinicdesk("book", *who, "--start", "2026-11-24T10:00").code
    return clinicdesk


def state_of(work: CommandLine, number: int) -> str:
    """Where the case stands."""
    return str(work.json("case", "show", str(number)).result["state"])


def test_the_next_step_is_one_key_in_an_opened_case(work: CommandLine) -> None:
    """The urgent one comes first; Enter opens it and takes its usual step, a letter another; `u` takes it back."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.press("apostrophe", *"ref", "enter")
        await desk.wait_for("referrals out 3")
        await desk.wait_for("draft !")
        await desk.press("r")
        await desk.wait_for("heart")
        await desk.press("enter")
        await desk.wait_for("Enter  ready to be sent")
        await desk.press("enter")
        await desk.wait_for("heart: ready.")
        await desk.press("u")
        await desk.wait_for("Undone")
        await desk.press("enter")
        await desk.wait_for("not sent after all")
        await desk.press("s")
        await desk.wait_for("one of fax, portal")
        await desk.type("fa")
        await desk.press("enter")
        await desk.wait_for("heart: sent (sent how fax")

    play(work.database, journey, now=NOW)
    assert ("sent", "draft") == (state_of(work, 2), state_of(work, 1))


def test_a_list_is_gone_through(work: CommandLine) -> None:
    r"""`s` opens one after the other; Page Down passes over one; `\` shows mine, my role's, nobody's."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.press("apostrophe", *"ref", "enter")
        await desk.wait_for("referrals out 3")
        await desk.press("backslash")
        await desk.wait_for("referrals out 1 mine")
        await desk.wait_for("1 case")
        await desk.press("backslash", "backslash")
        await desk.wait_for("referrals out 2 nobody's")
        await desk.press("s")
        await desk.wait_for("1 left on this list")
        await desk.press("pagedown")
        await desk.wait_for("0 left on this list")
        await desk.wait_for("ears")
        await desk.press("x")
        await desk.type("not needed")
        await desk.press("enter")
        await desk.wait_for("ears: cancelled")

    play(work.database, journey, now=NOW, actor="ana")
    assert ("cancelled", "draft") == (state_of(work, 1), state_of(work, 2))


def test_what_leaves_is_shown_once_more(work: CommandLine) -> None:
    """To whom and by what right, before Enter; leaving there releases nothing, and what was shown is what leaves."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5")
        await desk.press("apostrophe", *"records", "enter")
        await desk.wait_for("records requests 1")
        for leaves in (True, False):
            await desk.press("home", "enter")  # a key between: Enter twice at once is one that is held
            await desk.wait_for("released")
            await desk.press("s")
            await desk.wait_for("What leaves: notes")
            await desk.type(" of 2025")
            await desk.press("enter")
            await desk.type("Court")
            await desk.press("enter")
            await desk.type("paper")
            await desk.press("enter", "enter", "enter", "enter")
            await desk.wait_for("This leaves the clinic: notes of 2025. To: Court.")
            await desk.wait_for("subpoena.")
            await desk.press("ctrl+x" if leaves else "enter")
        await desk.wait_for("suit: released")

    play(work.database, journey, now=NOW)
    (told,) = work.json("disclosures", "100001", "--now", NOW).result["disclosures"]
    assert ("notes of 2025", "Court") == (told["what"], told["to"])


def test_an_answer_put_aside_answers_nothing_else() -> None:
    """Where another desk answered meanwhile fewer are asked for, and each stays with what it was typed for."""
    what, to, how = (Asked(name, name.capitalize(), before=f"{name}?") for name in ("what", "to", "how"))
    before = Answers((what, to, how))
    for text in ("notes", "Court"):
        before.editor.put_back(text)
        before.take()
    before.editor.put_back("pap", 1)
    for asked, given, line in (
        ((what, to, how), {"what": "notes", "to": "Court"}, "pap"),
        ((to, how), {"to": "Court"}, "pap"),
        ((what, how), {"what": "notes"}, "pap"),
        ((how, to), {}, "pap"),
        ((what, to), {"what": "notes", "to": "Court"}, ""),
        ((Asked("why", "Why", before="why?"), what), {}, "why?"),
    ):
        after = Answers(asked)
        after.put_back(before.fields())
        assert (given, line) == (after.given, after.editor.text)


@pytest.mark.parametrize("size", [(80, 24), (160, 50)])
def test_a_case_is_begun_from_a_visit(work: CommandLine, size: tuple[int, int]) -> None:
    """`C`, a letter, what it is about, to whom, and Enter: four keys and text; linked to the visit, parked, taken up.

    Whom the words mean is found in the directory with a slip, and is linked; how they want it is proposed.
    """
    heart = ("--name", "Heart Center", "--referrals", "portal", "--fax", "617 555 0100")
    assert 0 == work("directory", "add", *heart).code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f3")
        await desk.wait_for("Smith")
        await desk.press("C")
        await desk.wait_for("referral out")
        await desk.press("r")
        await desk.type("! knee")
        await desk.press("ctrl+p")
        await desk.press("Z")
        await desk.wait_for("! knee")
        await desk.press("enter")
        await desk.wait_for("a name or specialty")
        await desk.type("haert cen")
        await desk.wait_for(">Heart Center")
        await desk.press("enter")
        await desk.wait_for("knee. Due")
        await desk.press("f5")
        await desk.press("apostrophe", *"ref", "enter")
        await desk.press("home", "down", "enter")
        await desk.wait_for("referral out 5")
        await desk.press("s")
        await desk.wait_for("one of fax")
        await desk.press("enter")
        await desk.wait_for("knee: sent (sent how portal")

    play(work.database, journey, now=NOW, size=size)
    begun = work.json("case", "show", "5").result
    links = [{"kind": "appointment", "target": 1}, {"kind": "party", "target": 1}]
    assert ("knee", "urgent", links, "Heart Center") == (
        *(begun["subject"], begun["urgency"], begun["links"], begun["facts"]["to"]),
    )


def test_a_provider_reads_their_own_day_and_acknowledges(work: CommandLine, tmp_path: Path) -> None:
    """The schedule stands in their column and cannot be changed; F5 has what waits for them, then who comes.

    They may go through what they may take on, and are told of the rest that they may not.
    """
    (tmp_path / "users.toml").write_text(USERS)
    assert 0 == work("setup", str(tmp_path / "users.toml")).code
    assert 0 == work("case", "new", "task", "--subject", "call the lab", "--owner", "ito").code
    who = ("--patient", "100001", "--type", "fu20", "--provider", "ito", "--start", "2026-11-24T11:00")
    assert 0 == work("book", *who, "--override", "C2=urgent").code

    async def journey(desk: OpenDesk) -> None:
        await desk.press("right", "left", "t")
        await desk.wait_for("Ito")
        await desk.press("b")
        await desk.wait_for("ito may not book")
        await desk.press("f5")
        await desk.wait_for("your day 2")
        await desk.press("enter")
        await desk.wait_for("k Enter  acknowledged")
        await desk.press("enter")
        await desk.wait_for("acknowledged (wanted by")
        await desk.press("down", "s")
        await desk.wait_for("insurance to verify")
        await desk.press("v")
        await desk.wait_for("ito may not verify insurance")
        await desk.press("ctrl+x", "enter")
        await desk.wait_for("Smith, John")
        await desk.press("f5", "apostrophe", *"tas", "enter", "s")
        await desk.wait_for("call the lab")
        await desk.wait_for("0 left")
        await desk.press("d")
        await desk.wait_for("call the lab: done")

    play(work.database, journey, now=NOW, actor="ito")
    assert "done" == state_of(work, 5)


def test_marked_cases_take_a_step_together(work: CommandLine) -> None:
    """Space marks, Enter opens those marked, a letter takes the step of all as one act, asked once; `u` undoes it."""

    def states() -> list[str]:
        with closing(connect(work.database)) as db:
            return [
                state for (state,) in db.execute("SELECT state FROM work_case WHERE kind = 'referral-out' ORDER BY id")
            ]

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe", *"sup", "enter", "space")
        await desk.wait_for("Only cases are marked here")
        await desk.press("s")
        await desk.wait_for("Supplies: Enter opens what is highlighted; s goes")
        await desk.press("ctrl+x")
        await desk.press("apostrophe", *"ref", "enter")
        await desk.strike_all("space", "space", gap=1.2)
        await desk.wait_for("2 marked: Enter opens them together")
        await desk.press("enter")
        await desk.wait_for("2 cases, of which one letter does the same to all")
        await desk.press("s")
        await desk.wait_for("one of fax, portal")
        await desk.type("fa")
        await desk.press("enter")
        await desk.wait_for("Referrals out 2, 1, as one act: sent.")
        assert ["sent", "sent", "draft"] == states()
        await desk.press("u")
        await desk.wait_for("Undone")
        assert ["draft"] * 3 == states()
        await desk.press("home")
        await desk.strike_all("space", "end", "space", gap=1.2)
        await desk.press("escape")
        await desk.press("home", "enter")
        await desk.wait_for("Enter  ready to be sent")

    play(work.database, journey, now=NOW)
    assert ["draft"] * 3 == states()


def test_marked_cases_are_given_and_put_off_together(work: CommandLine) -> None:
    """A capital letter asks once for all; nothing said is nothing done; the case in the way is named; `u` undoes it."""

    async def journey(desk: OpenDesk) -> None:
        await desk.press("f5", "apostrophe", *"ref", "enter")
        await desk.strike_all("space", "space", gap=1.2)
        await desk.press("enter")
        await desk.wait_for("M mine  O give  D due  S put off")
        await desk.press("O", "enter")
        await desk.wait_for("Say something here")
        await desk.type("ito")
        await desk.press("enter")
        await desk.wait_for("Changed the owner to ito of cases 2, 1, as one act.")
        await desk.press("u")
        await desk.wait_for("Undone")
        await desk.press("home")
        await desk.strike_all("space", "space", gap=1.2)
        await desk.press("enter")
        await desk.wait_for("M mine")
        await desk.press("S")
        await desk.type("3w")
        await desk.press("enter")
        await desk.wait_for("is not put off beyond the day")
        await desk.press("ctrl+x", "enter", "D")
        await desk.type("wed")
        await desk.press("enter")
        await desk.wait_for("Changed the due date to Wed 25 Nov of cases 2, 1")
        await desk.press("u")
        await desk.wait_for("Undone")

    play(work.database, journey, now=NOW)
    for number, owner in ((1, None), (2, None), (3, "ana")):
        shown = work.json("case", "show", str(number)).result
        assert (owner, None) == (shown["owner"], shown["snoozed"])

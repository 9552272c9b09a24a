"""Is a damaged row told of by the verbs that meet it, with the right code and never as an internal error?"""

from __future__ import annotations

import pytest

from tests.command_line import CommandLine
from tests.damage import damage

DAMAGES = (
    "UPDATE patient SET phones = '['",
    "UPDATE patient SET phones = '[1]'",
    "UPDATE patient SET phones = 'null'",
    "UPDATE patient SET previous = '[1]'",
    "UPDATE patient SET alerts = '{}'",
    "UPDATE patient SET family = X'00ff'",
    "UPDATE patient SET family = CAST(X'ff' AS TEXT)",
    "UPDATE patient SET birth_date = '1984-02-30'",
    "UPDATE patient SET identity_verified_at = 'never'",
    "UPDATE patient SET identity_verified_at = 9e99",
    "UPDATE patient SET rev = 'first'",
    "UPDATE appointment SET start = 'soon'",
    "UPDATE appointment SET start = 99999999999999, finish = 99999999999999",
    "UPDATE appointment SET overrides = '[{}]'",
    "UPDATE appointment SET provider = 'gone'",
    "UPDATE appointment SET site = 'gone'",
    "UPDATE appointment SET visit_type = 'gone'",
    "UPDATE appointment SET room = X'00'",
    "UPDATE visit SET waivers = '[[1]]'",
    "UPDATE visit SET since = X'00'",
    "UPDATE site SET zone = 'Mars/Base'",
    "UPDATE site SET zone = '../../etc/passwd'",
    "UPDATE site SET grid = 'fine'",
    "UPDATE provider SET skills = '7'",
    "UPDATE visit_type SET minutes = 'long'",
    "UPDATE session SET begin = 'dawn'",
    "UPDATE session SET days = '[9]'",
    "UPDATE session SET provider = 'gone'",
    "UPDATE meta SET value = 'x' WHERE key = 'clinic_rev'",
    "UPDATE meta SET value = 'x' WHERE key = 'next_mrn'",
    "UPDATE meta SET value = 'x' WHERE key = 'min_program'",
    "UPDATE meta SET value = 'x' WHERE key = 'schema'",
    "UPDATE journal SET at = 'then'",
    "UPDATE journal SET sentence = X'00'",
    "UPDATE journal_row SET after = '{'",
    "UPDATE journal_row SET after = '[]'",
)
VERBS = (
    ("find", "smith"),
    ("patient", "show", "id:1"),
    ("patient", "edit", "id:1", "--phone", "555 0118"),
    ("patient", "add", "--family", "Ray", "--given", "Al", "--birth-date", "1990-05-06"),
    ("day",),
    ("queue",),
    ("book", "--patient", "id:1", "--type", "fu20", "--provider", "lee", "--start", "2026-11-24T09:00"),
    ("move", "1", "--start", "2026-11-24T09:20"),
    ("step-back", "1"),
    ("history", "id:1"),
    ("undo",),
    ("doctor",),
)


@pytest.fixture
def damaged(clinicdesk: CommandLine, request: pytest.FixtureRequest) -> CommandLine:
    """A clinic with a patient who has arrived, damaged past every guard."""
    clinicdesk.booked(clinicdesk.patient())
    assert 0 == clinicdesk.json("arrive", "1").code
    damage(clinicdesk.database, request.param)
    return clinicdesk


@pytest.mark.parametrize("damaged", DAMAGES, indirect=True)
def test_no_verb_fails_internally(damaged: CommandLine) -> None:
    """Each says what it met, or does what it can without that; the doctor finds it (7)."""
    codes = {" ".join(verb[:2]): damaged.json(*verb).code for verb in VERBS}
    assert 7 == codes.pop("doctor")
    assert [] == [verb for verb, code in codes.items() if code == 1]

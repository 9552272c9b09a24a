"""Whatever is typed behind `clinicdesk`, is it answered as promised, and is the clinic sound afterwards?"""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING, Final

import pytest

from storage.sqlite.doctor import examine
from tests.depth import SOAKING, depth
from tests.stress.any_call import CODES, any_call, call
from tests.stress.found_databases import DAMAGED, Clinics
from tui.paths import error_log

if TYPE_CHECKING:
    from pathlib import Path

CALLS: Final = depth(150, whole=3_000)
SEED: Final = 20261123
BUSY: Final = 5
"""A write while another program holds the database: a quarter of the calls may make none."""


@pytest.mark.parametrize("part", range(4))
def test_every_call_is_answered_as_promised(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes], part: int
) -> None:
    """An exit code that is documented, a sentence or one JSON object, no crash; and the doctor finds nothing.

    Every verb with right and wrong words and options, by every role and by nobody, on sound, missing, foreign, damaged
    and locked databases, with anything on its input or nothing.
    """
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("SUDO_USER", raising=False)
    monkeypatch.chdir(tmp_path)
    clinics, rng = Clinics(tmp_path), random.Random(f"{SEED} {part}")
    log = error_log(os.environ)
    codes, done = set[int](), set[str]()
    for _ in range(CALLS // 4):
        called = any_call(rng)
        with clinics.found(called.database, rng) as path:
            came = call(called, path, monkeypatch, capsysbinary)
        assert "" == came.problem(called), (called, came)
        if called.database == DAMAGED:
            log.unlink(missing_ok=True)  # of what it stumbled over
        assert not log.exists(), called
        codes.add(came.code)
        if came.code == 0:
            done.add(called.verb)
    assert () == examine(clinics.sound)
    if SOAKING:
        assert CODES - {BUSY} <= codes
        assert len(done) > 20, done

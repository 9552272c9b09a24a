"""Is a module that is named early really loaded late, and then the one that everybody else has?"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

import pytest

from core.lazy import lazy_modules, named

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The name of a package with the modules `one` and `two`, that no other test has loaded."""
    folder = tmp_path / f"parcel_{tmp_path.name}"
    folder.mkdir()
    for name in ("__init__", "one", "two"):
        (folder / f"{name}.py").write_text(f"NAME = {name!r}\n")
    monkeypatch.syspath_prepend(tmp_path)
    return folder.name


def test_nothing_is_loaded_before_it_is_needed(package: str) -> None:
    """Naming modules loads none of them; the first thing asked of one loads that one."""
    one, two = lazy_modules(f"{package}.one", f"{package}.two")
    before = {name for name in sys.modules if name.startswith(package)}

    assert "one" == one.NAME
    assert (set(), {package, f"{package}.one"}) == (before, {n for n in sys.modules if n.startswith(package)})
    assert "two" == two.NAME


def test_it_is_the_module_itself_that_answers(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is changed in the module afterwards is seen through the name given early."""
    (one,) = lazy_modules(f"{package}.one")
    monkeypatch.setattr(import_module(f"{package}.one"), "NAME", "changed")

    assert "changed" == one.NAME


def test_a_name_the_module_lacks_is_an_error(package: str) -> None:
    """Asking for what the module does not have fails as it does with any module."""
    (one,) = lazy_modules(f"{package}.one")

    with pytest.raises(AttributeError, match="ABSENT"):
        one.ABSENT  # noqa: B018 - asking is what fails


def test_a_row_names_something_in_a_module(package: str) -> None:
    """What "module:name" names is loaded when it is asked for, and not before."""
    before = {name for name in sys.modules if name.startswith(package)}

    assert (set(), "one") == (before, named(f"{package}.one:NAME"))

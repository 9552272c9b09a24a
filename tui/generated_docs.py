"""Which docs are generated from the code, and are those in the tree stale? `python -m tui.generated_docs [--check]`."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import Final

from core.settings.reader import KEYS, settings_text
from tui import sentences
from tui.cli.manual import manual
from tui.cli.whole_parser import whole_parser
from tui.keys.card import keys_card
from tui.keys.groups import by_group, keys_doc
from tui.keys.key_names import key_name
from tui.keys.registry import ACTIONS

_WIDTH: Final = 98


def settings_doc() -> str:
    """The text of clinicdesk.toml: every setting with its default, the keys behind #."""
    head = [f"# {line}" for line in wrap(sentences.KEYS_TABLE_HEAD, _WIDTH)]
    return f"{settings_text()}\n" + "\n".join([*head, f"#[{KEYS}]", *_usual_keys()]) + "\n"


def _usual_keys() -> Iterator[str]:
    """'#check_in = "c"', a line an action whose keys may change, under its group."""
    for group, actions in by_group(action for action in ACTIONS if not action.is_fixed):
        yield f"\n# {group}"
        for action in actions:
            keys = [key_name(key) for key in action.keys]
            yield f"#{action.id} = {json.dumps(keys if len(keys) > 1 else keys[0])}"


def _completion(shell: str) -> str:
    """What a shell completes behind the command."""
    from shtab import complete  # a tool of the project's own: no desk and no verb needs it

    return complete(whole_parser(), shell=shell)


ROOT: Final = Path(__file__).resolve().parent.parent
GENERATED_DOCS: Final[Mapping[str, Callable[[], str]]] = {
    "clinicdesk.toml": settings_doc,
    "docs/keys.md": keys_doc,
    "docs/keys-card.txt": lambda: keys_card(ACTIONS),
    "docs/clinicdesk.1": manual,
    "docs/completion/clinicdesk.bash": partial(_completion, "bash"),
    "docs/completion/_clinicdesk": partial(_completion, "zsh"),
}
"""Path from the root of the project -> what its text must be."""


def stale(root: Path = ROOT) -> tuple[str, ...]:
    """The docs whose text is not what the code says."""
    return tuple(
        path
        for path, text in GENERATED_DOCS.items()
        if not (root / path).is_file() or (root / path).read_text(encoding="utf-8") != text()
    )


def write(root: Path = ROOT) -> tuple[str, ...]:
    """Write every doc that is stale; those written."""
    written = stale(root)
    for path in written:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(GENERATED_DOCS[path](), encoding="utf-8")
    return written


def main(arguments: list[str]) -> int:
    """Write the docs, or with --check fail when one is stale."""
    if arguments == ["--check"]:
        found = stale()
        for path in found:
            print(f"{path} is stale: run 'make docs'.")
        return 1 if found else 0
    for path in write():
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

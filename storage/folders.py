"""Which folders lie beside a clinic's database? But for the cards they are in no backup."""

from __future__ import annotations

from pathlib import Path


def cards_folder(database: Path) -> Path:
    """Where the images of insurance cards of the clinic at `database` are, or of a copy."""
    return database.with_name(f"{database.name}.cards")


def drafts_folder(database: Path) -> Path:
    """Where the drafts of the clinic at `database` are."""
    return database.with_name(f"{database.name}.drafts")


def holds_folder(database: Path) -> Path:
    """Where the time that is held at `database` is noted down."""
    resolved = database.resolve()
    return resolved.with_name(f"{resolved.name}.holds")


def leases_folder(database: Path) -> Path:
    """Where the files of the workers at `database` are."""
    resolved = database.resolve()
    return resolved.with_name(f"{resolved.name}.work")

"""Who acts, where somebody acts as somebody else: whose rights count, and who it really is?

Both stand in the actor's name, so that every entry of the journal keeps both. The acts are neither's own: u of the one
whose rights counted does not take them back, nor u of the person under their own name, only who acts so again.
"""

from __future__ import annotations

from typing import Final

_FOR: Final = " for "


def acting_for(person: str, other: str) -> str:
    """The name under which `person` acts with the rights of `other`: 'ana for mei'. Both are login names."""
    return f"{person}{_FOR}{other}"


def rights_of(actor: str) -> str:
    """The login name whose rights count: of 'ana for mei' mei, of anybody else their own."""
    return actor.partition(_FOR)[2] or actor


def person_of(actor: str) -> str:
    """The login name of who it really is: of 'ana for mei' ana."""
    return actor.partition(_FOR)[0]


def login_name(name: str) -> str:
    """The name as one that acts for nobody: it has no spaces where one would be read as acting for somebody."""
    return name.replace(_FOR, _FOR.replace(" ", "_"))

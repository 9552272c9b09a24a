"""What could a member do with the place at which starts of the desk meet a warm host, whether there is one or not?"""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import DENIED, at_desk, in_shell

_PLACE: Final = "/home/desk/.local/state/clinicdesk/warm"
_NO: Final = f"{DENIED}|cannot"
_CONNECT: Final = "import socket; socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET).connect"
_THE_ACCOUNTS: Final = "Only the account that keeps the clinic"

PLACE: Final = in_shell(
    "the warm host's place",
    ("connected to", f"python3 -c '{_CONNECT}(\"{_PLACE}/socket\")'", _NO),
    ("looked into", f"ls {_PLACE}", _NO),
    ("a socket in it", f"python3 -c 'import socket; socket.socket(1, 5).bind(\"{_PLACE}/socket\")'", _NO),
    ("a link in it", f"ln -sf /tmp/x {_PLACE}/socket", _NO),
    ("taken away", f"rm -rf {_PLACE}", _NO),
    ("made before it is there", f"mkdir -p {_PLACE}", _NO),
    ("its lock held", f"flock -n {_PLACE}/lock true", _NO),
)
HOST: Final = (
    *at_desk("a warm host", ("of one's own", "ssh host host warm", _THE_ACCOUNTS, 6)),
    *in_shell("a warm host", ("by sudo", "sudo -n -u desk clinicdesk host warm", _THE_ACCOUNTS, 6)),
)

VECTORS: Final = (*PLACE, *HOST)

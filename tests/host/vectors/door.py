"""What else does SSH offer than the command, and what of a member's own files is read on the way to it?"""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import DENIED, Vector, at_desk

_RAN: Final = '"ok": true'
_CLOSED: Final = "closed|prohibited|refused|failed|not allowed|protocol|Received message too long"
_OWN: Final = "/home/mei"
_CANARY: Final = f"{_OWN}/canary"
_SOCKET: Final = "import socket; s = socket.socket(socket.AF_UNIX); "
_ANSWER: Final = f'{_SOCKET} s.bind("/tmp/x"); s.listen(); c, _ = s.accept(); c.send(b"answered"); c.close()'
_ASK: Final = f'{_SOCKET} s.connect("s"); print(s.recv(8) or "closed")'
_KEY: Final = "$(cat /home/mei/.ssh/authorized_keys)"


def _own_file(path: str, text: str, *, typed: str = "ssh -- host --json day") -> Vector:
    """A file of the member's that is read on their way in; it is theirs, so that what it runs is as them at most."""
    place = f"{_OWN}/{path}"
    first = f"mkdir -p $(dirname {place}) && printf '%s\\n' {text} >{place} && chmod 600 {place}"
    return Vector(f"a file of one's own: {path}", typed, _RAN, 0, who="mei", first=first)


FILES: Final = at_desk(
    "files over SSH",
    ("sftp", "echo 'get /home/desk/secret' | sftp -b - host", _CLOSED),
    ("sftp to a server named", "echo ls | sftp -b - -s /usr/lib/openssh/sftp-server host", _CLOSED),
    ("sftp as a subsystem", "ssh -s host sftp </dev/null", "^$", 2),
    ("scp from", "scp host:/home/desk/secret .", _CLOSED),
    ("scp to", "scp bin/ssh host:/home/desk/x", _CLOSED),
    ("scp of before, from", "scp -O host:/home/desk/secret .", "."),
    ("scp of before, to", "scp -O bin/ssh host:/tmp/x", "."),
    ("rsync from", "rsync -e ssh host:/home/desk/ away", "."),
    ("rsync to", "rsync -e ssh bin/ssh host:/home/ana/x", "."),
)
FORWARDING: Final = at_desk(
    "forwarding",
    ("a way through", "ssh -W 127.0.0.1:$(cat port) host </dev/null", "prohibited|failed", 255),
    ("a port from the host", "ssh -o ExitOnForwardFailure=yes -N -R 0:127.0.0.1:22 host", "failed", 255),
    ("a socket from the host", "ssh -o ExitOnForwardFailure=yes -N -R /tmp/x:/tmp/y host", "failed", 255),
    ("a dynamic one from the host", "ssh -o ExitOnForwardFailure=yes -N -R 0 host", "failed", 255),
    ("a tunnel", "ssh -o ExitOnForwardFailure=yes -w any:any -N host", "failed|denied|could not", 255),
    ("no command", "timeout 3 ssh -N host; echo ended $?", "ended 124"),
    ("two on one connection", ("ssh -o ControlMaster=yes -o ControlPath=m -o ControlPersist=3 host day; "
     "ssh -o ControlPath=m host /bin/sh -c id; ssh -o ControlPath=m -O exit host"), "sh"),
)  # fmt: skip
SOCKET: Final = Vector(
    "forwarding: a way through to a socket that answers",
    f"ssh -M -S m -fN -L $PWD/s:/tmp/x host; python3 -c '{_ASK}'; ssh -S m -O exit host; rm -f s",
    "^closed",
    first=f"(timeout 9 python3 -c '{_ANSWER}' >/dev/null 2>&1 &); until test -S /tmp/x; do :; done",
)
ACCOUNT: Final = at_desk(
    "the account over SSH",
    ("with a member's key", "ssh -l desk host day", DENIED, 255),
    ("with none", "ssh -o PubkeyAuthentication=no -l desk host day", DENIED, 255),
    ("root with a member's key", "ssh -l root host id", DENIED, 255),
    ("another member with one's own", "ssh -l mei host day", DENIED, 255),
)
OWN_FILES: Final = (
    _own_file(".bashrc", f"'{_CANARY}'"),
    _own_file(".bashrc", "'sudo() { command sudo /bin/sh -c id; }; export -f sudo'"),
    _own_file(".bashrc", "'export PYTHONPATH=~/python HOME=~ XDG_DATA_HOME=~/.local/share LD_LIBRARY_PATH=~/python'"),
    _own_file(".bashrc", "'export SUDO_USER=ana USER=ana'"),
    _own_file(".bash_profile", f"'{_CANARY}'"),
    _own_file(".profile", f"'{_CANARY}'"),
    _own_file(".ssh/rc", "'touch /srv/got/rc-ran'"),
    _own_file(".ssh/environment", "PYTHONPATH=/home/mei/python LD_PRELOAD=/home/mei/python/x.so SUDO_USER=ana"),
    _own_file(".pam_environment", "PYTHONPATH=/home/mei/python"),
    _own_file(".ssh/config", f"'Host *' 'ProxyCommand {_CANARY}'"),
    _own_file(".hushlogin", "x"),
    *(
        _own_file(".ssh/authorized_keys", f'"{option.replace(chr(34), chr(92) + chr(34))} {_KEY}"')
        for option in (
            'command="/bin/sh -c id"',
            'environment="PYTHONPATH=/home/mei/python"',
            "agent-forwarding,port-forwarding,pty,user-rc,X11-forwarding",
            'permitopen="*:*",permitlisten="*"',
            'tunnel="0"',
        )
    ),
)

VECTORS: Final = (*FILES, *FORWARDING, SOCKET, *ACCOUNT, *OWN_FILES)

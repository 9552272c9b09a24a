"""Which arguments could name the account's files, one's own, or somebody else?"""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import DATABASE, GOT, NO_FILE, Vector, at_desk, in_shell

_MINE: Final = "/home/ana"

FILES: Final = at_desk(
    "a file named",
    ("a database of one's own", f"ssh host day --db {_MINE}/own.db", NO_FILE, 6),
    ("before the verb", f"ssh -- host --db {_MINE}/own.db day", NO_FILE, 6),
    ("glued", f"ssh host day --db={_MINE}/own.db", NO_FILE, 6),
    ("the clinic's own", f"ssh -- host --db {DATABASE} doctor", NO_FILE, 6),
    ("empty", "ssh host day --db=", NO_FILE, 6),
    ("standard input as database", "ssh host day --db -", NO_FILE, 6),
    ("a descriptor as database", "ssh -- host --db /dev/stdin day", NO_FILE, 6),
    ("a URI as database", f"ssh -- host --db file:{_MINE}/own.db?mode=rwc day", NO_FILE, 6),
    ("for the desk itself", f"ssh -tt -- host --db {_MINE}/own.db", NO_FILE, 6),
    ("twice", f"ssh host day --db {_MINE}/own.db --db {DATABASE}", NO_FILE, 6),
    ("shortened", f"ssh host day --d {_MINE}/own.db", "--d", 2),
    ("in capitals", f"ssh host day --DB {_MINE}/own.db", "--DB", 2),
    ("softer rules", f"ssh host day --config {_MINE}/soft.toml", NO_FILE, 6),
    ("softer rules, glued", f"ssh -- host --config={_MINE}/soft.toml day", NO_FILE, 6),
    ("softer rules, shortened", f"ssh host day --conf {_MINE}/soft.toml", "--conf", 2),
    ("settings checked", "ssh host config check --config /etc/shadow", NO_FILE, 6),
    ("keys of settings", "ssh host keys --config /etc/shadow", NO_FILE, 6),
    ("a file imported", f"ssh host import patients {_MINE}/them.csv", NO_FILE, 6),
    ("a secret imported", "ssh host import patients /home/desk/secret", NO_FILE, 6),
    ("a descriptor imported", "ssh host import patients /dev/fd/0 </etc/passwd", NO_FILE, 6),
    ("rejects over the database", f"ssh host import patients - --rejects {DATABASE} <them.csv", NO_FILE, 6),
    ("rejects as code", "ssh host import patients - --rejects=/home/desk/x.pth <them.csv", NO_FILE, 6),
    ("rejects into one's home", f"ssh host import patients - --rejects {_MINE}/r.csv <them.csv", NO_FILE, 6),
    ("rejects into a pipe", "ssh host import patients - --rejects /dev/stdout <them.csv", NO_FILE, 6),
    ("a map", f"ssh host import patients - --map {_MINE}/map.toml <them.csv", NO_FILE, 6),
    ("a map that is a secret", "ssh host import patients - --map=/home/desk/secret <them.csv", NO_FILE, 6),
    ("rejects shortened", "ssh host import patients - --rej /home/desk/x.pth </dev/null", "--rej", 2),
    ("a copy of the database", f"ssh host backup {_MINE}/copy.db", NO_FILE, 6),
    ("a copy over a key", "ssh host backup /home/desk/.ssh/authorized_keys", NO_FILE, 6),
    ("a copy beside", "ssh host backup ./-", NO_FILE, 6),
    ("a copy behind --", f"ssh host backup -- {_MINE}/copy.db", NO_FILE, 6),
    ("a copy in the home", "ssh host 'backup ~/copy.db'", NO_FILE, 6),
    ("set-up of one's own", f"ssh host setup {_MINE}/clinic.toml", NO_FILE, 6),
    ("a secret as set-up", "ssh host setup /etc/shadow", NO_FILE, 6),
    ("a file of arguments", f"ssh host setup @{_MINE}/arguments", NO_FILE, 6),
    ("a file of arguments alone", f"ssh host @{_MINE}/arguments", "@", 2),
    ("doctor elsewhere", f"ssh host doctor --db {_MINE}/own.db", NO_FILE, 6),
    ("migrate elsewhere", f"ssh host migrate --db={_MINE}/own.db", NO_FILE, 6),
    ("a practice clinic", "ssh host demo", "account", 6),
    ("a practice clinic elsewhere", "ssh host demo --db /tmp/demo.db", NO_FILE, 6),
    ("the host made ready", "ssh host host install", "root", 6),
    ("the host examined", "ssh host host check", "root", 6),
    ("an image written", "ssh host host install --root /tmp/image", "root|names a file", 6),
    ("an image below the home", "ssh host host install --root=/home/desk/x --program /bin/sh", "root|names a file", 6),
)
IDENTITY: Final = (
    *at_desk(
        "somebody else",
        ("root", "ssh host doctor --as root", "not set up|not allowed|may not", 6),
        ("the account", "ssh host doctor --as desk", "not set up|not allowed|may not", 6),
        ("nobody", "ssh host doctor --as=", "empty|name", 2),
        ("another time", "ssh -- host --now 2030-01-01T10:00 day", "only on|practice", 2),
        ("time stopped", "ssh -- host --freeze day", "only on|practice", 2),
    ),
    *(
        Vector(f"somebody else: {name}", typed, told, code, who="mei")
        for name, typed, told, code in (
            ("a supervisor", "ssh -- host --as ana day", "may not", 6),
            ("a supervisor, glued", "ssh host doctor --as=ana", "may not", 6),
            ("one who acts for a supervisor", "ssh host 'doctor --as mei\u00a0for\u00a0ana'", "may not", 6),
            ("the account", "ssh -- host --as desk doctor", "may not", 6),
            ("doctor", "ssh host doctor", "may not", 6),
            ("migrate", "ssh host migrate", "may not", 6),
            ("backup", "ssh host backup -", "may not", 6),
            ("set-up", "ssh host setup - <clinic.toml", "may not", 6),
            ("import", "ssh host import patients - <them.csv", "may not", 6),
        )
    ),
    *in_shell(
        "a name given",
        ("SUDO_USER of a supervisor", "SUDO_USER=ana sudo -n -u desk clinicdesk doctor", "may not", 6),
        ("SUDO_USER on sudo's line", "sudo -n -u desk SUDO_USER=ana clinicdesk doctor", "not allowed to set", 1),
        ("USER and LOGNAME", "USER=ana LOGNAME=ana sudo -n -u desk clinicdesk doctor", "may not", 6),
        ("SUDO_UID", "SUDO_UID=0 SUDO_GID=0 sudo -n -u desk clinicdesk backup -", "may not", 6),
        ("no sudo at all", f"SUDO_USER=ana clinicdesk --db {DATABASE} doctor", NO_FILE, 6),
    ),
)
SHELL_WORDS: Final = at_desk(
    "words for a shell",
    *(
        (name, f"ssh -- host '{typed}'", ".", 2)
        for name, typed in (
            ("a second command", f"day;touch {GOT}/x"),
            ("and", f"day&&touch {GOT}/x"),
            ("a pipe", "day|sh"),
            ("substituted", f"$(touch {GOT}/x)"),
            ("in backquotes", f"`touch {GOT}/x`"),
            ("a command", f"/usr/bin/touch {GOT}/x"),
            ("a shell", "/bin/sh -c id"),
            ("sftp's server", "/usr/lib/openssh/sftp-server"),
            ("scp's server", "scp -f /home/desk/secret"),
            ("rsync's server", "rsync --server --sender . /home/desk"),
            ("git's server", "git-upload-pack /home/desk"),
            ("options of sudo", "-u root id"),
            ("a shell of sudo", "-s"),
            ("a login of sudo", "-i -u root"),
            ("sudo's end of options", "-- -s"),
            ("an assignment", "PYTHONPATH=/home/ana/python day"),
            ("an option of Python", "-c import\\ os"),
            ("a module", "-m pdb"),
        )
    ),
    ("everything", "ssh host find '*' /home/desk/'*'", "."),
    ("output to a file", "ssh host 'day >/home/desk/out'", ".", 2),
    ("input from a file", "ssh host 'import patients - </home/desk/secret'", ".", 2),
    ("a second line", "ssh host $'day\\ntouch /srv/got/x'", ".", 2),
)

VECTORS: Final = (*FILES, *IDENTITY, *SHELL_WORDS)

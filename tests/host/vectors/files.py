"""Which of the account's files and processes could a member with a shell on the host get at directly?"""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import DATABASE, DENIED, in_shell

_HOME: Final = "/home/desk"
_NO: Final = f"{DENIED}|cannot|[Cc]ould not|unable"
_CALL: Final = "sudo -n -u desk clinicdesk"
_DESK: Final = "P=$(pgrep -u desk -o)"
_SUDO: Final = "P=$(pgrep -u root -f '^sudo -u desk -H' -o)"

FILES: Final = in_shell(
    "files",
    ("read", f"cat {DATABASE}", _NO),
    ("copied", f"cp {DATABASE} ~/copy", _NO),
    (
        "opened as a database",
        f'python3 -c \'import sqlite3; sqlite3.connect("{DATABASE}").execute("select 1")\'',
        "unable",
    ),
    ("with its log", f"cat {DATABASE}-wal {DATABASE}-shm", _NO),
    ("what was typed", f"ls {DATABASE}.drafts", _NO),
    ("listed", f"ls -R {_HOME}", _NO),
    ("looked for", f"find {_HOME} -name '*.db'", _NO),
    ("gone into", f"cd {_HOME}", _NO),
    ("written into", f"touch {_HOME}/.bashrc", _NO),
    ("taken away", f"rm -rf {_HOME}", _NO),
    ("moved away", f"mv {_HOME} /tmp/desk", _NO),
    ("opened to all", f"chmod 777 {_HOME}", _NO),
    ("given to oneself", f"chown mei {_HOME}", _NO),
    ("a hard link", f"ln {DATABASE} ~/link", _NO),
    ("a hard link to the home", f"ln -d {_HOME} ~/link", _NO),
    ("a key for the account", f"mkdir {_HOME}/.ssh", _NO),
    ("the rules of sudo read", "cat /etc/sudoers.d/clinicdesk", _NO),
    ("the rules of sudo written", "echo x >>/etc/sudoers.d/clinicdesk", _NO),
    ("the rules of sshd written", "echo x >>/etc/ssh/sshd_config.d/clinicdesk.conf", _NO),
    ("the program written", "echo x >>/usr/local/bin/clinicdesk", _NO),
    ("a module written", "touch /opt/pipx/venvs/clinicdesk/lib/python3*/site-packages/x.pth", _NO),
    ("settings of the machine", "mkdir /etc/clinicdesk", _NO),
    ("a queue of mail", "cat /var/mail/desk", f"{_NO}|No such"),
)
LINKS: Final = in_shell(
    "links",
    ("a link called -", f"cd ~ && ln -sf {DATABASE} ./- && {_CALL} backup -", "may not", 6),
    ("a link as input", f"ln -sf {_HOME}/secret ~/in.csv; {_CALL} import patients - <~/in.csv", _NO),
    ("a link as output", f"ln -sf {_HOME}/out ~/out; {_CALL} --json day >~/out", _NO),
    ("a link where a copy is made", f"ln -sf {_HOME}/secret /tmp/clinic.db; {_CALL} --json day", '"ok": true', 0),
    (
        "a database in the folder one is in",
        f"cd ~ && cp own.db clinic.db && {_CALL} --json find secretowner",
        '"result": \\[\\]',
    ),
    (
        "settings in the folder one is in",
        f"cd ~ && cp soft.toml clinicdesk.toml && {_CALL} config check",
        "the defaults",
        0,
    ),
    ("a pipe as input", f"mkfifo ~/pipe; (echo family >~/pipe &) ; {_CALL} import patients - <~/pipe", "may not", 6),
    ("no end of input", f"timeout 20 {_CALL} setup - </dev/zero", "may not", 6),
)
PROCESSES: Final = in_shell(
    "a desk that is open",
    ("its memory", f"{_DESK}; dd if=/proc/$P/mem bs=1 count=1", _NO),
    ("its environment", f"{_DESK}; cat /proc/$P/environ", _NO),
    ("its files", f"{_DESK}; ls -l /proc/$P/fd", _NO),
    ("a file of its", f"{_DESK}; cat /proc/$P/fd/0", _NO),
    ("its maps", f"{_DESK}; cat /proc/$P/maps", _NO),
    ("its folder", f"{_DESK}; ls /proc/$P/cwd/", _NO),
    ("its root", f"{_DESK}; ls /proc/$P/root/home/desk", _NO),
    ("its system calls", f"{_DESK}; cat /proc/$P/syscall", _NO),
    ("its stack", f"{_DESK}; cat /proc/$P/stack", _NO),
    ("its memory, called for", f"{_DESK}; strace -p $P", _NO),
    ("a debugger", f"{_DESK}; gdb -batch -p $P -ex 'call (int)system(\"touch /srv/got/x\")'", _NO),
    ("a core", f"{_DESK}; gcore -o ~/core $P", _NO),
    ("a descriptor taken", (f"{_DESK}; python3 -c 'import ctypes,os,sys; p=os.pidfd_open(int(sys.argv[1])); "
     "r=ctypes.CDLL(None, use_errno=True).syscall(438, p, 0, 0); print(os.strerror(ctypes.get_errno()))' $P"), _NO),
    *((f"signal {number}", f"{_DESK}; kill -{number} $P", _NO) for number in ("TERM", "KILL", "STOP", "TSTP", "CONT", "SEGV", "USR1", "HUP")),
    *((f"signal {number} to sudo", f"{_SUDO}; kill -{number} $P", _NO) for number in ("TERM", "KILL", "STOP", "HUP")),
    ("its priority", f"{_DESK}; renice 19 -p $P", _NO),
    ("its limits", f"{_DESK}; prlimit --pid $P --nofile=1:1", _NO),
    ("its processors", f"{_DESK}; taskset -p 1 $P", _NO),
    ("its death when memory is short", f"{_DESK}; echo 1000 >/proc/$P/oom_score_adj", _NO),
    ("its memory dumped more", f"{_DESK}; echo 255 >/proc/$P/coredump_filter", _NO),
    ("its terminal written", "for t in /dev/pts/*; do echo x >$t; done", _NO),
    ("its terminal read", "for t in /dev/pts/[0-9]*; do timeout 1 head -c1 $t; done", _NO),
    ("its locks", f"flock -n {DATABASE}.lock true", _NO),
    ("all signals at once", "pkill -KILL -u desk; pkill -STOP -u desk", _NO),
)  # fmt: skip
SHARING: Final = in_shell(
    "a terminal shared",
    (
        "tmux of the account",
        "tmux -S /tmp/tmux-$(id -u desk)/default attach",
        "no server|error connecting|denied|No such|not a terminal",
    ),
    ("tmux as the account", "sudo -n -u desk tmux new -d", "password|not allowed"),
    ("screen of the account", "sudo -n -u desk screen -x", "password|not allowed|not found"),
    ("script", f"script -qc '{_CALL} --json day' ~/typescript", '"ok": true', 0),
)

VECTORS: Final = (*FILES, *LINKS, *PROCESSES, *SHARING)

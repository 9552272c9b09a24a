"""What else could sudo and su be made to do for a member who has a shell on the host?"""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import DENIED, PASSWORD, in_shell

_NO: Final = f"{PASSWORD}|sudoedit: a password is required|not allowed|usage: sudo|may not|a terminal is required"
_RAN: Final = '"ok": true'

OTHER_COMMANDS: Final = in_shell(
    "sudo",
    ("a shell as the account", "sudo -n -u desk /bin/sh -c 'touch /srv/got/x'", _NO),
    ("-s", "sudo -n -u desk -s touch /srv/got/x", _NO),
    ("-i", "sudo -n -u desk -i touch /srv/got/x", _NO),
    ("su", "sudo -n su - desk -c 'touch /srv/got/x'", _NO),
    ("root", "sudo -n clinicdesk doctor", _NO),
    ("root by number", "sudo -n -u '#0' clinicdesk doctor", _NO),
    ("root by a number that overflows", "sudo -n -u '#-1' clinicdesk doctor", f"{_NO}|unknown user"),
    ("root by another that does", "sudo -n -u '#4294967295' clinicdesk doctor", f"{_NO}|unknown user"),
    ("another member", "sudo -n -u ana clinicdesk day", _NO),
    ("another group", "sudo -n -u desk -g root clinicdesk day", _NO),
    ("the group of passwords", "sudo -n -g shadow clinicdesk day", _NO),
    ("the group of the account", "sudo -n -g desk cat /home/desk/secret", _NO),
    ("an editor", "EDITOR=~/canary sudo -n -u desk -e /home/desk/secret", _NO),
    ("sudoedit", "SUDO_EDITOR=~/canary sudoedit -n -u desk /home/desk/secret", _NO),
    ("sudoedit -s with a backslash", "sudoedit -n -s '\\' AAAAAAAAAAAAAAAA", "usage: sudoedit|password|invalid"),
    ("the interpreter", "sudo -n -u desk /opt/pipx/venvs/clinicdesk/bin/python -c 1", _NO),
    ("the module", "sudo -n -u desk python3 -m tui day", _NO),
    ("a program of that name", "cd ~/bin && sudo -n -u desk ./clinicdesk day", _NO),
    ("the whole environment", "sudo -n -E -u desk clinicdesk day", "not allowed to preserve"),
    ("some of it", "PYTHONPATH=~/python sudo -n --preserve-env=PYTHONPATH -u desk clinicdesk day", "not allowed"),
    ("a variable", "sudo -n -u desk PYTHONPATH=/home/mei/python clinicdesk day", "not allowed to set"),
    ("a loader's variable", "sudo -n -u desk LD_PRELOAD=/home/mei/x.so clinicdesk day", "not allowed to set"),
    ("descriptors kept", "exec 9</etc/passwd; sudo -n -C 10 -u desk clinicdesk day", "not permitted|not allowed"),
    ("another folder", "sudo -n -D /tmp -u desk clinicdesk day", "not allowed|not permitted"),
    ("another root", "sudo -n -R /home/mei -u desk clinicdesk day", _NO),
    ("an end", "sudo -n -T 1 -u desk clinicdesk day", "not allowed|not permitted|timeouts|ok|Main"),
    ("what others may", "sudo -n -l -U root", "not allowed|password|may not"),
    ("tracing a child", "strace -f -o ~/trace sudo -n -u desk clinicdesk day", "effective uid is not 0|setuid"),
    ("a debugger's child", "gdb -batch -ex run --args sudo -n -u desk clinicdesk day", "effective uid is not 0|setuid"),
)
SAME_COMMAND: Final = in_shell(
    "the command by sudo",
    (
        "a link of that name",
        "ln -sf /usr/local/bin/clinicdesk ~/clinicdesk; sudo -n -u desk ~/clinicdesk day --db x",
        "names a file|password",
    ),
    ("its own place", "sudo -n -u desk /opt/pipx/venvs/clinicdesk/bin/clinicdesk day --db x", "names a file|password"),
    ("a path around", "sudo -n -u desk /usr/local/bin/../bin/clinicdesk day --db x", "names a file|password"),
    ("one's own first on the path", "PATH=~/bin:$PATH sudo -n -u desk clinicdesk --json day", _RAN, 0),
    ("another name for it", "(exec -a /home/mei/bin/x sudo -n -u desk clinicdesk --json day)", f"{_RAN}|usage"),
    ("with a folder of one's own", "cd ~/python && sudo -n -u desk clinicdesk --json day", _RAN, 0),
    ("asked by a program", "SUDO_ASKPASS=~/canary sudo -A -u desk clinicdesk --json day", _RAN, 0),
    ("asked with a prompt", "sudo -p '%u %%' -n -u desk clinicdesk --json day", _RAN, 0),
    ("a wide umask", "umask 0; sudo -n -u desk clinicdesk --json day", _RAN, 0),
    ("no standard input", "sudo -n -u desk clinicdesk --json day <&-", _RAN, 0),
    ("no output", "sudo -n -u desk clinicdesk --json day >&- 2>&-; echo ended", "ended"),
    ("output into one's file", "sudo -n -u desk clinicdesk backup - >~/copy.db; cat ~/copy.db", "may not"),
)
SCARCE: Final = in_shell(
    "scarce",
    (
        "no room for a file",
        "ulimit -f 0; sudo -n -u desk clinicdesk import patients - <~/them.csv; echo ended",
        "ended",
    ),
    ("few descriptors", "ulimit -n 6; sudo -n -u desk clinicdesk day; echo ended", "ended"),
    ("little memory", "ulimit -v 60000; sudo -n -u desk clinicdesk day; echo ended", "ended"),
    ("a second of time", "ulimit -t 1; sudo -n -u desk clinicdesk day; echo ended", "ended"),
    ("a small stack", "ulimit -s 128; sudo -n -u desk clinicdesk day; echo ended", "ended"),
    ("all cores kept", "ulimit -c unlimited; sudo -n -u desk clinicdesk --json day", _RAN, 0),
    ("signals ignored", "trap '' HUP INT TERM PIPE; sudo -n -u desk clinicdesk --json day", _RAN, 0),
)
SU: Final = in_shell(
    "as the account",
    ("su", "su - desk -c 'touch /srv/got/x' </dev/null", "failure|must be run from a terminal"),
    ("su with nothing", "echo | su desk -c 'touch /srv/got/x'", "failure"),
    ("su with its name", "echo desk | su desk -c 'touch /srv/got/x'", "failure"),
    ("its group", "sg desk -c 'cat /home/desk/secret'", DENIED),
    ("its number", "setpriv --reuid desk --clear-groups true", DENIED),
    ("runuser", "/usr/sbin/runuser -u desk true", "may not be used|root|not permitted"),
    ("a name space", "unshare -r cat /home/desk/secret", DENIED),
    ("cron", "crontab -u desk ~/them.csv", "privileged|not found|not allowed"),
    ("its shell", "chsh -s /home/mei/canary desk", "may not|PAM|failure|Password"),
)

VECTORS: Final = (*OTHER_COMMANDS, *SAME_COMMAND, *SCARCE, *SU)

"""What of a member's environment could be code, rules or folders for the account?"""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import Vector, in_shell

_RAN: Final = '"ok": true'
_CALL: Final = "sudo -n -u desk clinicdesk --json day"
_FOLDER: Final = "/home/mei/python"
_PROGRAM: Final = "/home/mei/canary"

_VARIABLES: Final = {
    "PYTHONPATH": _FOLDER,
    "PYTHONHOME": _FOLDER,
    "PYTHONSTARTUP": f"{_FOLDER}/sitecustomize.py",
    "PYTHONUSERBASE": _FOLDER,
    "PYTHONINSPECT": "1",
    "PYTHONPLATLIBDIR": _FOLDER,
    "PYTHONPYCACHEPREFIX": _FOLDER,
    "PYTHONEXECUTABLE": _PROGRAM,
    "PYTHONBREAKPOINT": "sitecustomize.run",
    "PYTHONWARNINGS": "error::sitecustomize.Run",
    "PYTHONDUMPREFSFILE": f"{_FOLDER}/dump",
    "PYTHONIOENCODING": "utf-7",
    "PYTHONMALLOCSTATS": "1",
    "PYTHONPROFILEIMPORTTIME": "1",
    "PYTHONVERBOSE": "1",
    "PYTHONCASEOK": "1",
    "VIRTUAL_ENV": _FOLDER,
    "__PYVENV_LAUNCHER__": _PROGRAM,
    "LD_PRELOAD": f"{_FOLDER}/x.so",
    "LD_LIBRARY_PATH": _FOLDER,
    "LD_AUDIT": f"{_FOLDER}/x.so",
    "LD_DEBUG": "all",
    "LD_DEBUG_OUTPUT": f"{_FOLDER}/debug",
    "GCONV_PATH": _FOLDER,
    "LOCPATH": _FOLDER,
    "NLSPATH": f"{_FOLDER}/%N",
    "MALLOC_TRACE": f"{_FOLDER}/trace",
    "GLIBC_TUNABLES": "glibc.malloc.check=3",
    "HOME": "/home/mei",
    "XDG_CONFIG_HOME": "/home/mei/.config",
    "XDG_DATA_HOME": "/home/mei/.local/share",
    "XDG_STATE_HOME": "/home/mei/.local/state",
    "XDG_CONFIG_DIRS": "/home/mei/.config",
    "TMPDIR": "/home/mei",
    "SQLITE_TMPDIR": "/home/mei",
    "SQLITE_HISTORY": "/home/mei/history",
    "TERM": "../../home/mei/python/x",
    "TERMINFO": _FOLDER,
    "TERMINFO_DIRS": _FOLDER,
    "TERMCAP": _FOLDER,
    "EDITOR": _PROGRAM,
    "VISUAL": _PROGRAM,
    "PAGER": _PROGRAM,
    "LESSOPEN": f"|{_PROGRAM} %s",
    "BROWSER": _PROGRAM,
    "SHELL": _PROGRAM,
    "ENV": _PROGRAM,
    "BASH_ENV": _PROGRAM,
    "PS4": f"$({_PROGRAM})",
    "BASH_FUNC_clinicdesk%%": f"() {{ {_PROGRAM}; }}",
    "SHELLOPTS": "xtrace",
    "IFS": "/",
    "CDPATH": "/home/mei",
    "LC_ALL": "../../home/mei/python",
    "LC_MESSAGES": "%n/home/mei",
    "LANGUAGE": "../../../../home/mei/python",
    "LANG": "/home/mei/python",
    "TZ": ":/home/mei/python/zone",
    "TZDIR": _FOLDER,
    "PYTHONTZPATH": _FOLDER,
    "COLORTERM": "/home/mei/x",
    "TEXTUAL": "devtools,debug",
    "TEXTUAL_LOG": "/home/mei/textual.log",
    "TEXTUAL_PRESS": "q",
    "TEXTUAL_DRIVER": "sitecustomize:Driver",
    "TEXTUAL_SCREENSHOT": "1",
    "TEXTUAL_SCREENSHOT_LOCATION": "/home/mei",
    "SUDO_COMMAND": "/bin/sh",
    "SUDO_EDITOR": _PROGRAM,
    "SSH_ORIGINAL_COMMAND": "doctor --db /home/mei/own.db",
    "SSH_AUTH_SOCK": "/home/mei/agent",
    "DISPLAY": "localhost:10",
    "DBUS_SESSION_BUS_ADDRESS": "unix:path=/home/mei/bus",
    "COVERAGE_PROCESS_START": "/home/mei/coverage.toml",
    "HYPOTHESIS_STORAGE_DIRECTORY": "/home/mei",
    "OPENSSL_CONF": f"{_FOLDER}/openssl.cnf",
}
_SENT: Final = {
    "the search path": "PYTHONPATH=/home/mei/python",
    "a library": "LD_PRELOAD=/home/mei/python/x.so",
    "the person": "SUDO_USER=ana",
    "the command": "SSH_ORIGINAL_COMMAND=/bin/sh",
    "a start file": "BASH_ENV=/home/mei/canary",
    "a place as language": "LC_ALL=../../home/mei/python",
    "a function": "LC_PAPER='() { :; }; touch /srv/got/x'",
    "a language of one's own": "LANGUAGE=../../../home/mei",
}

VECTORS: Final = (
    *in_shell("a variable", *((name, f"env '{name}={value}' {_CALL}", _RAN, 0) for name, value in _VARIABLES.items())),
    *(
        Vector(f"a variable sent: {name}", f'ssh -o SetEnv="{sent}" -- host --json day', _RAN, 0, who="mei")
        for name, sent in _SENT.items()
    ),
    *(
        Vector(f"a terminal called {term}", f"TERM='{term}' ssh -tt -- host --json day", _RAN, 0, who="mei")
        for term in ("../../tmp/x", "xterm;touch /srv/got/x", "$(touch /srv/got/x)", "%n%n%n")
    ),
)

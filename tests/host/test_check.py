"""Does host check find what somebody did to a host that was as it should be? Each done to the real one, and undone."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Final

import pytest

CHECK: Final = ("clinicdesk", "--json", "host", "check")
RULES: Final = "/etc/sudoers.d/clinicdesk"
SNIPPET: Final = "/etc/ssh/sshd_config.d/clinicdesk.conf"
HOME: Final = "/home/desk"
FOLDER: Final = f"{HOME}/.local/share/clinicdesk"
MEETING: Final = f"{HOME}/.local/state/clinicdesk/warm"
PACKAGES: Final = "/opt/pipx/venvs/clinicdesk/lib"
WRONG: Final[dict[str, tuple[str, str]]] = {
    # what is done as root; what is told, a word of its sentence
    "rules for others to read": (f"chmod 644 {RULES}", "has the mode 644"),
    "rules of somebody else": (f"chown mei {RULES}", "does not belong to root"),
    "rules gone": (f"rm {RULES}", f"There is no {RULES}"),
    "rules that let more": (f"sed -i 's/env_reset/!env_reset/' {RULES}", "does not say what"),
    "a rule beside": ("echo '%desk ALL=(desk) NOPASSWD: ALL' >/etc/sudoers.d/x", "sudo lets ana do more"),
    "a rule for everybody": ("echo 'ALL ALL=(ALL) NOPASSWD: /bin/sh' >/etc/sudoers.d/x", "sudo lets ana do more"),
    "a rule by an alias": (
        "printf 'User_Alias D = mei\\nRunas_Alias R = desk\\nD ALL = (R) NOPASSWD: /bin/cat\\n' >/etc/sudoers.d/x",
        "sudo lets mei do more",
    ),
    "a rule that forbids": ("echo 'mei ALL=(desk) !/usr/local/bin/clinicdesk' >/etc/sudoers.d/x", "mei"),
    "rules not included": ("sed -i 's/^@includedir.*//' /etc/sudoers", "does not include the folder"),
    "a folder of rules for a group": ("chmod g+w /etc/sudoers.d", "may change /etc/sudoers.d,"),
    "snippet gone": (f"rm {SNIPPET}", f"There is no {SNIPPET}"),
    "no command forced": (f"sed -i /ForceCommand/d {SNIPPET}", "sshd has forcecommand none for ana"),
    "overruled before": (
        "printf 'Match Group desk\\n ForceCommand none\\nMatch all\\n' >/etc/ssh/sshd_config.d/a.conf",
        "sshd has forcecommand none for ana",
    ),
    "forwarding before": (
        "printf 'Match User mei\\n AllowTcpForwarding yes\\n DisableForwarding no\\n' >/etc/ssh/sshd_config.d/a.conf",
        "sshd has disableforwarding no for mei",
    ),
    "an environment let in": (
        "echo 'PermitUserEnvironment yes' >/etc/ssh/sshd_config.d/a.conf",
        "sshd has permituserenvironment yes for ana",
    ),
    "snippets not included": ("sed -i 's/^Include.*//' /etc/ssh/sshd_config", "does not include the folder"),
    "sshd that does not start": ("echo 'Nonsense yes' >/etc/ssh/sshd_config.d/a.conf", "failed: "),
    "home for others": (f"chmod 755 {HOME}", f"Others than desk get at {HOME}."),
    "database for others": (f"chmod 644 {FOLDER}/clinic.db", f"Others than desk get at {FOLDER}/clinic.db."),
    "its log for others": (f"touch {FOLDER}/clinic.db-wal; chmod 644 {FOLDER}/clinic.db-wal", "clinic.db-wal."),
    "database of somebody else": (f"chown mei {FOLDER}/clinic.db", "belongs to somebody else than desk"),
    "homes for a group": ("chmod g+w /home", "may change /home,"),
    "a key for the account": (f"mkdir -p {HOME}/.ssh; touch {HOME}/.ssh/authorized_keys", "lets in over SSH as desk"),
    "a password for the account": ("echo desk:secret | chpasswd", "has a password"),
    "a warm host's place for others": (
        f"mkdir -p {MEETING}; chown -R desk {HOME}/.local/state; chmod 755 {MEETING}",
        f"Others than desk get at {MEETING}.",
    ),
    "a warm host's place of somebody else": (f"mkdir -p {MEETING}; chown mei {MEETING}", "belongs to somebody else"),
    "another warm host": (
        "printf '[Service]\\nExecStart=/bin/sh\\n' >/etc/systemd/system/clinicdesk-warm.service",
        "clinicdesk-warm.service does not say what",
    ),
    "program for others": ("chmod o+w /usr/local/bin", "may change /usr/local/bin,"),
    "a module for others": (f"chmod o+w {PACKAGES}/python3*/site-packages/tui/app.py", "tui/app.py,"),
    "an interpreter for others": ("chmod o+w $(readlink -f /opt/pipx/venvs/clinicdesk/bin/python)", "bin/python"),
    "a module of Python's for others": ("chmod o+w /usr/lib/python3*/os.py", "/os.py,"),
    "a line that is never known to be gone": (
        "printf 'Match User ana\\n ClientAliveInterval 0\\nMatch all\\n' >/etc/ssh/sshd_config.d/a.conf",
        "sshd has clientaliveinterval 0 for ana",
    ),
    "program of somebody else": ("chown mei /opt/pipx/venvs", "/opt/pipx/venvs belongs to somebody"),
    "program for root alone": ("chmod 700 /opt/pipx", "does not get at /opt/pipx,"),
    "no members": ("gpasswd -d ana desk; gpasswd -d mei desk", "Nobody is in the group desk"),
    "an account that is root": ("sed -i 's/^desk:x:[0-9]*/desk:x:0/' /etc/passwd", "is root by its number"),
}
KEPT: Final = ("/etc", "/home")
"""What is undone by putting back what was there."""
UNDONE: Final = (
    "chmod o-w /usr/local/bin",
    "chown root /opt/pipx/venvs",
    "chmod 755 /opt/pipx",
    "chmod o-w $(readlink -f /opt/pipx/venvs/clinicdesk/bin/python) /usr/lib/python3*/os.py",
    f"chmod 644 {PACKAGES}/python3*/site-packages/tui/app.py",
)


@pytest.fixture(scope="module")
def as_it_was(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules, accounts and homes as they are before anything is made wrong."""
    kept = tmp_path_factory.mktemp("kept")
    for place in KEPT:
        subprocess.run(["cp", "-a", "--parents", place, kept], check=True)
    return kept


def told() -> tuple[int, str]:
    """The exit code of host check, and every sentence."""
    ran = subprocess.run(CHECK, cwd="/", capture_output=True, check=False)  # as root: some leave nobody else sudo
    answer = json.loads(ran.stdout)
    return ran.returncode, "\n".join(finding["message"] for finding in answer["result"]["findings"])


@pytest.mark.parametrize("what", WRONG)
def test_what_is_wrong_is_found(as_it_was: Path, what: str) -> None:
    """It is told in a sentence (7)."""
    command, sentence = WRONG[what]
    try:
        subprocess.run(["/bin/sh", "-c", command], check=True, capture_output=True)
        code, sentences = told()
    finally:
        put_back(as_it_was)
    assert (7, True) == (code, sentence in sentences), sentences


def test_nothing_is_wrong_afterwards() -> None:
    """What was found was found for what was done."""
    assert (0, "") == told()


def put_back(kept: Path) -> None:
    """Everything as it was: what came is taken away, what went or changed is there again."""
    for place in KEPT:
        subprocess.run(["rsync", "-a", "--delete", f"{kept}{place}/", f"{place}/"], check=True)
    subprocess.run(["/bin/sh", "-c", "; ".join(UNDONE)], check=True)

"""What is said of a host: what was done to it, and what is wrong with it. Fields are filled with str.format."""

from __future__ import annotations

from typing import Final

PROGRAM_NOT_PLAIN: Final = (
    "{program} is no plain absolute path. Name where clinicdesk is with --program, such as /usr/local/bin/clinicdesk."
)
NOT_ROOT: Final = (
    "Only root changes and examines a host. Use sudo, or name a folder with --root to write the files for a package."
)
NOT_READABLE: Final = "{file} is not for you to read. Use sudo."
FOR_MEMBERS: Final = "Only root changes and examines a host, and you come through the clinic's command."
TOOL_MISSING: Final = "{tool} is not on this host, and nothing was changed. Install {package} first."
TOOL_WANTED: Final = "{tool}: not on this host, without which nothing is done: install {package} first"
COMMAND_FAILED: Final = "{command} failed: {why}"
NOT_OURS: Final = (
    "{file} is there and was not written by clinicdesk host install, so it stays. Move it away, then do it again."
)
UNWRITABLE: Final = "{file} cannot be written: {why}."

GROUP_MADE: Final = "group {group}: made"
GROUP_THERE: Final = "group {group}: is there"
ACCOUNT_MADE: Final = "account {account}: made, without a password"
ACCOUNT_THERE: Final = "account {account}: is there"
FOLDER_CLOSED: Final = "{folder}: for the account alone"
FILE_WRITTEN: Final = "{file}: written"
FILE_THERE: Final = "{file}: is as it should be"
FILE_UNCHECKED: Final = "{file}: written, but not checked, as visudo is not here"
LEFT_TO_PACKAGE: Final = "account, group and folder: left to the package: {commands}"
INSTALLED: Final = "The host is ready. Let somebody in with: usermod -aG {group} NAME, and reload sshd. Start the worker with: systemctl daemon-reload; systemctl enable --now {unit}. Look at it with: clinicdesk host check"
INSTALLED_WARM: Final = " Make it warm with: systemctl daemon-reload; systemctl enable --now {unit}"
INSTALLED_IMAGE: Final = "The files lie below {root}."
TRIED: Final = "This would be done. Nothing was changed."

CLEAN: Final = "The host is as it should be."
UNCLEAN: Final = "The host has {errors}."
NO_GROUP: Final = "There is no group {group}. Run: clinicdesk host install"
NO_MEMBER: Final = "Nobody is in the group {group}, so nobody can come in. Run: usermod -aG {group} NAME"
NO_ACCOUNT: Final = "There is no account {account}. Run: clinicdesk host install"
ACCOUNT_IS_ROOT: Final = "The account {account} is root by its number. Give the clinic an account of its own."
NO_FOLDER: Final = "There is no folder {folder}. Run: clinicdesk host install"
NOT_THE_ACCOUNTS: Final = "{file} belongs to somebody else than {account}. Run: chown -R {account} {file}"
OPEN_TO_OTHERS: Final = "Others than {account} get at {file}. Run: chmod go= {file}"
NO_FILE: Final = "There is no {file}. Run: {command}"
FILE_DIFFERS: Final = "{file} does not say what clinicdesk host install writes, so members may be let do more, or the worker less. Move it away, and run: {command}"
FILE_MODE: Final = "{file} has the mode {mode:o}. Run: chmod {wanted:o} {file}"
FILE_OWNER: Final = "{file} does not belong to root. Run: chown root:root {file}"
NOT_INCLUDED: Final = "{file} does not include the folder of {part}, so that counts for nothing. Add the line: {line}"
NOT_ENABLED: Final = "The worker is not started with the host, so there is no nightly backup. Run: systemctl daemon-reload; systemctl enable --now {unit}"
NO_MEETING: Final = "{file} is not what a warm host leaves there, so no desk opens from it. Remove it, and run: systemctl restart clinicdesk-warm"
ANOTHER_RULE: Final = "{file}, line {line}, gives {group} or the account {account} away too. Take the line out, unless you know why it is there."
NOTHING: Final = "nothing"
SUDO_KEEPS_OUT: Final = "sudo does not let {member} run the clinic's command without a password. A line after ours says otherwise, here or in a directory: sudo -l -U {member}"
SUDO_LETS_MORE: Final = "sudo lets {member} do more than the clinic's command: {entry}. Take the line out, unless {member} looks after this host and is in the group sudo."
SSHD_OVERRULED: Final = "sshd has {directive} {value} for {member}, where ours says {wanted}. What stands first counts: in /etc/ssh/sshd_config and the files that it includes, move it behind ours or take it out."
WAY_OPEN: Final = "Others than root and {account} may change {file}, and with it what {account} runs and keeps. Run: chmod go-w {file}"
WAY_OWNER: Final = "{file} belongs to somebody who may change what {account} runs and keeps. Run: chown root {file}"
WAY_CLOSED: Final = "{account} does not get at {file}, so that nobody can run the program. Run: chmod o+rx {file}"
NO_INTERPRETER: Final = "It cannot be told which Python runs {program}, and who may change that. Install clinicdesk with pipx, as the README says."
ACCOUNT_KEYS: Final = "{file} lets in over SSH as {account} itself, past every rule. Whoever looks after the clinic uses: sudo su - {account}"
ACCOUNT_LOGIN: Final = "{account} has a password; whoever knows it is the account. Run: passwd -l {account}"
NO_PROGRAM: Final = "There is no program {program}. Install clinicdesk there, or name its place with --program."

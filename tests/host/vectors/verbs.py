"""What could be tried with each verb of the command line? At least one way a verb, so that none is forgotten."""

from __future__ import annotations

from typing import Final

from tests.host.vectors.vector import DATABASE, NO_FILE, Vector

_OWN: Final = "--db /home/mei/own.db"
_MAY_NOT: Final = "may not"
_ACCOUNTS: Final = "Only the account that keeps the clinic may run the worker"
_KEEPERS: Final = "Only the account that keeps the clinic makes its host warm"
_NOBODY: Final = "no (patient|appointment)|There is no|is not set up|nobody|Nobody"
_RAN: Final = '"ok": true'
_WHY: Final = "--type fu20 --provider lee --start 2030-01-07T09:00"
_BOOK: Final = "--patient 1 --type fu20 --provider cedar --start 2030-01-07T10:00"
_AWAY: Final = "--provider cedar --from 2030-01-07"
_HOLIDAYS: Final = "--region US --years 2030"
_LIMITED: Final = "Your shell holds back what the clinic does"

Way = tuple[str, str, int | None]
"""What mei types behind the verb, what is told, and the exit code."""

WAYS: Final[dict[str, tuple[Way, ...]]] = {
    "setup": (("- <clinic.toml", _MAY_NOT, 6), ("/home/mei/clinic.toml", NO_FILE, 6), ("- --dry-run --as ana", _MAY_NOT, 6)),
    "setup holidays": ((f"{_HOLIDAYS}", _MAY_NOT, 6), (f"{_HOLIDAYS} --dry-run --as ana", _MAY_NOT, 6), (f"{_HOLIDAYS} {_OWN}", NO_FILE, 6)),
    "setup fees": (("- <them.csv", _MAY_NOT, 6), ("/home/desk/secret", NO_FILE, 6), ("- --as ana <them.csv", _MAY_NOT, 6)),
    "demo": (("", "account", 6), (_OWN, NO_FILE, 6), ("--patients 99999999", "no number of patients", 2)),
    "import patients": (("- <them.csv", _MAY_NOT, 6), ("- --rejects /home/desk/x.pth <them.csv", NO_FILE, 6)),
    "import coverage": (("- <them.csv", _MAY_NOT, 6), ("/home/desk/secret", NO_FILE, 6), ("- --rejects /home/desk/x.pth <them.csv", NO_FILE, 6)),
    "import appointments": (("- <them.csv", _MAY_NOT, 6), ("/home/desk/secret", NO_FILE, 6), ("- --rejects /home/desk/x.pth <them.csv", NO_FILE, 6)),
    "import leave": (("- --provider lee <clinic.toml", _MAY_NOT, 6), ("/home/desk/secret --provider lee", NO_FILE, 6), ("- --provider lee --as ana <clinic.toml", _MAY_NOT, 6)),
    "import ledger": (("- <them.csv", _MAY_NOT, 6), ("/home/desk/secret", NO_FILE, 6), ("- --rejects /home/desk/x.pth <them.csv", NO_FILE, 6)),
    "import directory": (("/home/desk/secret", NO_FILE, 6), (f"- {_OWN} <them.csv", NO_FILE, 6), ("- --as ana <them.csv", _MAY_NOT, 6)),
    "export patients": (("-", _MAY_NOT, 6), ("/home/mei/all.csv", NO_FILE, 6), ("- --format xlsx --as ana", _MAY_NOT, 6)),
    "export appointments": (("-", _MAY_NOT, 6), ("/home/mei/all.csv", NO_FILE, 6), ("- --as ana", _MAY_NOT, 6)),
    "export coverage": (("-", _MAY_NOT, 6), ("/home/mei/cards.csv", NO_FILE, 6), ("- --as ana", _MAY_NOT, 6)),
    "export ledger": (("-", _MAY_NOT, 6), ("/home/mei/all.csv", NO_FILE, 6), ("- --as ana", _MAY_NOT, 6)),
    "export directory": (("-", _MAY_NOT, 6), ("/home/mei/all.csv", NO_FILE, 6), ("- --as ana", _MAY_NOT, 6)),
    "find": (("--limit 1 secretowner --as ana", _MAY_NOT, 6), (f"x {_OWN}", NO_FILE, 6), ("$'\\x1b]52;c;eA==\\x07'", "x|nobody|Nobody", None)),
    "patient add": ((f"--family X --given Y --birth-date 1990-05-06 {_OWN}", NO_FILE, 6), ("--family X --given Y --birth-date 1990-05-06 --as ana", _MAY_NOT, 6)),
    "patient show": (("../../secret", _NOBODY, None), (f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as desk", _MAY_NOT, 6)),
    "patient edit": ((f"id:1 --given X {_OWN}", NO_FILE, 6), ("id:1 --given X --as ana", _MAY_NOT, 6)),
    "patient open": ((f"id:1 --reason because {_OWN}", NO_FILE, 6), ("id:1 --reason because --as ana", _MAY_NOT, 6)),
    "patient duplicates": ((_OWN, NO_FILE, 6), ("--as ana", _MAY_NOT, 6), ("id:1 --as ana", _MAY_NOT, 6)),
    "patient apart": ((f"id:1 id:2 {_OWN}", NO_FILE, 6), ("id:1 id:2 --as ana", _MAY_NOT, 6)),
    "patient merge": (("id:1 id:2", _MAY_NOT, 6), (f"id:1 id:2 {_OWN}", NO_FILE, 6), ("id:1 id:2 --as ana", _MAY_NOT, 6)),
    "patient unmerge": (("id:1", _MAY_NOT, 6), (f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as ana", _MAY_NOT, 6)),
    "patient family": (("../../secret", _NOBODY, None), (f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as ana", _MAY_NOT, 6)),
    "patient relate": ((f"id:1 id:2 {_OWN}", NO_FILE, 6), ("id:1 id:2 --as ana", _MAY_NOT, 6)),
    "directory find": (("x --as ana", _MAY_NOT, 6), (f"x {_OWN}", NO_FILE, 6)),
    "directory show": (("../../secret", "no entry", None), (f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "directory add": ((f"--name X {_OWN}", NO_FILE, 6), ("--name X --as ana", _MAY_NOT, 6)),
    "directory edit": ((f"1 --fax 5550117 {_OWN}", NO_FILE, 6), ("1 --fax 5550117 --as ana", _MAY_NOT, 6)),
    "directory merge": ((f"1 2 {_OWN}", NO_FILE, 6), ("1 2 --as ana", _MAY_NOT, 6)),
    "supply list": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "supply add": ((f"--name x --unit box {_OWN}", NO_FILE, 6), ("--name x --unit box --as ana", _MAY_NOT, 6)),
    "supply edit": ((f"1 --par 3 {_OWN}", NO_FILE, 6), ("1 --par 3 --as ana", _MAY_NOT, 6)),
    "supply count": ((f"1 3 {_OWN}", NO_FILE, 6), ("1 3 --as ana", _MAY_NOT, 6), ("1 $'\\x1b]52;c;eA==\\x07'", "no number of pieces", 2)),
    "supply use": ((f"1 3 {_OWN}", NO_FILE, 6), ("1 3 --as ana", _MAY_NOT, 6)),
    "supply order": ((_OWN, NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "supply place": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "supply receive": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "supply cancel": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "supply form": (("../../secret", "whole number", 2), (f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "coverage add": ((f"id:1 --payer self-pay {_OWN}", NO_FILE, 6), ("id:1 --payer self-pay --as ana", _MAY_NOT, 6)),
    "coverage edit": ((f"1 --to 2030-01-01 {_OWN}", NO_FILE, 6), ("1 --to 2030-01-01 --as ana", _MAY_NOT, 6)),
    "coverage list": (("../../secret", _NOBODY, None), (f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as desk", _MAY_NOT, 6)),
    "coverage card": (("1 --front /home/desk/secret", NO_FILE, 6), ("1 --back ../../etc/passwd", NO_FILE, 6), ("1 --without front --as ana", _MAY_NOT, 6)),
    "coverage image": (("1 front /home/mei/card.jpg", NO_FILE, 6), (f"1 back - {_OWN}", NO_FILE, 6), ("1 front - --as ana", _MAY_NOT, 6)),
    "verify": ((f"1 --result active --how card {_OWN}", NO_FILE, 6), ("1 --result active --how card --as ana", _MAY_NOT, 6)),
    "eligibility list": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "eligibility send": (("--to /home/mei", NO_FILE, 6), ("--to -", NO_FILE, 6), (f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "eligibility read": (("/home/desk", NO_FILE, 6), ("../../etc", NO_FILE, 6), ("- --as ana <clinic.toml", _MAY_NOT, 6)),
    "eligibility show": (("../../secret", "whole number", 2), (f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "eligibility errors": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "eligibility replay": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6), ("../x", "whole number", 2)),
    "eligibility dismiss": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "pay": ((f"id:1 --kind copay --method cash --amount 25 {_OWN}", NO_FILE, 6), ("id:1 --kind copay --method cash --amount 25 --as ana", _MAY_NOT, 6), ("id:1 --kind copay --method card --amount 25 --last4 4111111111111111", "number of a payment card", 2)),
    "refund": ((f"id:1 --method cash --amount 25 {_OWN}", NO_FILE, 6), ("id:1 --method cash --amount 25 --as ana", _MAY_NOT, 6)),
    "void": ((f"1 --reason x {_OWN}", NO_FILE, 6), ("1 --reason x --as ana", _MAY_NOT, 6)),
    "receipt": ((f"1 {_OWN}", NO_FILE, 6), ("../../secret", "whole number|receipt", None), ("1 --as ana", _MAY_NOT, 6)),
    "form list": ((f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as ana", _MAY_NOT, 6)),
    "form sign": ((f"id:1 privacy {_OWN}", NO_FILE, 6), ("id:1 privacy --as ana", _MAY_NOT, 6)),
    "form give": ((f"id:1 privacy {_OWN}", NO_FILE, 6), ("id:1 privacy --as ana", _MAY_NOT, 6)),
    "form decline": ((f"id:1 privacy {_OWN}", NO_FILE, 6), ("id:1 privacy --as ana", _MAY_NOT, 6)),
    "form print": (("id:1 privacy --out /home/mei/x.pdf", NO_FILE, 6), (f"id:1 privacy {_OWN}", NO_FILE, 6), ("id:1 privacy --as ana", _MAY_NOT, 6)),
    "list forms": ((_OWN, NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "document add": (("id:1 /home/desk/secret", NO_FILE, 6), ("id:1 ../../etc/passwd", NO_FILE, 6), ("id:1 - --as ana <them.csv", _MAY_NOT, 6)),
    "document list": ((f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as ana", _MAY_NOT, 6)),
    "document export": (("1 /home/mei/scan.pdf", NO_FILE, 6), ("1 - --as ana", _MAY_NOT, 6)),
    "document open": (("1", "on this machine alone", 2), ("../../secret", "whole number", 2)),
    "document remove": ((f"1 --reason x {_OWN}", NO_FILE, 6), ("1 --reason x --as ana", _MAY_NOT, 6)),
    "letter": (("appointment id:1 --out /home/mei/x.pdf", NO_FILE, 6), ("../../secret id:1", "no patient|no template|No patient", None), (f"appointment id:1 {_OWN}", NO_FILE, 6), ("appointment id:1 --as ana", _MAY_NOT, 6)),
    "template list": ((_OWN, NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "template show": (("../../secret", "names no template", 2), (f"receipt.en {_OWN}", NO_FILE, 6), ("receipt.en --as ana", _MAY_NOT, 6)),
    "template check": (("receipt.en /home/desk/secret", NO_FILE, 6), ("receipt.en - --as ana <them.csv", _MAY_NOT, 6), ("../../secret - <them.csv", "names no template", 2)),
    "template save": (("receipt.en /home/desk/secret", NO_FILE, 6), ("receipt.en - <them.csv", _MAY_NOT, 6), ("../../x - <them.csv", "names no template", 2)),
    "ledger": ((f"id:1 {_OWN}", NO_FILE, 6), ("id:1 --as ana", _MAY_NOT, 6)),
    "till open": ((f"--float 100 {_OWN}", NO_FILE, 6), ("--float 100 --as ana", _MAY_NOT, 6)),
    "till close": ((f"--counted 100 {_OWN}", NO_FILE, 6), ("--counted 100 --as ana", _MAY_NOT, 6)),
    "till show": ((_OWN, NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "till total": ((_OWN, NO_FILE, 6), ("", _MAY_NOT, 6)),
    "message list": ((f"{_OWN}", NO_FILE, 6), ("--patient id:1 --as ana", _MAY_NOT, 6)),
    "message send": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "message answers": (("/etc", NO_FILE, 6), ("in --as ana", NO_FILE, 6)),
    "message inbox": ((f"{_OWN}", NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "message done": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "message cancel": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "estimate due": ((_OWN, NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "estimate show": ((f"1 {_OWN}", NO_FILE, 6), ("../../secret", "whole number|appointment", None), ("1 --as ana", _MAY_NOT, 6)),
    "estimate ask": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "estimate make": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "estimate give": ((f"1 --how paper {_OWN}", NO_FILE, 6), ("1 --how paper --as ana", _MAY_NOT, 6)),
    "estimate decline": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "day": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6), ("--site ../../x", _NOBODY, None)),
    "free": (("fu20 --as ana", _MAY_NOT, 6), (f"fu20 {_OWN}", NO_FILE, 6)),
    "why": ((f"{_WHY} --as ana", _MAY_NOT, 6), (f"{_WHY} {_OWN}", NO_FILE, 6)),
    "book": ((f"{_BOOK} {_OWN}", NO_FILE, 6), (f"{_BOOK} --as ana", _MAY_NOT, 6), (f"{_BOOK} --config /home/mei/soft.toml", NO_FILE, 6)),
    "series": ((f"{_BOOK} --every 2w --times 3 {_OWN}", NO_FILE, 6), (f"{_BOOK} --every 2w --times 3 --as ana", _MAY_NOT, 6), (f"{_BOOK} --rule FREQ=SECONDLY", "comes again on days|no patient", None)),
    "chain": ((f"--patient 1 --visit fu20 --visit fu20 {_OWN}", NO_FILE, 6), ("--patient 1 --visit fu20 --visit fu20 --as ana", _MAY_NOT, 6), ("--patient 1 --visit fu20 --gap 9-99999", "no|not", None)),
    "join": ((f"1 --patient 1 {_OWN}", NO_FILE, 6), ("1 --patient 1 --as ana", _MAY_NOT, 6)),
    "walk-in": ((f"--patient 1 --type fu20 {_OWN}", NO_FILE, 6), ("--patient 1 --type fu20 --as ana", _MAY_NOT, 6)),
    "move": ((f"1 --start 2030-01-07T11:00 {_OWN}", NO_FILE, 6), ("1 --start 2030-01-07T11:00 --as ana", _MAY_NOT, 6)),
    "cancel": ((f"1 --reason sick {_OWN}", NO_FILE, 6), ("1 --reason sick --as ana", _MAY_NOT, 6)),
    "wait": ((f"--patient 1 --type fu20 {_OWN}", NO_FILE, 6), ("--patient 1 --type fu20 --as ana", _MAY_NOT, 6)),
    "wait list": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "wait accept": ((f"1 --slot 2030-01-07T10:00 --provider cedar {_OWN}", NO_FILE, 6), ("1 --slot 2030-01-07T10:00 --provider cedar --as ana", _MAY_NOT, 6)),
    "wait contact": (("1 declined --slot 2030-01-07T10:00 --provider cedar --as ana", _MAY_NOT, 6), ("1 ../x --slot 2030-01-07T10:00", "no outcome", 2)),
    "wait edit": (("1 --priority 1 --as ana", _MAY_NOT, 6), (f"1 --priority 1 {_OWN}", NO_FILE, 6)),
    "wait end": (("1 --as ana", _MAY_NOT, 6), (f"1 {_OWN}", NO_FILE, 6)),
    "hold": ((f"--provider cedar --start 2030-01-07T10:00 --minutes 20 {_OWN}", NO_FILE, 6), ("--provider cedar --start 2030-01-07T10:00 --minutes 20 --as ana", _MAY_NOT, 6)),
    "release": (("../1", "no hold's number", 2), ("1 --as ana", _MAY_NOT, 6)),
    "arrive": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "check-in": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "room": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "depart": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "check-out": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "left": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "no-show": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "step-back": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "late": ((f"cedar 25 {_OWN}", NO_FILE, 6), ("cedar 25 --as ana", _MAY_NOT, 6)),
    "queue": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "list to-move": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "list left-open": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "leave": ((_AWAY, _MAY_NOT, 6), (f"{_AWAY} --as ana", _MAY_NOT, 6), (f"{_AWAY} {_OWN}", NO_FILE, 6)),
    "block": ((f"{_AWAY} --kind x", _MAY_NOT, 6), (f"{_AWAY} --dry-run", _MAY_NOT, 6), (f"{_AWAY} {_OWN}", NO_FILE, 6)),
    "unblock": (("1", _MAY_NOT, 6), ("1 --dry-run --as ana", _MAY_NOT, 6), (f"1 {_OWN}", NO_FILE, 6)),
    "session add": ((f"{_AWAY} --to 2030-01-07", _MAY_NOT, 6), (f"{_AWAY} --to 2030-01-07 {_OWN}", NO_FILE, 6)),
    "session cancel": ((_AWAY, _MAY_NOT, 6), (f"{_AWAY} --dry-run", _MAY_NOT, 6), (f"{_AWAY} {_OWN}", NO_FILE, 6)),
    "list series": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "list group": ((f"1 {_OWN}", NO_FILE, 6), ("1 --as ana", _MAY_NOT, 6)),
    "list freed": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "case list": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "case new": (("task --subject x --as ana", _MAY_NOT, 6), (f"task --subject x {_OWN}", NO_FILE, 6)),
    "case step": (("1 done --as ana", _MAY_NOT, 6), (f"1 done {_OWN}", NO_FILE, 6)),
    "case show": (("1 --as ana", _MAY_NOT, 6), (f"1 {_OWN}", NO_FILE, 6)),
    "case edit": (("1 --owner nobody --as ana", _MAY_NOT, 6), (f"1 --owner nobody {_OWN}", NO_FILE, 6)),
    "case note": (("1 called --as ana", _MAY_NOT, 6), (f"1 called {_OWN}", NO_FILE, 6)),
    "case link": (("1 provider=lee --as ana", _MAY_NOT, 6), (f"1 provider=lee {_OWN}", NO_FILE, 6)),
    "disclosures": (("id:1 --as ana", _MAY_NOT, 6), (f"id:1 {_OWN}", NO_FILE, 6)),
    "call list": (("confirm --as ana", _MAY_NOT, 6), (f"confirm {_OWN}", NO_FILE, 6)),
    "call log": (("1 yes --as ana", _MAY_NOT, 6), ("1 ../x", "no outcome", 2)),
    "call back": (("id:1 --why asks --as ana", _MAY_NOT, 6), (f"id:1 --why asks {_OWN}", NO_FILE, 6)),
    "log": (("id:1 --add forms --as ana", _MAY_NOT, 6), (f"id:1 {_OWN}", NO_FILE, 6)),
    "list follow-ups": (("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "follow-up": (("1 --as ana", _MAY_NOT, 6), (f"1 {_OWN}", NO_FILE, 6)),
    "undo": (("0", "no count", 2), ("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "redo": (("0", "no count", 2), ("--as ana", _MAY_NOT, 6), (_OWN, NO_FILE, 6)),
    "history": (("setup", _MAY_NOT, None), ("id:1 --as ana", _MAY_NOT, 6), (f"setup {_OWN}", NO_FILE, 6)),
    "access": (("--user ana", _MAY_NOT, 6), ("id:1", _MAY_NOT, 6), ("--user ana --as ana", _MAY_NOT, 6)),
    "migrate": (("", _MAY_NOT, 6), (f"--db {DATABASE}", NO_FILE, 6), ("--as ana", _MAY_NOT, 6)),
    "backup": (("-", _MAY_NOT, 6), ("/home/mei/copy.db", NO_FILE, 6), ("- --as ana", _MAY_NOT, 6)),
    "doctor": (("", _MAY_NOT, 6), ("--anchor /home/desk/secret", NO_FILE, 6), ("--anchor - <them.csv", "holds no head", 2)),
    "work": (("--once", _ACCOUNTS, 6), ("", _ACCOUNTS, 6), ("--arm", _MAY_NOT, 6), ("--arm --as ana", _MAY_NOT, 6), (f"--once {_OWN}", NO_FILE, 6), ("--until 2030-01-01T10:00", _ACCOUNTS, 6)),
    "config check": (("--config /home/desk/secret", NO_FILE, 6), (_OWN, NO_FILE, 6)),
    "host install": (("", "root", 6), ("--root /tmp/image", "root|names a file", 6), ("--program /home/mei/canary --dry-run", "root", 6)),
    "host check": (("", "root", 6), ("--root /home/mei", "root|names a file", 6)),
    "host warm": (("", _KEEPERS, 6), ("--as ana", _KEEPERS, 6), (_OWN, NO_FILE + "|" + _KEEPERS, None)),
    "keys": (("--config /home/desk/secret", NO_FILE, 6), ("--as ana", "enter", None)),
}  # fmt: skip
LIMITED: Final = tuple(
    Vector(f"with little room: {name}", typed, _LIMITED, 6, who="mei", is_in_shell=True)
    for name, typed in (
        *(
            (f"files of {size} kB", f"ulimit -f {size}; sudo -n -u desk clinicdesk find secretowner")
            for size in (1, 28, 1 << 20)
        ),
        ("hardly any time", "nice -n 19 sudo -n -u desk clinicdesk --json day"),
        ("time that nobody else wants", "chrt --idle 0 sudo -n -u desk clinicdesk --json day"),
        ("few files", "ulimit -n 40; sudo -n -u desk clinicdesk --json day"),
    )
)

VECTORS: Final = (
    *(
        Vector(f"{verb}: {typed or 'as it is'}", f"ssh -- host {verb} {typed}".rstrip(), told, code, who="mei")
        for verb, ways in WAYS.items()
        for typed, told, code in ways
    ),
    *LIMITED,
)

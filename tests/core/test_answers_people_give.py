"""Are four hundred answers read as a person reads them: in many languages, polite, angry, quoted, of programs?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.messages.answer_words import asks_for_a_call, meaning_of, says_more
from core.messages.incoming import read_incoming
from core.messages.mail_text import own_words
from core.messages.model import Meaning

if TYPE_CHECKING:
    from core.messages.incoming import Incoming

FOLDER: Final = Path(__file__).parent / "answers"
WORDS: Final = {Meaning.CONFIRMS: "confirms", Meaning.RESCHEDULES: "moves", Meaning.OTHER: "person"}
PLAIN: Final = "Content-Type: text/plain; charset=utf-8"


def _comes_to(text: str) -> str:
    stops = "stops, visit" if asks_for_a_call(text) else "stops, more" if says_more(text) else "stops"
    return WORDS.get(meaning_of(text), stops)


def test_texts() -> None:
    """C and R with whatever courtesy, no more messages in many languages, and all else for a person."""
    lines = (FOLDER / "texts.txt").read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ", 1) for line in lines if line[:1] not in {"", ";", "#"}]
    read = [(text, text.replace("\\n", "\n")) for _, text in rows]
    assert rows == [[_comes_to(own_words(said) or said), text] for text, said in read]


def test_mails() -> None:
    """Below quotes, signatures and notices stands what was meant; programs are told from people, in many languages."""
    blocks = (FOLDER / "mails.txt").read_text(encoding="utf-8").split("\n= ")[1:]
    rows = [tuple(block.split("\n", 1)) for block in blocks]
    assert rows == [(_mail_comes_to(_read(mail), expected), mail) for expected, mail in rows]


def _read(mail: str) -> Incoming:
    head, _, body = mail.partition("\n\n")
    head = head.strip() if mail.startswith("From:") else f"From: Ann <ann@x.example>\n{head.strip()}"
    head = head if "Content-Type" in head else f"{head}\n{PLAIN}"
    (one,) = read_incoming(f"{head}\n\n{body}".encode(), "x.eml")
    return one


def _mail_comes_to(one: Incoming, expected: str) -> str:
    if one.delivery:
        return "nobody" if one.is_bad_address else one.delivery
    if one.is_automatic:
        return expected if expected == "nothing" else "automatic"
    return _comes_to(one.text)

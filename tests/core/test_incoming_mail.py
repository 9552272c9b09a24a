"""What does an e-mail say that came in: who wrote it, a person or a program, and which of the words are theirs?"""

from __future__ import annotations

from typing import Final

import pytest

from core.messages.answer_words import asks_for_a_call, meaning_of, says_more
from core.messages.incoming import Incoming, read_incoming
from core.messages.mail_text import own_words
from core.messages.model import Meaning

NAME: Final = "abcdefghijkl-77"
HEAD: Final = "From: Ann <ann@x.example>\nTo: desk@clinic.example\nSubject: Re: Please confirm your visit\n"
PLAIN: Final = "Content-Type: text/plain; charset=utf-8\n"
REPLIES: Final = {
    "C\n\nOn Mon, Nov 30, 2026 at 9:00 AM Main Street\n<desk@clinic.example> wrote:\n\n> reply R or STOP": "C",
    "> Your visit is on Mon.\n> reply R to move\n\nC": "C",
    "On Mon Main wrote:\n> Your visit\n> R moves\n\nC\n-- \nAnn Smith": "C",
    "C\n\nSent from my iPhone": "C",
    "C\n\nGet Outlook for iOS\n________________________________\nFrom: Main <d@c.example>\nSent: x": "C",
    "C\r\n\r\n-----Original Message-----\r\nFrom: Main\r\nR moves\r\n": "C",
    "C\n\nDe: Main <desk@clinic.example>\nEnviado: lunes\nPara: Ann\nAsunto: Su cita\n\nresponda con R": "C",
    "C\n\nVon: Main\nGesendet: Montag\nAn: Ann\nBetreff: x\n\nR": "C",
    "C\n\nEl lun, 30 nov 2026 a las 9:00, Main (<desk@clinic.example>) escribió:\nno más textos": "C",
    "C\n\nLe lun. 30 nov. 2026 à 09:00, Main <d@c.example> a écrit :\n> R": "C",
    "C\n\nAm 30.11.2026 um 09:00 schrieb Main:\n> R": "C",
    "C\n\n2026年11月30日(月) 9:00 Main <desk@clinic.example>:\n> R": "C",
    "C\n\nThanks,\nAnn Smith\n617 555 0171": "C",
    "C but I come ten minutes late\n\n> x": "C but I come ten minutes late",
    "From my side all is well.\nOn time, as ever": "From my side all is well. On time, as ever",
    "Is it at 10?\nThanks": "Is it at 10?",
}


def _read(mail: str) -> Incoming:
    (one,) = read_incoming(mail.encode(), "in.eml")
    return one


@pytest.mark.parametrize("body", REPLIES)
def test_own_words(body: str) -> None:
    """What is quoted above, below or between, how it is introduced in any language, and signatures are nobody's."""
    assert REPLIES[body] == _read(f"{HEAD}{PLAIN}\n{body}").text


def test_markup_and_subjects() -> None:
    """Of a page the words that are not quoted; of an e-mail without words its subject, where that is not ours."""
    quoted = '<div class="gmail_quote">On Mon Main wrote:<blockquote>R moves</blockquote></div>'
    outlook = '<div id="divRplyFwdMsg"><b>From:</b> Main</div><div>R moves</div>'
    for behind in (quoted, outlook, "<blockquote>R</blockquote>", "<br><br>Sent from my iPad<style>R</style>"):
        page = f"<html><head><title>R</title></head><body><p>C&nbsp;</p>{behind}</body></html>"
        assert "C" == _read(f"{HEAD}Content-Type: text/html\n\n{page}").text
    assert "unsubscribe" == _read(f"From: ann@x.example\nSubject: unsubscribe\n{PLAIN}\n\n").text
    assert "" == _read(f"{HEAD}{PLAIN}\n \n> R\n").text
    assert "C" == _read(f"{HEAD}Content-Type: text/plain; charset=nobody-knows\n\nC\n").text
    encoded = f"{HEAD}Content-Type: text/plain; charset=utf-16le\nContent-Transfer-Encoding: base64\n\nQwA=\n"
    assert "C" == _read(encoded).text


@pytest.mark.parametrize(
    "body", ["x\n" + "Ann\n" * 20_000, "\n" * 20_000 + "Ann\n" * 20_000, "A wrote:\n" * 10_000 + "> x"]
)
def test_a_mail_is_read_once(body: str) -> None:
    """However often it looks as if a signature or a quote began: a time that grows with its square never ends."""
    own_words(body, "Ann")


def test_the_newest_that_it_answers() -> None:
    """Of several of ours, and before any other."""
    thread = "In-Reply-To: <other@x.example>\nReferences: <abcdefghijkl-7@c> <x@y> <abcdefghijkl-8@c>\n"
    assert "abcdefghijkl-8" == _read(f"{HEAD}{thread}{PLAIN}\nC").name


def _status(action: str, status: str, said: str = "", kind: str = "delivery-status") -> str:
    told = f"Final-Recipient: rfc822; ann@x.example\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}"
    parts = (
        "Content-Type: text/plain\n\nSorry.",
        f"Content-Type: message/{kind}\n\nReporting-MTA: dns; mx.example\n\n{told}",
        f"Content-Type: message/rfc822\n\nMessage-ID: <{NAME}@clinic.example>\nSubject: Your visit\n\nR",
    )
    whole = "".join(f"--b\n{part}\n\n" for part in parts)
    head = f"From: MAILER-DAEMON@mx.example\nSubject: Undelivered\nContent-Type: multipart/report; report-type={kind}"
    return f'{head}; boundary="b"\n\n{whole}--b--\n'


def _daemon(body: str, subject: str = "failure notice", sender: str = "MAILER-DAEMON@mx.example") -> str:
    return f"From: {sender}\nSubject: {subject}\n{PLAIN}\n{body}\n\nMessage-ID: <{NAME}@clinic.example>\n"


EXIM: Final = "A message that you sent could not be delivered.\nThis is a permanent error.\n\n  ann@x.example\n    "
QMAIL: Final = (
    "Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message.\n\n"
)


@pytest.mark.parametrize(
    ("mail", "delivery", "code", "is_bad"),
    [
        (_status("failed", "5.1.1", "550 5.1.1 User unknown"), "failed", "5.1.1", True),
        (_status("failed", "5.0.0", "550-5.1.1 The email account does not exist"), "failed", "5.1.1", True),
        (_status("failed", "5.0.0", "550 No such user here"), "failed", "5.0.0", True),
        (_status("Failed", "5.2.2", "552 5.2.2 mailbox full"), "failed", "5.2.2", False),
        (_status("failed", "5.7.1", "550 5.7.1 looks like spam"), "failed", "5.7.1", False),
        (_status("failed", "4.4.7", "delivery time expired"), "failed", "4.4.7", False),
        (_status("failed", "5.4.1", "550 5.4.1 Recipient address rejected: Access denied"), "failed", "5.4.1", True),
        (_status("delayed", "4.4.1", "connection timed out"), "", "", False),
        (_status("relayed", "2.0.0"), "", "", False),
        (_status("delivered", "2.0.0"), "delivered", "", False),
        (_status("displayed", "", kind="disposition-notification"), "", "", False),
        (_status("failed", "", kind="feedback-report"), "complained", "complaint", False),
        (
            _daemon(f"{QMAIL}<ann@x.example>:\n192.0.2.1 does not like recipient.\n550 no such user"),
            "failed",
            "550",
            True,
        ),
        (_daemon(f"{EXIM}all relevant MX records point to non-existent hosts"), "failed", "bounced", False),
        (
            _daemon(f"{EXIM}550 5.1.1 <ann@x.example>: Recipient address rejected: User unknown"),
            "failed",
            "5.1.1",
            True,
        ),
        (
            _daemon("X was not found. Undeliverable: mailbox not found", sender="postmaster@x.example"),
            "failed",
            "bounced",
            True,
        ),
        (
            _daemon("Your message has not yet been delivered. No need to resend.", "Warning: message delayed 24 hours"),
            "",
            "",
            False,
        ),
    ],
)
def test_bounces(mail: str, delivery: str, code: str, *, is_bad: bool) -> None:
    """As RFC 3464 has them and as others write them: only where nothing arrives at an address at all is that bad."""
    for text in (mail, mail.replace("\n", "\r\n")):
        one = _read(text)
        assert (delivery, code, True) == (one.delivery, one.code, one.is_automatic)
        assert (NAME, is_bad) == (one.name, one.is_bad_address) or not delivery


@pytest.mark.parametrize(
    "head",
    [
        "Auto-Submitted: auto-replied (vacation)\n",
        "X-Autoreply: yes\n",
        "Precedence: auto_reply\n",
        "X-Auto-Response-Suppress: All\n",
        "Return-Path: <>\n",
        *(f"Subject: {one}\n" for one in ("Automatic reply: Your visit", "Out of Office", "OOO: back on Monday")),
        *(
            f"Subject: {one}\n"
            for one in ("Respuesta automática: x", "Abwesenheitsnotiz", "=?utf-8?B?6Ieq5Yqo5Zue5aSN?=")
        ),
    ],
)
def test_programs_that_answer(head: str) -> None:
    """They confirm nothing and opt nobody out, whatever they say."""
    assert _read(f"From: ann@x.example\n{head}{PLAIN}\nC").is_automatic
    assert not _read(f"From: ann@x.example\nAuto-Submitted: no\nSubject: Re: automatic\n{PLAIN}\nC").is_automatic


@pytest.mark.parametrize(
    ("text", "meaning", "call"),
    [
        *(
            (text, Meaning.CONFIRMS, "")
            for text in ("C 👍", "c. thx", "C - thank you!", "Yes, C", "I confirm", "©", "C C")
        ),
        *((text, Meaning.RESCHEDULES, "") for text in ("R?", "R please", "RESCHEDULE PLS", "r 🙏")),
        *(
            (text, Meaning.OTHER, "")
            for text in ("yes pls", "SI", "ok", "Fine, thanks", "👍", "C?", "C 👎", "C R", "no c", "Đúng", "y")
        ),
        *(
            (text, Meaning.OTHER, "")
            for text in ("Liked “Main: C confirms. STOP ends texts.”", "wrong number", "START")
        ),
        *((text, Meaning.OTHER, "") for text in ("Le gustó «Main: cita. STOP: no más textos.»", "No me llamaron ayer")),
        *(
            (text, Meaning.OTHER, "")
            for text in ("取消预约", "dejé de fumar", "don't call, text me instead", "i quit my job")
        ),
        *(
            (text, Meaning.STOPS, "")
            for text in ("please stop", "STOP!!!", "S T O P", "stop texting me", "no more", "Stop it")
        ),
        *(
            (text, Meaning.STOPS, "")
            for text in ("Arrêt", "DÉSABONNER", "إيقاف", "توقف", "停止", "退订", "중지", "수신거부")
        ),
        *(
            (text, Meaning.STOPS, "")
            for text in ("Стоп", "отписаться", "הסר", "dừng", "बंद", "itigil", "kanpe", "sair", "配信停止", "Abmelden")
        ),
        *(
            (text, Meaning.STOPS, "")
            for text in ("remove me from your list", "I don't want these texts", "leave me alone")
        ),
        *(
            (text, Meaning.STOPS, "visit")
            for text in ("cancel", "取消", "إلغاء", "отмена", "Hủy", "キャンセル", "취소", "annuler")
        ),
        *((text, Meaning.STOPS, "more") for text in ("Stop, at last", "R. STOP", "don't text me at work")),
    ],
)
def test_answers_of_every_kind(text: str, meaning: Meaning, call: str) -> None:
    """Courtesy and signs change nothing, doubt is a person's; who says more than that they opt out is read."""
    assert meaning is meaning_of(text)
    if meaning is Meaning.STOPS:
        assert call == ("visit" if asks_for_a_call(text) else "more" if says_more(text) else "")


@pytest.mark.parametrize(
    ("meaning", "texts"),
    [
        (
            Meaning.STOPS,
            "إلغاء الاشتراك|أوقفوا الرسائل|取消订阅|请停止|不想收到短信|문자 보내지 마세요|구독 취소|연락하지 마세요",
        ),
        (
            Meaning.STOPS,
            "hủy đăng ký|không muốn nhận tin nhắn|tigil|ayoko na ng text|отмена подписки|не надо больше смс",
        ),
        (
            Meaning.STOPS,
            "parem de me mandar mensagens|chega|ne plus recevoir|cessez|rete|pa voye mesaj ankò|בטל הרשמה|די",
        ),
        (Meaning.STOPS, "cancelen los mensajes|ya no más|basta con los mensajes|no molesten|smettete di scrivermi"),
        (
            Meaning.OTHER,
            "我特别发烧|请停止用药吗|отмена записи|chega que horas?|Rete lakay mwen malad|די כואב לי|약 보내주세요",
        ),
        (Meaning.OTHER, "ya no más dolor|je veux cesser de fumer|basta con traer la tarjeta?|hủy lịch hẹn|예약 취소"),
    ],
)
def test_unsubscribing_is_read_in_each_language(meaning: Meaning, texts: str) -> None:
    """As its gateways and people say it; what only sounds like it is for a person."""
    assert [] == [text for text in texts.split("|") if meaning_of(text) is not meaning]

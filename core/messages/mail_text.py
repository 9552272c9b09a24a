"""What did whoever sent an e-mail or a text write themselves: without what it answers, signatures and markup?"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from email.message import EmailMessage

_QUOTED: Final = re.compile(r"^\s*[>|»]")
_WROTE: Final = re.compile(
    r"(wrote|writes|escribi[oó]|a écrit|schrieb|ha scritto|escreveu|schreef|napisała?|skrev|написала?|пишет|đã viết"
    r"|写道|寫道|書きました|작성|<[^<>\s]+@[^<>\s]+>)(\s[^:]{1,120})?\s*[:\uff1a]\s*$",
    re.IGNORECASE,
)
_WROTE_BEGINS: Final = re.compile(
    r"^\s*(On|El|Le|Am|Il|Em|Op|W dniu|Den|\u0412|Vào|Lúc|于|在|\S+@|.*\d{4}).*", re.IGNORECASE
)
_CUT: Final = re.compile(
    r"^\s*(-{3,}.*\w.*-{2,}|_{5,}|--|—|-{5,}|={5,})\s*$"
    r"|^\s*(Begin forwarded message|Mensaje reenviado|Début du message)"
)
_FROM: Final = re.compile(
    r"^\s*\*?(From|De|Von|Da|Van|Od|Från|От|发件人|寄件者|差出人|보낸 사람)\s*\*?\s*[:\uff1a]\*?\s*\S", re.IGNORECASE
)
_SENT: Final = re.compile(
    r"^\s*\*?(Sent|Date|To|Subject|Enviado|Enviada|Fecha|Para|Asunto|Assunto|Gesendet|Datum|An|Betreff|Envoyé|À|Objet"
    r"|Inviato|Data|Oggetto|Wysłano|Temat|Дата|Кому|Тема|发送时间|收件人|主题|日期|主旨|送信日時|宛先|件名)\s*\*?\s*[:\uff1a]",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(
    r"^\s*(Sent (from|via|with|using) (my|mail|outlook|yahoo|gmail|aol|samsung|iphone|ipad|android|the"
    r"|proton|blackberry"
    r"|t-mobile|verizon|hotmail|windows|spark|xfinity|comcast)\b|Get (Outlook( for \w+)?|\w+( Mail)? for (iOS"
    r"|iPhone|iPad|Android|Windows|Mac))\b|Enviado (desde|con|de)"
    r"|Envoyé (de|depuis)|Von meinem|Gesendet (von|mit|aus)"
    r"|Inviato da|Enviada? do meu|Yahoo Mail|Sent by |Obtener Outlook|Отправлено |发自|從我的|iPhoneから)",
    re.IGNORECASE,
)
_CLOSING: Final = re.compile(
    r"^\s*(thanks( you)?|thank you|many thanks|(kind |best |warm )?regards|best|sincerely|cheers|gracias|(un )?saludos?"
    r"( cordial(es)?)?|atentamente|mit freundlichen grüßen|(viele|liebe|beste|schöne) grüße|mfg|cordialement"
    r"|bien à vous|cordiali saluti|distinti saluti|atenciosamente|abraços|met vriendelijke groet(en)?|groet(en|jes)?"
    r"|med vänliga hälsningar|mvh|pozdrawiam|с уважением|з повагою|此致|よろしくお願いします|감사합니다|مع التحية|בברכה"
    r"|saygılarımla|trân trọng)\s*[,.!]?\s*$",
    re.IGNORECASE,
)
_NOTICE: Final = re.compile(
    r"^\W*(to (unsubscribe|opt out|stop receiving)\b.*(click |tap |https?:|www\.)"
    r"|(click|tap) here to unsubscribe|para (darse de baja|cancelar su suscripción)\b.*(clic|aquí|http|www)"
    r"|confidential(ity)?( notice)?\b|disclaimer\b|privileged|aviso (legal|de confidencialidad)|haftungsausschluss"
    r"|(this|the information in this|diese|este|esta|ce|questo|questa) (e-?mail|message|communication|nachricht|correo"
    r"|mensaje|mensagem|messaggio|courriel)\b.*(intended|confidential|privileged|recipient|vertraulich|confidencial"
    r"|destinatari))",
    re.IGNORECASE,
)
"""What lawyers have stand below."""
_PICTURE: Final = re.compile(r"^\s*\[(cid|image|inline|logo)\b[^\]]*\]\s*$", re.IGNORECASE)
_OVER_LINES: Final = 3
_MOST_SIGNED: Final = 4
_REPLY: Final = re.compile(r"^\s*((re|rv|aw|sv|antw|fw|fwd|tr|odp|回复|答复|回覆)\s*[:\uff1a]\s*)+", re.IGNORECASE)
_BLOCKS: Final = frozenset({"br", "p", "div", "tr", "li", "table", "h1", "h2", "h3", "hr", "ul", "ol"})
_UNSEEN: Final = frozenset({"script", "style", "head", "title", "blockquote"})
_QUOTES: Final = ("gmail_quote", "gmail_attr", "yahoo_quoted", "moz-cite-prefix", "protonmail_quote")
_OUTLOOK: Final = ("divRplyFwdMsg", "appendonsend", "mail-editor-reference-message-container")
_VOID: Final = frozenset({"br", "hr", "img", "input", "meta", "link", "area", "base", "col", "wbr"})


def words_of_mail(mail: EmailMessage, sender: str = "") -> str:
    """What its sender, of that name, wrote, lines as they are; of one without a word the subject, if not ours."""
    text = _part(mail, "plain")
    if not text.strip():
        text = text_of_html(_part(mail, "html"))
    said = own_words(text, sender)
    try:
        subject = str(mail.get("Subject", ""))
    except (ValueError, IndexError, AttributeError, TypeError):  # headers that the parser stumbles over
        subject = ""
    return said or ("" if _REPLY.match(subject) else subject.strip())


def own_words(text: str, sender: str = "") -> str:
    """What was written above, between or below what it answers, without a signature; `sender` is their name."""
    name = _words_of(sender)
    lines, kept = text.splitlines(), list[str]()
    last_quoted = max((at for at, line in enumerate(lines) if _QUOTED.match(line)), default=-1)
    at, says_something = 0, False
    while at < len(lines):
        line = lines[at]
        if _QUOTED.match(line):
            at += 1
            continue
        if (behind := _told_who_wrote(lines, at)) is not None:
            if behind > last_quoted:
                break
            at = behind
            continue
        if _CUT.match(line) or _NOTICE.match(line) or _SIGNED.match(line) or _begins_header(lines, at):
            break
        if _PICTURE.match(line):
            at += 1
            continue
        closes = _CLOSING.match(line) or _is_name(line, name)
        if closes and says_something and _is_signature(lines[below] for below in range(at + 1, len(lines))):
            break
        kept.append(line)
        says_something = says_something or bool(line.strip())
        at += 1
    return "\n".join(kept).strip()


def _is_name(line: str, name: frozenset[str]) -> bool:
    """Whether it is the name of who writes and no more, a further word of it aside."""
    words = _words_of(line.partition("|")[0])
    return bool(words & name) and len(words) <= len(name) + 1 and line.strip(" *_")[:1].isupper() and "," not in line


def _words_of(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", name.lower()))


def text_of_html(text: str) -> str:
    """The words of a page, a line a block, without what it quotes."""
    reader = _Words()
    reader.feed(text)
    reader.close()
    return "".join(reader.parts)


def _part(mail: EmailMessage, kind: str) -> str:
    body = mail.get_body(preferencelist=(kind,))
    if body is None:
        return ""
    try:
        return str(body.get_content())
    except (LookupError, ValueError, KeyError):  # a charset that nobody knows
        content = body.get_payload(decode=True)
        return content.decode("utf-8", errors="replace") if isinstance(content, bytes) else ""


def _told_who_wrote(lines: list[str], at: int) -> int | None:
    """The line behind "On Tuesday X wrote:", which may go over several; None where none begins here."""
    if not _WROTE_BEGINS.match(lines[at]):
        return None
    for behind in range(at + 1, min(at + _OVER_LINES, len(lines)) + 1):
        if _WROTE.search(lines[behind - 1]):
            return behind
        if not lines[behind - 1].strip():
            return None
    return None


def _begins_header(lines: list[str], at: int) -> bool:
    """Whether the head of the e-mail that it answers stands here: From, then when and to whom."""
    return bool(_FROM.match(lines[at])) and any(_SENT.match(one) for one in lines[at + 1 : at + _OVER_LINES])


def _is_signature(lines: Iterable[str]) -> bool:
    """Whether so few lines follow, up to what is no more their own; no more of them are looked at."""
    written = (one for one in lines if one.strip())
    for at, one in enumerate(written):
        if _QUOTED.match(one) or _CUT.match(one) or _SIGNED.match(one) or _WROTE_BEGINS.match(one):
            break
        if at == _MOST_SIGNED:
            return False
    return True


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._is_over = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A block begins a line; what is quoted is left out."""
        known = {name: value or "" for name, value in attrs}
        if known.get("id", "").removeprefix("x_") in _OUTLOOK:
            self._is_over = True
        if tag in _BLOCKS:
            self.parts.append("\n")
        if tag not in _VOID:
            is_quoted = tag in _UNSEEN or any(one in known.get("class", "") for one in _QUOTES)
            self._open.append((tag, is_quoted))

    def handle_endtag(self, tag: str) -> None:
        """With whatever was left open in it."""
        if any(name == tag for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Words, of which white space is none of the page's lines."""
        if not self._is_over and not any(is_quoted for _, is_quoted in self._open):
            self.parts.append(re.sub(r"\s+", " ", data))

"""How is a text or a voice message handed to an HTTP gateway?

One POST of a JSON object: `id` (the message's own name for ever, also the header Idempotency-Key), `channel`, `to`,
`language`, `text`. 2xx means that it was taken; an `id` in the answer is what the gateway calls it. Any other answer is
tried again, but for 400, 404, 410, 413 and 422, which say that it will never do; `code` in one of these says why, and
the words of `_BAD_NUMBERS` that nothing arrives at the number. Retry-After is heeded. Not every answer comes from a
gateway: a page is none of its, and a 2xx whose `status` says so, or that has an `error`, was refused.
"""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from typing import IO, Any, Final

from core.messages.outward import NotSent, Outward, Sent
from core.text.cleaning import clean_text
from storage.codec import to_json
from storage.links import sentences

_SECONDS: Final = 20.0
_MOST_BYTES: Final = 65_536
_LONGEST: Final = 200
_OF_THE_SERVER: Final = 500
_LONGEST_WAIT: Final = timedelta(hours=12)
_MOST_DIGITS: Final = 9
_NOT_TAKEN: Final = frozenset({"failed", "rejected", "error", "undelivered", "refused"})
_OF_ONE: Final = frozenset({409, 423, 424})
"""This message is in the way of another of its name: the gateway takes others."""
_FOR_GOOD: Final = frozenset({400, 404, 410, 413, 422})
_BAD_NUMBERS: Final = frozenset(
    {"invalid-number", "unknown-number", "unreachable", "landline", "disconnected", "blocked", "bad-number"}
)


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """What is told to a patient is posted to nobody else."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


class HttpGateway:
    """`core.messages.ports.Gateway` of one address."""

    is_idempotent = True

    def __init__(self, url: str, token_file: Path | None, *, seconds: float = _SECONDS) -> None:
        self._url = url
        self._token_file = token_file
        self._seconds = seconds
        self._opener = urllib.request.build_opener(_NoRedirects(), urllib.request.ProxyHandler({}))

    def send(self, outward: Outward) -> Sent:
        """Post it. Raises NotSent: that the answer did not come says nothing of whether it was taken."""
        said = {
            "id": outward.name,
            "channel": outward.way.value,
            "to": outward.address,
            "language": outward.language,
            "text": outward.text,
        }
        headers = {"Content-Type": "application/json", "Idempotency-Key": outward.name, "Accept": "application/json"}
        token = self._token()
        if token:
            headers["Authorization"] = f"Bearer {token}"
        request = urllib.request.Request(self._url, to_json(said).encode(), headers, method="POST")  # noqa: S310 - http
        try:
            with self._opener.open(request, timeout=self._seconds) as answer:
                return _taken(answer)
        except urllib.error.HTTPError as error:
            raise _refused(error) from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise NotSent(sentences.GATEWAY_SLOW.format(why=error.reason), is_unsure=True) from error
            is_unsure = isinstance(error.reason, ConnectionResetError | ConnectionAbortedError | BrokenPipeError)
            raise NotSent(sentences.GATEWAY_UNREACHABLE.format(why=error.reason), is_unsure=is_unsure) from error
        except (OSError, HTTPException) as error:  # cut off in the middle
            raise NotSent(
                sentences.GATEWAY_SLOW.format(why=str(error) or type(error).__name__), is_unsure=True
            ) from error

    def _token(self) -> str:
        return read_secret(self._token_file)


def read_secret(file: Path | None) -> str:
    """The first line of a file; '' where none is named. Raises NotSent."""
    if file is None:
        return ""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or str(error)
        raise NotSent(sentences.FILE_UNREADABLE.format(file=file, why=why)) from error
    return lines[0].strip() if lines else ""


def _refused(error: urllib.error.HTTPError) -> NotSent:
    content = _read(error)
    if error.code in _FOR_GOOD and _is_page(error.headers, content):  # of whatever stands where a gateway should
        return NotSent(sentences.GATEWAY_IS_NONE.format(code=error.code))
    answer = _object(content)
    code = _text(answer.get("code"))
    said = _text(answer.get("message")) or code
    sentence = sentences.GATEWAY_SAYS.format(code=error.code, why=f": {said}" if said else "")
    if error.code in _FOR_GOOD:
        return NotSent(sentence, is_for_good=True, is_bad_address=code in _BAD_NUMBERS, code=code)
    wait = _wait(error.headers.get("Retry-After", ""), error.headers.get("Date", ""))
    is_of_one = error.code in _OF_ONE and not wait
    return NotSent(sentence, is_unsure=error.code >= _OF_THE_SERVER, is_of_one=is_of_one, wait=wait)


def _taken(answer: HTTPResponse) -> Sent:
    """What a 2xx says. Raises NotSent for a page of some other server, and for what says that it was not taken."""
    content = _read(answer)
    if _is_page(answer.headers, content):
        raise NotSent(sentences.GATEWAY_IS_NONE.format(code=answer.status), is_unsure=True)
    told = _object(content)
    if told.get("error") or told.get("success") is False or _text(told.get("status")).lower() in _NOT_TAKEN:
        code = _text(told.get("code"))
        said = _text(told.get("message")) or _text(told.get("error")) or code or _text(told.get("status"))
        sentence = sentences.GATEWAY_SAYS.format(code=answer.status, why=f": {said}" if said else "")
        is_bad = code in _BAD_NUMBERS
        raise NotSent(
            sentence, is_for_good=is_bad, is_bad_address=is_bad, is_unsure=not is_bad, is_of_one=True, code=code
        )
    return Sent(_text(told.get("id")))


def _wait(said: str, sent: str) -> timedelta:
    """How long Retry-After asks to wait: seconds, or until a time that counts from when the answer was sent."""
    try:
        if said.strip().isdecimal():
            return min(timedelta(seconds=int(said.strip()[:_MOST_DIGITS])), _LONGEST_WAIT)
        until = parsedate_to_datetime(said) - parsedate_to_datetime(sent)
        return max(timedelta(), min(until, _LONGEST_WAIT))
    except (ValueError, TypeError, OverflowError):
        return timedelta()


def _is_page(headers: Message, content: bytes) -> bool:
    return content.lstrip()[:1] == b"<" or headers.get_content_type() == "text/html"


def _read(answer: IO[bytes]) -> bytes:
    try:
        return answer.read(_MOST_BYTES)
    except (OSError, HTTPException):
        return b""


def _object(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _text(value: object) -> str:
    return clean_text(str(value), limit=_LONGEST) if isinstance(value, str | int) else ""

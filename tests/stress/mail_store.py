"""A mail server of loopback that keeps every e-mail as a file of its own, as it came over the wire."""

from __future__ import annotations

import os
import socket
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from aiosmtpd.controller import Controller

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class _Keeping:
    """A handler of aiosmtpd: two e-mails of one name are two files."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0

    async def handle_DATA(self, _server: object, _session: object, envelope: Any) -> str:  # noqa: ANN401, N802 - theirs
        """Keep it, whole, before it is said to be taken."""
        self._count += 1
        part = self._folder / f"{self._count:06}.part"
        part.write_bytes(envelope.original_content)
        os.replace(part, part.with_suffix(".eml"))  # noqa: PTH105 - at once, whoever reads
        return "250 kept"


@contextmanager
def mail_store(folder: Path) -> Iterator[str]:
    """The server's address, for as long as the block goes on."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    controller = Controller(_Keeping(folder), hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield f"127.0.0.1:{port}"
    finally:
        controller.stop(no_assert=True)

"""Which font draws a letter? The first of those named, or found on this machine, that has it."""

from __future__ import annotations

import os
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from core.errors import BadInput
from core.templates import sentences as say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from reportlab.pdfbase.ttfonts import TTFont

FOLDERS: Final = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/Library/Fonts")
USUAL: Final = (
    "DejaVuSans.ttf",
    "NotoSans-Regular.ttf",
    "LiberationSans-Regular.ttf",
    "DroidSansFallbackFull.ttf",
    "DroidSansFallback.ttf",
    "wqy-microhei.ttc",
    "wqy-zenhei.ttc",
)
"""By name, the best first; after them whichever Noto font of one script is there."""
_OF_ONE_SCRIPT: Final = ("NotoSans", "-Regular.ttf")
_ENDINGS: Final = frozenset({".ttf", ".ttc"})
_BOLD: Final = (("-Regular.ttf", "-Bold.ttf"), (".ttf", "-Bold.ttf"))
_NO_LETTERS: Final = frozenset({"Co", "Cn", "Cs", "Cc"})
_BLANK: Final = frozenset(" \u00a0")
_MARKS: Final = ("M", "Cf")
_CJK: Final = frozenset("WF")
_CJK_PACKAGE: Final = "fonts-droid-fallback"
_MOST_TOLD: Final = 5


class Face(Struct, frozen=True, eq=False):
    """A font that is loaded, and its bold one where there is one beside it."""

    regular: TTFont
    bold: TTFont

    def has(self, sign: str) -> bool:
        """Whether both draw it."""
        return ord(sign) in self.regular.face.charToGlyph and ord(sign) in self.bold.face.charToGlyph


class FontFiles:
    """The fonts of a document, loaded as they are needed: all of the folder `first`, then the usual of `folders`."""

    def __init__(self, first: str = "", *, folders: Sequence[str] = FOLDERS) -> None:
        self._first = first
        self._folders = tuple(folders)
        self._faces: list[Face] = []
        self._more = self._load()
        self._by_sign: dict[str, Face | None] = {}

    def runs(self, text: str) -> Iterator[tuple[Face, str]]:
        """The text in parts that one font draws each. Raises BadInput for a letter that none has."""
        face: Face | None = None
        part = ""
        for sign in text:
            stays = face is not None and (self._goes_along(sign, face) or self._face(sign) is face)
            if part and not stays:
                assert face is not None  # noqa: S101 - a part has a font
                yield face, part
                part = ""
            if not stays:
                face = self._face(sign) or self._refuse(text)
            part += sign
        if part and face is not None:
            yield face, part

    def _goes_along(self, sign: str, face: Face) -> bool:
        """Whether a blank or a mark stays with the letter before it."""
        return (sign in _BLANK or unicodedata.category(sign).startswith(_MARKS)) and face.has(sign)

    def _face(self, sign: str) -> Face | None:
        if sign not in self._by_sign:
            self._by_sign[sign] = None if unicodedata.category(sign) in _NO_LETTERS else self._with(sign)
        return self._by_sign[sign]

    def _with(self, sign: str) -> Face | None:
        for face in self._faces:
            if face.has(sign):
                return face
        for face in self._more:
            self._faces.append(face)
            if face.has(sign):
                return face
        return None

    def _refuse(self, text: str) -> Face:
        lacking = list(dict.fromkeys(sign for sign in text if self._face(sign) is None))[:_MOST_TOLD]
        what = ", ".join(map(_told, lacking))
        is_cjk = any(unicodedata.east_asian_width(sign) in _CJK for sign in lacking)
        remedy = say.INSTALL.format(packages=_CJK_PACKAGE) if is_cjk else say.INSTALL_ANY
        raise BadInput(say.NO_GLYPH.format(what=what, remedy=remedy), field="fonts")

    def _load(self) -> Iterator[Face]:
        for path in self._found():
            try:
                face = _face_of(path)
            except Exception:  # noqa: BLE001, S112 - a font of the machine's that is of no use; the next may be
                continue
            yield face
        yield _of_the_library()

    def _found(self) -> Iterator[Path]:
        """Files of the machine's fonts, the usual ones first."""
        if self._first:
            yield from (path for path in sorted(Path(self._first).iterdir()) if path.suffix.lower() in _ENDINGS)
        here: dict[str, Path] = {}
        for folder in self._folders:
            for top, below, names in os.walk(Path(folder).expanduser()):
                below.sort()
                for name in sorted(names):
                    here.setdefault(name, Path(top, name))
        yield from (here[name] for name in USUAL if name in here)
        start, end = _OF_ONE_SCRIPT
        yield from (path for name, path in here.items() if name.startswith(start) and name.endswith(end))


def _face_of(path: Path) -> Face:
    regular = _loaded(path)
    for end, bold_end in _BOLD:
        bold = path.with_name(path.name.removesuffix(end) + bold_end)
        if path.name.endswith(end) and bold.is_file():
            return Face(regular, _loaded(bold))
    return Face(regular, regular)


def _of_the_library() -> Face:
    """The fonts that come with reportlab, with the letters of western Europe."""
    import reportlab

    folder = Path(reportlab.__file__).with_name("fonts")
    return Face(_loaded(folder / "Vera.ttf"), _loaded(folder / "VeraBd.ttf"))


def _loaded(path: Path) -> TTFont:
    """The font, known to reportlab by a name of its own for each file."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    name = f"{path.stem}-{sha256(os.fsencode(path)).hexdigest()[:12]}"
    if name not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(TTFont(name, str(path), shapable=True))
    return pdfmetrics.getFont(name)


def _told(sign: str) -> str:
    name = unicodedata.name(sign, f"U+{ord(sign):04X}")
    return say.ONE_SIGN.format(sign=sign if sign.isprintable() else "?", name=name)

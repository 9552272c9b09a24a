"""How is a word of another alphabet written in Latin letters, where that has all sounds?"""

from __future__ import annotations

from typing import Final

# Letters as `fold` leaves them: it takes й to и, ё to е and ї to і.
_LETTERS: Final = str.maketrans({
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "є": "e", "ж": "zh", "з": "z", "и": "i",
    "і": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u",
    "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e",
    "ю": "yu", "я": "ya", "ј": "y", "љ": "l", "њ": "n", "ћ": "c", "ђ": "dj", "џ": "dj", "ў": "u",
    "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l",
    "μ": "m", "ν": "n", "ξ": "x", "ο": "o", "π": "p", "ρ": "r", "σ": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch",
    "ψ": "ps", "ω": "o",
})  # fmt: skip


def latin_of(folded: str) -> str:
    """A folded name as Latin letters, where it is written in an alphabet that has all sounds, Cyrillic or Greek."""
    return folded if folded.isascii() else folded.replace("ου", "u").translate(_LETTERS)

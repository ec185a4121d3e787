"""One spelling for every writing of a word: lower case, no accents, so that a list and a hasty note meet."""

import unicodedata

# Letters that no decomposition brings back to a Latin one.
_OWN_LETTERS = str.maketrans(
    {"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ə": "e", "ħ": "h"}
)


def fold(word: str) -> str:
    """Return `word` in lower case, with straight quotes and without accents. Nothing is remembered of it."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower().translate(_OWN_LETTERS)).replace("’", "'")
    return "".join(char for char in plain if not unicodedata.combining(char))

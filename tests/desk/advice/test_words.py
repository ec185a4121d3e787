"""The words of the code of the caller: 1,024 of them make eight words 80 bits."""

import re

from desk.advice.words import WORDS


def test_there_are_1024_different_words() -> None:
    assert len(WORDS) == len(set(WORDS)) == 1024


def test_every_word_is_short_and_plain() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-z]{3,8}", word)] == []

"""Reads word lists out of installed packages. Only the builder comes here; a running desk reads what was built."""

import importlib
import pkgutil
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from anyascii import anyascii

PACKAGES = ("deduce", "faker", "pyspellchecker", "simplemma")
_LONGEST_NAME = 20


def first_names() -> Iterator[str]:
    """First names in use in the Netherlands, and those of 70 other places."""
    yield from _deduce("names/lst_first_name")
    yield from _faker("first")


def surnames() -> Iterator[str]:
    """Surnames without what stands before them."""
    yield from _deduce("names/lst_surname")
    yield from _faker("last")


def surnames_after_prefix() -> Iterator[str]:
    """What follows "van der", "de" or "'t" in a surname."""
    return _deduce("names/lst_interfix_surname")


def places() -> Iterator[str]:
    """Every town, village and hamlet of the Netherlands."""
    return _deduce("locations/lst_placename/lst_residence")


def regions() -> Iterator[str]:
    yield from _deduce("locations/lst_placename/lst_region")
    yield from _deduce("locations/lst_placename/lst_province")


def streets() -> Iterator[str]:
    return _deduce("locations/lst_street")


def medical_words() -> Iterator[str]:
    """Terms, and diseases that carry the name of a person."""
    yield from _deduce("whitelist/lst_medical_term")
    yield from _deduce("whitelist/lst_eponymous_disease/lst_eponymous_single")


def dutch_words() -> Iterator[tuple[str, int]]:
    """A word in lower case and how often it was counted: 50 means that it is only listed, names among them."""
    from spellchecker import SpellChecker

    yield from SpellChecker(language="nl", distance=1).word_frequency.dictionary.items()


def english_words() -> Iterator[tuple[str, int]]:
    from spellchecker import SpellChecker

    yield from SpellChecker(language="en", distance=1).word_frequency.dictionary.items()


def common_words() -> Iterator[str]:
    """The words of every sentence: a count may fail to hold them."""
    yield from _deduce("whitelist/lst_stop_word")
    yield from _deduce("whitelist/lst_common_word")


def dutch_forms() -> Iterator[str]:
    """Inflected Dutch words; no names."""
    from simplemma.strategies.dictionaries.dictionary_factory import DefaultDictionaryFactory

    for form in DefaultDictionaryFactory().get_dictionary("nl"):
        yield form.decode() if isinstance(form, bytes) else form


def _deduce(folder: str) -> Iterator[str]:
    """The lines of one list. The package itself is not imported: that would switch on a log of everything."""
    spec = find_spec("deduce")
    assert spec is not None
    assert spec.origin is not None
    path = Path(spec.origin).parent / "data" / "lookup" / "src" / folder / "items.txt"
    yield from (line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip())


def _faker(what: str) -> Iterator[str]:
    from faker.providers import person

    for found in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"faker.providers.person.{found.name}").Provider
        for listed in (name for name in dir(provider) if name.startswith(what)):
            values = getattr(provider, listed)
            if isinstance(values, (tuple, list, dict, set)):
                yield from filter(None, map(_latin, values))


def _latin(name: object) -> str:
    """The name in Latin letters; empty when it is no plain name, or of a script nobody types at the desk."""
    if not isinstance(name, str) or "{" in name or len(name) > _LONGEST_NAME:
        return ""
    if all(ord(char) < 0x250 for char in name):
        return name
    plain = anyascii(name) if all(ord(c) < 0x250 or 0x370 <= ord(c) < 0x530 for c in name) else ""
    return plain if plain.replace("'", "").replace(" ", "").replace("-", "").isalpha() else ""

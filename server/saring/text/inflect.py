"""Word forms by rule, so that a lexicon lists words and not their endings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_VOWELS = "aeiou"


def inflected(word: str, rule: str) -> Iterator[str]:
    """``word`` first, then its forms under the rule (a key of ``_RULES``; the schema lists them)."""
    yield word
    yield from _RULES[rule](word)


def _none(_: str) -> Iterator[str]:
    return iter(())


def _noun(word: str) -> Iterator[str]:
    """Plural, and the spelling of it that is fashionable online."""
    if word.endswith(("s", "x", "z", "ch", "sh")):
        yield f"{word}es"
    elif word.endswith("y") and word[-2:-1] not in _VOWELS:
        yield f"{word[:-1]}ies"
        yield f"{word}s"
    else:
        yield f"{word}s"
        yield f"{word}z"


def _verb(word: str) -> Iterator[str]:
    """-s, -ed, -ing (and -in), -er, -ers, -able, with the last consonant doubled where English doubles it."""
    yield from _noun(word)
    stem = word
    if word.endswith("e"):
        stem = word[:-1]
    elif len(word) > 2 and word[-1] not in f"{_VOWELS}wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        stem = word + word[-1]
    for ending in ("ed", "ing", "in", "ings", "er", "ers", "a", "as", "az"):
        yield stem + ending


def _adjective(word: str) -> Iterator[str]:
    stem = word[:-1] + "i" if word.endswith("y") else word.removesuffix("e")
    yield from (f"{stem}er", f"{stem}est", f"{stem}ness", f"{stem}ly")


_CLITICS = ("nya", "ku", "mu", "lah", "kah", "an", "in", "2", "2an")


def _id_word(word: str) -> Iterator[str]:
    """Indonesian clitics and endings, and doubling (``x-x``, ``x2``)."""
    for clitic in _CLITICS:
        yield word + clitic
    yield f"{word} {word}"
    yield f"{word} {word}nya"
    yield f"se{word}"


def _id_verb(word: str) -> Iterator[str]:
    """Everything of ``id-word``, and the verb's prefixes (me-, di-, ter-, ber-, ke-, pe-, nge-) with their endings."""
    yield from _id_word(word)
    bases = [_nasal("me", word), _nasal("pe", word), _nasal("", word), f"di{word}", f"ter{word}", f"ke{word}"]
    if not word.startswith("r"):
        bases.append(f"ber{word}")
    if len(word) <= 5:
        bases.append(f"nge{word}")
    for base in bases:
        yield base
        for ending in ("i", "in", "kan", "an", "nya"):
            yield base + ending


def _nasal(prefix: str, word: str) -> str:
    """The active form: k, t, s, p melt into the nasal; other first letters keep."""
    first, rest = word[0], word[1:]
    if first in "aiueoghx":
        return f"{prefix}ng{word}"
    melted = {"k": "ng", "t": "n", "s": "ny", "p": "m"}.get(first)
    if melted:
        return f"{prefix}{melted}{rest}"
    return prefix + {"b": "m", "f": "m", "d": "n", "c": "n", "j": "n"}.get(first, "") + word


_RULES: dict[str, Callable[[str], Iterator[str]]] = {
    "none": _none, "noun": _noun, "verb": _verb, "adjective": _adjective, "id-word": _id_word, "id-verb": _id_verb,
}

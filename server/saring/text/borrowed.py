"""better-profanity's word list as one more lexicon: read from the installed package, rated by our own data file."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution

from saring.text.data import load_data
from saring.text.lexicon_schema import BorrowedFile, Row

_PACKAGE = "better-profanity"
_LIST = "better_profanity/profanity_wordlist.txt"


def borrowed_words() -> list[str]:
    """The package's words; empty when it is not installed. Its engine is never imported (it takes seconds)."""
    try:
        path = distribution(_PACKAGE).locate_file(_LIST)
    except PackageNotFoundError:
        return []
    with open(str(path), encoding="utf-8") as file:
        return [word for line in file if (word := line.strip().strip("*").lower())]


def borrowed_entries(known: set[str]) -> Iterator[Row]:
    """One row a word that our own lexicons do not already hold, with our category and rating."""
    rules = BorrowedFile.model_validate(load_data("borrowed.yaml"))
    rated = {word: row for row in rules.rows for word in row.words}
    left_out = known.union(rules.leave_out)
    for word in dict.fromkeys(borrowed_words()):
        if word in left_out or len(word) < 3 or not word.replace(" ", "").isalpha():
            continue  # spellings with signs and digits are what the reading steps undo
        row = rated.get(word)
        if row is not None:
            yield row.model_copy(update={"term": word, "forms": []})
        else:
            yield Row(
                term=word, category=rules.default_category, dimension=rules.default_dimension,
                rating=rules.default_rating,
            )

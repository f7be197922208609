"""The shape of a lexicon file: strict, so that a misspelt key is an error and not a silent gap."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Category = Literal[
    "sexual", "excretory", "slur", "insult", "blasphemy", "violence", "drugs", "self-harm", "extremism",
]
Dimension = Literal["language", "sexual", "violence", "drugs", "hate"]
RatingWord = Literal["G", "PG", "PG13", "R", "X"]
Inflection = Literal["none", "noun", "verb", "adjective", "id-word", "id-verb"]
Words = Annotated[list[Annotated[str, Field(min_length=1, max_length=80)]], Field(max_length=400)]


class Row(BaseModel):
    """One row: words that share everything but their spelling.

    ``first`` and ``second`` make compounds: every first with every second, written apart, hyphened or together.
    ``disguises`` defaults to yes for R and X. ``exact``: the accents and marks must stand as they are written here.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    term: str = ""
    forms: Words = Field(default_factory=list)
    first: Words = Field(default_factory=list)
    second: Words = Field(default_factory=list)
    category: Category
    dimension: Dimension
    rating: RatingWord
    match: Literal["word", "inside", "phrase"] = "word"
    inflect: Inflection = "none"
    exceptions: Words = Field(default_factory=list)
    context: Words = Field(default_factory=list)
    needs: Words = Field(default_factory=list)
    disguises: bool | None = None
    exact: bool = False
    note: str = ""

    @model_validator(mode="after")
    def _has_words(self) -> Row:
        if not self.words and not self.first:
            raise ValueError("an entry needs a term, forms, or first and second")
        if bool(self.first) != bool(self.second):
            raise ValueError("first and second come together")
        return self

    @property
    def words(self) -> list[str]:
        """The spelled-out words, before inflection."""
        return [self.term, *self.forms] if self.term else list(self.forms)

    @property
    def strong(self) -> bool:
        """Whether strong readings count."""
        return self.rating in ("R", "X") if self.disguises is None else self.disguises


class LexiconFile(BaseModel):
    """One file of words in one language."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
    title: str
    entries: list[Row]


class BorrowedFile(BaseModel):
    """What the borrowed list's words mean to us: the words to leave out, and rows for the ones to rate."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    leave_out: Words
    rows: list[Row]
    default_category: Category
    default_dimension: Dimension
    default_rating: RatingWord

"""What may stand in a policy file. Strict: an unknown key, a wrong type or a missing example is an error."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from saring.domain import DIMENSIONS, REASONS, Action, Rating

Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:[-.][a-z0-9]+)*$", max_length=80)]
Sentence = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=600)]
Word = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
TextField = Literal["text", "alt", "image_text"]
Locale = Literal["en", "id"]


def _texts(value: Any) -> Any:
    """One string stands for every locale."""
    return dict.fromkeys(("en", "id"), value) if isinstance(value, str) else value


def _action(value: Any) -> Any:
    return Action.parse(value) if isinstance(value, str) else value


def _rating(value: Any) -> Any:
    return Rating.parse(value) if isinstance(value, str) else value


def _dimension(value: str) -> str:
    if value not in DIMENSIONS:
        raise ValueError(f"{value!r} is not a dimension; use one of {', '.join(DIMENSIONS)}")
    return value


def _iso_date(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _version(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Texts = Annotated[dict[Locale, Sentence], BeforeValidator(_texts), Field(min_length=1)]
ActionWord = Annotated[Action, BeforeValidator(_action)]
RatingWord = Annotated[Rating, BeforeValidator(_rating)]
Dimension = Annotated[str, AfterValidator(_dimension)]
Version = Annotated[str, BeforeValidator(_version), StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.]{0,30}$")]


class Strict(BaseModel):
    """No unknown keys, no silent conversions, no changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ScopeModel(Strict):
    """Where a rule applies; what is left out means everywhere."""

    sites: list[Word] = []
    accounts: list[Word] = []
    groups: list[Word] = []


class LexiconFilter(Strict):
    """Which of the shipped lexicon's words are meant; each key narrows, at least one must be there."""

    categories: list[Word] = []
    dimensions: list[Dimension] = []
    languages: list[Word] = []
    min_rating: RatingWord | None = None

    @model_validator(mode="after")
    def _narrows(self) -> LexiconFilter:
        if not (self.categories or self.dimensions or self.languages or self.min_rating is not None):
            raise ValueError("give at least one of categories, dimensions, languages, min_rating")
        return self


class RegionExample(Strict):
    """What a picture model is taken to have seen, in its own words."""

    label: Word
    score: Annotated[float, Field(ge=0, le=1)]


class LexiconExample(Strict):
    """Stands for the first word of the shipped lexicon so rated, which keeps obscene words out of policy files."""

    dimension: Dimension
    rating: RatingWord
    language: Word = "en"


class Example(Strict):
    """A draft in small: any of its text, a picture's description, the words and the things seen in a picture."""

    text: str = ""
    alt: str = ""
    words: str = ""
    regions: list[RegionExample] = []
    lexicon: LexiconExample | None = None
    site: str = ""
    account: str = ""

    @model_validator(mode="after")
    def _says_something(self) -> Example:
        if not (self.text or self.alt or self.words or self.regions or self.lexicon):
            raise ValueError("an example needs one of text, alt, words, regions, lexicon")
        return self


def _example(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


ExampleItem = Annotated[Example, BeforeValidator(_example)]


class Examples(Strict):
    """Both lists are required and are run as tests: a rule that cannot show itself is refused."""

    violates: Annotated[list[ExampleItem], Field(min_length=1)]
    allows: Annotated[list[ExampleItem], Field(min_length=1)]


class RuleModel(Strict):
    """What every kind of rule has."""

    id: Id
    kind: str
    action: ActionWord
    message: Texts
    title: Texts | None = None
    advice: Texts | None = None
    owner: Word | None = None
    scope: ScopeModel = ScopeModel()
    examples: Examples


class TermsRule(RuleModel):
    """Words and phrases, given here, in a file, or as a part of the shipped lexicon."""

    terms: list[Word] = []
    file: Word | None = None
    lexicon: LexiconFilter | None = None
    match: Literal["word", "inside", "phrase"] = "word"
    exceptions: list[Word] = []
    variants: bool = True
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text", "alt", "image_text"]

    @model_validator(mode="after")
    def _names_words(self) -> TermsRule:
        if not (self.terms or self.file or self.lexicon):
            raise ValueError("give terms, file or lexicon")
        return self


class PatternRule(RuleModel):
    """An RE2 pattern over the text."""

    pattern: Annotated[str, StringConstraints(min_length=1, max_length=2000)]
    ignore_case: bool = True
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text", "alt", "image_text"]


class RatingRule(RuleModel):
    """A ceiling: everything rated above it is objected to."""

    ceiling: RatingWord
    dimensions: Annotated[list[Dimension], Field(min_length=1)] = list(DIMENSIONS)


class LinkRule(RuleModel):
    """Links to domains (with their subdomains), to the project's lists of domains, to look-alikes of one's own."""

    domains: list[Word] = []
    file: Word | None = None
    lists: list[Word] = []
    lookalikes_of: list[Word] = []
    exceptions: list[Word] = []
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text", "alt", "image_text"]

    @model_validator(mode="after")
    def _names_domains(self) -> LinkRule:
        if not (self.domains or self.file or self.lists or self.lookalikes_of):
            raise ValueError("give domains, file, lists or lookalikes_of")
        return self


class NudityRule(RuleModel):
    """What the nudity model saw, by label and score. ``rated: false`` is for what it is not sure enough of to rate."""

    labels: Annotated[list[Word], Field(min_length=1)]
    min_score: Annotated[float, Field(gt=0, le=1)] = 0.5
    rated: bool = True


class ImageTextRule(RuleModel):
    """Words in a picture: some of these, a pattern, or simply many of them."""

    terms: list[Word] = []
    pattern: Annotated[str, StringConstraints(min_length=1, max_length=2000)] | None = None
    min_words: Annotated[int, Field(ge=1, le=10000)] | None = None
    match: Literal["word", "inside", "phrase"] = "phrase"
    exceptions: list[Word] = []
    variants: bool = True

    @model_validator(mode="after")
    def _looks_for_something(self) -> ImageTextRule:
        if sum((bool(self.terms), self.pattern is not None, self.min_words is not None)) != 1:
            raise ValueError("give exactly one of terms, pattern, min_words")
        return self


#: Every kind of rule there is. A new kind is a model here and a detector that names it.
RULE_MODELS: dict[str, type[RuleModel]] = {
    "terms": TermsRule, "pattern": PatternRule, "rating": RatingRule, "link": LinkRule,
    "image.nudity": NudityRule, "image.text": ImageTextRule,
}


class Override(Strict):
    """How a layer changes a rule that it inherits."""

    off: bool = False
    action: ActionWord | None = None
    message: Texts | None = None
    advice: Texts | None = None
    owner: Word | None = None
    scope: ScopeModel | None = None


#: What no policy can loosen: without the companion, or its policy, nobody has looked at the draft.
LOCKED_REASONS = ("companion_unreachable", "companion_unverified", "policy_missing", "version_mismatch")


def _unchecked(value: dict[str, Action]) -> dict[str, Action]:
    for reason, action in value.items():
        if reason != "default" and reason not in REASONS:
            raise ValueError(f"{reason!r} is not a reason; use default or one of {', '.join(REASONS)}")
        if reason in LOCKED_REASONS and action is not Action.BLOCK:
            raise ValueError(f"{reason} can only be block: nobody looked at the draft")
        if action is Action.ALLOW:
            raise ValueError(f"{reason} may not be allow: what was not checked never passes silently; use log")
    return value


class PolicyModel(Strict):
    """A policy file's top level. ``rules`` are checked one by one, each by its kind's model."""

    id: Id
    version: Version
    title: Texts
    owner: Word | None = None
    extends: list[Word] = []
    expires: Annotated[date, BeforeValidator(_iso_date)] | None = None
    unreachable: Literal["locked"] | None = None
    unchecked: Annotated[dict[str, ActionWord], AfterValidator(_unchecked)] = Field(default_factory=dict)
    override: dict[str, Override] = Field(default_factory=dict)
    rules: list[dict[str, Any]] = []

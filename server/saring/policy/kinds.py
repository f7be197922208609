"""The kinds of rule: what each may hold in a policy file. A kind is a model here and a detector that names it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StringConstraints, model_validator

from saring.domain import DIMENSIONS
from saring.policy.values import ActionWord, Dimension, Id, Instant, RatingWord, Strict, TextField, Texts, Word


DraftKind = Literal["post", "reply", "quote", "edit", "comment", "message"]


class ScopeModel(Strict):
    """Where a rule applies; what is left out means everywhere."""

    sites: list[Word] = []
    accounts: list[Word] = []
    groups: list[Word] = []
    kinds: list[DraftKind] = []


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
    kind: DraftKind | None = None

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
    start: Annotated[Instant | None, Field(alias="from")] = None
    until: Instant | None = None
    examples: Examples

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> RuleModel:
        if self.start is not None and self.until is not None and self.start >= self.until:
            raise ValueError("`from` must lie before `until`")
        return self


class TermsRule(RuleModel):
    """Words and phrases, given here, in a file, or as a part of the shipped lexicon."""

    terms: list[Word] = []
    file: Word | None = None
    lexicon: LexiconFilter | None = None
    match: Literal["word", "inside", "phrase"] = "word"
    exceptions: list[Word] = []
    variants: bool = True
    when_near: list[Word] = []
    unless_near: list[Word] = []
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


class SecretRule(RuleModel):
    """Keys, passwords and personal data, by the names of the shipped recognisers."""

    secrets: Annotated[list[Word], Field(min_length=1)]
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text", "alt", "image_text"]


class RequiredRule(RuleModel):
    """A disclosure (one of ``needs``) that must be there when a term of ``when`` or of the file is."""

    when: list[Word] = []
    file: Word | None = None
    needs: Annotated[list[Word], Field(min_length=1)]
    reach: Literal["part", "draft"] = "part"
    match: Literal["word", "inside", "phrase"] = "phrase"
    exceptions: list[Word] = []
    variants: bool = True
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text", "alt", "image_text"]

    @model_validator(mode="after")
    def _has_a_trigger(self) -> RequiredRule:
        if not (self.when or self.file):
            raise ValueError("give when or file")
        return self


class StyleRule(RuleModel):
    """Limits of how a post may be written; each that is given counts."""

    max_capitals: Annotated[float, Field(ge=0, lt=1)] | None = None
    min_letters: Annotated[int, Field(ge=1, le=10000)] = 20
    max_emoji: Annotated[int, Field(ge=0, le=10000)] | None = None
    max_hashtags: Annotated[int, Field(ge=0, le=10000)] | None = None
    max_mentions: Annotated[int, Field(ge=0, le=10000)] | None = None
    max_length: Annotated[int, Field(ge=1, le=200000)] | None = None
    max_repeats: Annotated[int, Field(ge=1, le=900)] | None = None
    fields: Annotated[list[TextField], Field(min_length=1)] = ["text"]

    @model_validator(mode="after")
    def _has_a_limit(self) -> StyleRule:
        if all(getattr(self, name) is None for name in STYLE_LIMITS):
            raise ValueError(f"give at least one of {', '.join(STYLE_LIMITS)}")
        return self


#: The keys of a ``style`` rule that are limits.
STYLE_LIMITS = ("max_capitals", "max_emoji", "max_hashtags", "max_mentions", "max_length", "max_repeats")


class NudityRule(RuleModel):
    """What the nudity model saw, by label and score. ``rated: false`` is for what it is not sure enough of to rate."""

    labels: Annotated[list[Word], Field(min_length=1)]
    min_score: Annotated[float, Field(gt=0, le=1)] = 0.5
    rated: bool = True


class Agreement(Strict):
    """What the nudity model must have seen as well, by label and score."""

    labels: Annotated[list[Word], Field(min_length=1)]
    min_score: Annotated[float, Field(gt=0, le=1)] = 0.3


class ImageClassRule(RuleModel):
    """What a classifier said of the whole picture: ``min_score`` is held against the sum of the classes named."""

    model: Word = "opinion"
    labels: Annotated[list[Word], Field(min_length=1)]
    min_score: Annotated[float, Field(gt=0, le=1)] = 0.5
    rated: bool = True
    agrees: Agreement | None = None


class ImageMatchRule(RuleModel):
    """Known pictures by PDQ hash; ``distance`` is how many of its 256 bits may differ."""

    hashes: list[Word] = []
    file: Word | None = None
    distance: Annotated[int, Field(ge=0, le=64)] = 31
    min_quality: Annotated[float, Field(ge=0, le=1)] = 0.5

    @model_validator(mode="after")
    def _names_pictures(self) -> ImageMatchRule:
        if not (self.hashes or self.file):
            raise ValueError("give hashes or file")
        return self


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
    "secret": SecretRule,
    "required": RequiredRule, "style": StyleRule,
    "image.nudity": NudityRule, "image.text": ImageTextRule, "image.class": ImageClassRule,
    "image.match": ImageMatchRule,
}

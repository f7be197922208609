"""The plain values of a policy file: ids, sentences, words of the ladder. Strict, with no silent conversion."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from saring.domain import DIMENSIONS, Action, Rating

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


def iso_date(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) else value


def _instant(value: Any) -> Any:
    """ISO 8601 with a time zone: a wall clock alone means another instant in Jayapura than in Jakarta."""
    if not isinstance(value, str):
        return value
    try:
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise ValueError(_INSTANT) from None
    if instant.tzinfo is None:
        raise ValueError(_INSTANT)
    return instant


_INSTANT = "write a date, a time and a zone, such as 2026-12-01T08:00+07:00 (or Z for UTC)"


def _version(value: Any) -> Any:
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


Texts = Annotated[dict[Locale, Sentence], BeforeValidator(_texts), Field(min_length=1)]
Instant = Annotated[datetime, BeforeValidator(_instant)]
ActionWord = Annotated[Action, BeforeValidator(_action)]
RatingWord = Annotated[Rating, BeforeValidator(_rating)]
Dimension = Annotated[str, AfterValidator(_dimension)]
Version = Annotated[str, BeforeValidator(_version), StringConstraints(pattern=r"^[0-9A-Za-z][0-9A-Za-z.]{0,30}$")]


class Strict(BaseModel):
    """No unknown keys, no silent conversions, no changes afterwards."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

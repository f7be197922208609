"""Reading a JSON body: strict, bounded, and silent about what it holds."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, TypeVar

from flask import request
from pydantic import BaseModel, ConfigDict, ValidationError

from saring.web.errors import ApiError

_SURROGATE = re.compile("[\ud800-\udfff]")
#: Deeper than any message of the protocol.
_DEPTH = 12


class Message(BaseModel):
    """A message of the protocol: no field beyond those named, no value of another type."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True)


_Model = TypeVar("_Model", bound=Message)


def read(model: type[_Model]) -> _Model:
    """The request's body as ``model``. Raises ``ApiError``: bad_request with a pointer, too_large for long lists."""
    try:
        return model.model_validate(_clean(_parse(request.get_data())))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
    if first["type"] in ("too_long", "string_too_long"):
        raise ApiError("too_large", where=_pointer(first["loc"]))
    if first["type"] == "extra_forbidden":
        # The unknown name itself is the sender's text, so the pointer ends at the object that has it.
        raise ApiError("bad_request", "There is a field that this protocol doesn't know.", _pointer(first["loc"][:-1]))
    if first["type"] == "missing":
        raise ApiError("bad_request", "A field is missing.", _pointer(first["loc"]))
    raise ApiError("bad_request", "A value has the wrong type or is out of range.", _pointer(first["loc"]))


def _parse(data: bytes) -> Any:
    try:
        return json.loads(data.decode("utf-8"), object_pairs_hook=_once, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise ApiError("bad_request", "The body is not well-formed JSON in UTF-8.") from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError
    return found


def _no_constant(_: str) -> None:
    raise ValueError


def _clean(value: Any, depth: int = 0) -> Any:
    """Lone surrogates become U+FFFD, one for one, so that positions stay what they were."""
    if depth > _DEPTH:
        raise ApiError("bad_request", "The body is nested too deeply.")
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, list):
        return [_clean(item, depth + 1) for item in value]
    if isinstance(value, dict):
        return {_clean(key, depth + 1): _clean(item, depth + 1) for key, item in value.items()}
    return value


def _pointer(place: Sequence[str | int]) -> str:
    return "".join(f"/{step}" for step in place)

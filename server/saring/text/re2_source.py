r"""Makes an admin's RE2 pattern mean the same in every script.

RE2's ``\w``, ``\d`` and ``\b`` know ASCII only, so a blocklist in Cyrillic or Arabic would silently never match.
``\w``, ``\d``, ``\s`` and their opposites become Unicode classes. ``\b`` has no such class and RE2 has no look-around;
so for text beyond ASCII the text gets a :data:`MARK` at each word boundary (:func:`mark_boundaries`), ``\b`` becomes
that mark, and every other atom may step over one. The result is still a plain, linear RE2 pattern.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

import re2  # type: ignore[import-untyped]

#: A noncharacter that no text may hold; stands at each word boundary of a marked text.
MARK = "\ufdd0"
_WORD = r"\p{L}\p{M}\p{N}_"
_SPACE = r"\s\p{Z}"
_CLASSES = {"w": _WORD, "d": r"\p{Nd}", "s": _SPACE}
_REFUSED = {
    "B": r"\B is not offered.", "C": r"\C matches half a character.",
}
_TOKEN = re.compile(
    r"""(?P<quote>\\Q.*?(?:\\E|\Z))
    | (?P<prop>\\[pP](?:\{\^?\w+\}|\w))
    | (?P<hex>\\x(?:\{[0-9A-Fa-f]+\}|[0-9A-Fa-f]{2}))
    | (?P<octal>\\[0-7]{1,3})
    | (?P<escape>\\.)
    | (?P<open>\((?:\?(?:P?<\w+>|[imsU-]*[:)]))?)
    | (?P<close>\))
    | (?P<set>\[)
    | (?P<repeat>[*+?]\??|\{\d+(?:,\d*)?\}\??)
    | (?P<bar>\|)
    | (?P<anchor>[\^$])
    | (?P<dot>\.)
    | (?P<plain>.)""",
    re.VERBOSE | re.DOTALL)
_SET_ITEM = re.compile(r"(\[:\^?\w+:\])|(\\[pP](?:\{\^?\w+\}|\w))|(\\x\{[0-9A-Fa-f]+\})|(\\.)|(.)", re.DOTALL)


class PatternError(ValueError):
    """A pattern that is refused. ``position`` counts code points from 0 (-1: not known)."""

    def __init__(self, message: str, position: int = -1) -> None:
        where = f" at character {position + 1}" if position >= 0 else ""
        super().__init__(f"{message.rstrip('.')}{where}.")
        self.position = position


@dataclass(frozen=True, slots=True)
class PatternSource:
    r"""``plain`` is for ASCII text and for patterns without ``\b``; ``marked`` (else empty) for marked text."""

    plain: str
    marked: str


def mark_boundaries(text: str) -> tuple[str, list[int]]:
    """The text with a :data:`MARK` at each Unicode word boundary, and each position's place in the original."""
    marked: list[str] = []
    offsets: list[int] = []
    inside = False
    for position, char in enumerate(text):
        word = char == "_" or unicodedata.category(char)[0] in "LMN"
        if word is not inside:
            marked.append(MARK)
            offsets.append(position)
            inside = word
        marked.append("\ufffd" if char == MARK else char)
        offsets.append(position)
    if inside:
        marked.append(MARK)
        offsets.append(len(text))
    offsets.append(len(text))
    return "".join(marked), offsets


def compile_re2(source: str, ignore_case: bool) -> re2._Regexp:
    """Compile for searching. RE2 would print a faulty pattern to stderr; that is turned off."""
    options = re2.Options()
    options.log_errors = False
    options.case_sensitive = not ignore_case
    return re2.compile(source, options)


def read_pattern(pattern: str) -> PatternSource:
    """Check and expand an admin's pattern. Raises :class:`PatternError` with the reason and the place."""
    plain = _Writer("", pattern)
    plain.write()
    marked = _Writer(MARK, pattern) if plain.bounded else None
    if marked:
        marked.write()
    source = PatternSource("".join(plain.out), "".join(marked.out) if marked else "")
    if _compiled(source.plain).search("") or _matches_nothing(_compiled(source.plain)):
        raise PatternError("the pattern also matches nothing at all, so it would object to every draft")
    if source.marked:
        _compiled(source.marked)
    return source


def _compiled(source: str) -> re2._Regexp:
    try:
        return compile_re2(source, True)
    except re2.error as error:
        raise PatternError(_reason(error)) from None
    except UnicodeEncodeError:
        raise PatternError("half a character (a lone surrogate) cannot be matched") from None


def _matches_nothing(compiled: re2._Regexp) -> bool:
    return any(found.start() == found.end() for found in compiled.finditer("a b\n1-_"))


def _reason(error: re2.error) -> str:
    text = error.args[0].decode("utf-8", "replace") if isinstance(error.args[0], bytes) else str(error.args[0])
    if "invalid perl operator" in text or "invalid escape sequence: \\1" in text:
        return f"RE2 has no look-around and no back-references ({text})"
    return f"RE2 refuses it ({text})"


class _Writer:
    """Rewrites a pattern atom by atom. With a mark, every atom may step over one mark before it."""

    def __init__(self, mark: str, pattern: str) -> None:
        self.mark, self.pattern, self.position = mark, pattern, 0
        self.out: list[str] = []
        self.bounded = False
        self.dot_all = [False]

    def write(self) -> None:
        while self.position < len(self.pattern):
            token = _TOKEN.match(self.pattern, self.position)
            assert token is not None and token.lastgroup is not None  # the last branch takes any character
            self.position = token.end()
            getattr(self, f"_{token.lastgroup}")(token.group())

    def atom(self, text: str) -> None:
        self.out.append(f"(?:{self.mark}?{text})" if self.mark else text)

    def _quote(self, text: str) -> None:
        for char in text[2:].removesuffix("\\E"):
            self.atom(re2.escape(char))

    def _prop(self, text: str) -> None:
        negated = text[1] == "P" or "{^" in text
        self.atom(f"[^{_positive(text)}{self.mark}]" if negated else text)

    def _plain(self, text: str) -> None:
        self.atom(text)

    _hex = _octal = _plain

    def _escape(self, text: str) -> None:
        name = text[1]
        if name in _REFUSED:
            raise PatternError(_REFUSED[name], self.position - 2)
        if name == "b":
            self.bounded = True
            self.out.append(self.mark or text)
        elif name.lower() in _CLASSES:
            negation = "^" if name.isupper() else ""
            self.atom(f"[{negation}{_CLASSES[name.lower()]}{self.mark if negation else ''}]")
        elif name in "Az":
            self.out.append(f"{self.mark}?{text}" if self.mark and name == "z" else text)
        else:
            self.atom(text)

    def _open(self, text: str) -> None:
        flags = text[2:-1] if text.startswith("(?") and "<" not in text else ""
        on, _, off = flags.partition("-")
        state = (self.dot_all[-1] or "s" in on) and "s" not in off
        if text.endswith(")"):
            self.dot_all[-1] = state
        else:
            self.dot_all.append(state)
        self.out.append(text)

    def _close(self, text: str) -> None:
        if len(self.dot_all) > 1:
            self.dot_all.pop()
        self.out.append(text)

    def _repeat(self, text: str) -> None:
        self.out.append(text)

    _bar = _repeat

    def _anchor(self, text: str) -> None:
        self.out.append(f"{self.mark}?{text}" if self.mark and text == "$" else text)

    def _dot(self, text: str) -> None:
        if not self.mark:
            self.out.append(text)
        else:
            self.atom(f"[^{self.mark}]" if self.dot_all[-1] else rf"[^\n{self.mark}]")

    def _set(self, text: str) -> None:
        begin = self.position - 1
        parts = ["["]
        if self.pattern.startswith("^", self.position):
            self.position += 1
            parts.append(f"^{self.mark}")
        first = True
        while self.position < len(self.pattern) and (first or self.pattern[self.position] != "]"):
            parts.append(self._set_item())
            first = False
        if self.position >= len(self.pattern):
            raise PatternError("this [ is never closed", begin)
        self.position += 1
        self.atom("".join(parts) + "]")

    def _set_item(self) -> str:
        item = _SET_ITEM.match(self.pattern, self.position)
        assert item is not None  # the last branch takes any character
        text, begin = item.group(), self.position
        self.position = item.end()
        if text.startswith(("\\P", "[:^")) or text in ("\\W", "\\D", "\\S"):
            raise PatternError(f"the opposite class {text} cannot stand inside [ ]; use [^…] or (?s:.)", begin)
        if text in ("\\b", "\\B"):
            raise PatternError(f"{text} means nothing inside [ ]", begin)
        if len(text) == 2 and text[1] in _CLASSES:
            return _CLASSES[text[1]]
        return re2.escape(text) if text == "[" else text


def _positive(prop: str) -> str:
    return "\\p" + prop[2:].replace("{^", "{")

"""Filter patterns of CloudWatch Logs for events in JSON: `{ ($.a = "x*" || $.b.c != 1) && $.d EXISTS }`."""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Callable, Mapping
from typing import Any

Matcher = Callable[[Any], bool]

_TOKEN = re.compile(
    r"""\s*(?:(?P<symbol>&&|\|\||!=|=|[(){}])|(?P<selector>\$(?:\.[\w-]+|\[\d+\])+)"""
    r"""|(?P<text>"(?:[^"\\]|\\.)*")|(?P<word>[\w.*:/-]+))"""
)
_STEP = re.compile(r"\.([\w-]+)|\[(\d+)\]")
_MISSING = object()


class PatternError(ValueError):
    """A pattern that is wrong, or of a kind that the local cloud does not know."""


def compile_pattern(pattern: str) -> Matcher:
    """A function that tells whether an event, as it came from JSON, matches."""
    return _Parser(pattern).parse()


def value_at(event: Any, selector: str) -> Any:
    """The value at `$.a.b[0]`, None where there is none."""
    found = _at(event, selector)
    return None if found is _MISSING else found


class _Parser:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._tokens = self._tokenize()
        self._next = 0

    def parse(self) -> Matcher:
        self._expect("{")
        matcher = self._any_of()
        self._expect("}")
        if self._next < len(self._tokens):
            raise self._error("nothing after }")
        return matcher

    def _tokenize(self) -> list[tuple[str, str]]:
        tokens, at, text = [], 0, self._pattern.rstrip()
        while at < len(text):
            match = _TOKEN.match(text, at)
            if match is None or match.lastgroup is None:
                raise PatternError(f"filter pattern {self._pattern!r}: not known to the local cloud from {text[at:]!r}")
            tokens.append((match.lastgroup, match[match.lastgroup]))
            at = match.end()
        return tokens

    def _any_of(self) -> Matcher:
        parts = [self._all_of()]
        while self._takes("||"):
            parts.append(self._all_of())
        return lambda event: any(part(event) for part in parts)

    def _all_of(self) -> Matcher:
        parts = [self._one()]
        while self._takes("&&"):
            parts.append(self._one())
        return lambda event: all(part(event) for part in parts)

    def _one(self) -> Matcher:
        if self._takes("("):
            inner = self._any_of()
            self._expect(")")
            return inner
        return self._comparison(self._take("selector", "a selector such as $.errorCode"))

    def _comparison(self, selector: str) -> Matcher:
        if self._takes("NOT"):
            self._expect("EXISTS")
            return lambda event: _at(event, selector) is _MISSING
        if self._takes("EXISTS"):
            return lambda event: _at(event, selector) is not _MISSING
        if self._takes("="):
            equals = self._value()
            return lambda event: equals(_at(event, selector))
        if self._takes("!="):
            differs = self._value()
            return lambda event: not differs(_at(event, selector))
        raise self._error("=, !=, EXISTS or NOT EXISTS")

    def _value(self) -> Matcher:
        kind, token = self._tokens[self._next] if self._next < len(self._tokens) else ("", "")
        if kind not in ("text", "word"):
            raise self._error("a text or a number")
        self._next += 1
        text = json.loads(token) if kind == "text" else token
        if kind == "word" and _number(text) is not None:
            return lambda found: _number(found) == _number(text)
        pattern = re.compile(fnmatch.translate(re.sub(r"[\[?]", r"[\g<0>]", text)))
        return lambda found: isinstance(found, (str, int, float)) and bool(pattern.match(_as_text(found)))

    def _takes(self, token: str) -> bool:
        is_next = self._next < len(self._tokens) and self._tokens[self._next][1] == token
        self._next += is_next
        return is_next

    def _take(self, kind: str, wanted: str) -> str:
        if self._next >= len(self._tokens) or self._tokens[self._next][0] != kind:
            raise self._error(wanted)
        self._next += 1
        return self._tokens[self._next - 1][1]

    def _expect(self, token: str) -> None:
        if not self._takes(token):
            raise self._error(token)

    def _error(self, wanted: str) -> PatternError:
        got = self._tokens[self._next][1] if self._next < len(self._tokens) else "its end"
        return PatternError(f"filter pattern {self._pattern!r}: got {got}, wanted {wanted}")


def _at(event: Any, selector: str) -> Any:
    found = event
    for name, index in _STEP.findall(selector):
        if name and isinstance(found, Mapping) and name in found:
            found = found[name]
        elif index and isinstance(found, list) and int(index) < len(found):
            found = found[int(index)]
        else:
            return _MISSING
    return found


def _number(value: Any) -> float | None:
    if isinstance(value, bool):
        return None
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _as_text(value: str | float) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)

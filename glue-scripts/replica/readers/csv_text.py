"""The text of a CSV object as rows: whatever its encoding, line ends, quotes and first lines.

One reader for the header and the rows. A row is one line, or more where a quoted cell has line breaks; a line that cannot be split
is a row of its own and costs no other.
"""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_HEAD = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNDECODABLE = "\ufffd"
_QUOTE = '"'
_LONGEST_CELL_LINES = 1000
csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class TextRow:
    """`line` counts from 1, where the row begins. `cells` is null where the row cannot be split."""

    line: int
    text: str
    cells: list[str] | None


def rows_of(file: Path, encoding: str, delimiter: str) -> Iterator[TextRow]:
    """The rows of a file that are not blank, without a leading `sep=` line.

    Raises LookupError for an encoding that nobody knows.
    """
    with file.open(encoding=_encoding_of(file, encoding), errors="replace", newline=None) as source:
        lines = _Lines(source)
        for number, line in lines:
            text = line.removesuffix("\n")
            if not text.strip() or (number == 1 and text.strip().lower().startswith("sep=")):
                continue
            yield _row(number, text, line.endswith("\n"), lines, delimiter)


def _row(number: int, text: str, is_ended: bool, lines: _Lines, delimiter: str) -> TextRow:
    if _UNDECODABLE in text or not is_ended:
        # without a line end the last cell may have been cut, and nobody could tell
        return TextRow(number, text, None)
    if _QUOTE not in text:
        return TextRow(number, text, text.split(delimiter))
    whole, read = text, 0
    while (cells := _split(whole, delimiter)) is None and read < _LONGEST_CELL_LINES:
        following = lines.peek(read)
        if following is None:
            break
        whole, read = f"{whole}\n{following.removesuffix(chr(10))}", read + 1
    if cells is None or _UNDECODABLE in whole:
        return TextRow(number, text, None)
    lines.skip(read)
    return TextRow(number, whole, cells)


def _split(text: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _encoding_of(file: Path, declared: str) -> str:
    """What the first bytes prove, else what the view declares."""
    with file.open("rb") as source:
        head = source.read(_HEAD)
    for bom, name in _BOMS:
        if head.startswith(bom):
            return name
    nuls = head.count(0)
    if nuls * 5 > len(head):
        # plain letters in UTF-16 have a NUL in each second byte
        return "utf-16-le" if head[1::2].count(0) > head[0::2].count(0) else "utf-16-be"
    return declared


class _Lines:
    """Numbered lines of a text, with a look ahead."""

    def __init__(self, source: Iterator[str]) -> None:
        self._source, self._ahead, self._number = source, list[str](), 0

    def __iter__(self) -> Iterator[tuple[int, str]]:
        while (line := self.peek(0)) is not None:
            self.skip(1)
            yield self._number, line

    def peek(self, index: int) -> str | None:
        while len(self._ahead) <= index:
            line = next(self._source, None)
            if line is None:
                return None
            self._ahead.append(line)
        return self._ahead[index]

    def skip(self, count: int) -> None:
        del self._ahead[:count]
        self._number += count

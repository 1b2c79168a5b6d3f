"""The text of a CSV object as rows: whatever its encoding, line ends, quotes and first lines.

One reader for the header and the rows. A row is one line, or more where a quoted cell has line breaks; a line that cannot be split
is a row of its own and costs no other.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

_HEAD = 4096
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNDECODABLE = "\ufffd"
_QUOTE = '"'
_SEPARATOR = re.compile(r'\ufeff?"?sep=(.)"?\s*', re.IGNORECASE)
_LONGEST_CELL_LINES = 1000
csv.field_size_limit(1 << 30)


@dataclass(frozen=True)
class TextRow:
    """`line` counts from 1, where the row begins. `cells` is null where the row cannot be split."""

    line: int
    text: str
    cells: list[str] | None


def rows_of(file: Path, encoding: str, delimiter: str, header_line: int | None = None) -> Iterator[TextRow]:
    """The rows of a file that are not blank. The first one says how many cells a row has; a line `sep=` before it, the delimiter.

    With `header_line` that line is the first row, whatever it holds, and those before it are none. Raises LookupError for an encoding that
    nobody knows.
    """
    width: int | None = None
    with file.open(encoding=_encoding_of(file, encoding), errors="replace", newline="") as source:
        lines = _Lines(source)
        for number, line in lines:
            is_before = header_line is not None and number < header_line
            if number != header_line and not line.strip("\ufeff \t\r\n"):
                continue
            if width is None and number != header_line and (separator := _SEPARATOR.fullmatch(line)):
                delimiter = separator[1]
                continue
            if is_before:
                continue
            row = _row(number, line, lines, delimiter, width)
            width = width or len(row.cells or [])
            yield row


def _row(number: int, line: str, lines: _Lines, delimiter: str, width: int | None) -> TextRow:
    text = line.rstrip("\r\n")
    if _UNDECODABLE in text or text == line:
        # without a line end the last cell may have been cut, and nobody could tell
        return TextRow(number, text, None)
    if _QUOTE not in text:
        return TextRow(number, text, text.split(delimiter))
    return _quoted(number, line, lines, delimiter, width)


def _quoted(number: int, line: str, lines: _Lines, delimiter: str, width: int | None) -> TextRow:
    """The row that begins with `line` and goes on while a quote is open; the line alone where that leads to no such row."""
    alone = TextRow(number, line.rstrip("\r\n"), None)
    reader = csv.reader(chain([line], lines.ahead(_LONGEST_CELL_LINES)), delimiter=delimiter, strict=True)
    try:
        cells = next(reader)
    except (csv.Error, StopIteration):
        return alone
    more = reader.line_num - 1
    whole = line + "".join(lines.ahead(more))
    if (
        _UNDECODABLE in whole
        or not whole.endswith(("\r", "\n"))
        or (more and width not in (None, len(cells), len(cells) - 1))
    ):
        return alone
    lines.skip(more)
    return TextRow(number, whole.rstrip("\r\n"), cells)


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

    def ahead(self, count: int) -> Iterator[str]:
        """The next lines, which are still to come."""
        for index in range(count):
            line = self.peek(index)
            if line is None:
                return
            yield line

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

"""CSV files of one content in many forms, and texts that some program would take for more than a text."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

from corpus.seeded.made import Made, iso, minutes, word

_ENCODINGS = {
    "UTF-8": ["utf-8", "utf-8-sig"],
    "ISO-8859-1": ["latin-1"],
    "UTF-16": ["utf-16"],
    "windows-1252": ["cp1252"],
}
_BEGINNINGS = ["=", "+", "-", "@", "<script>", "{{", "${", "%s", "\\x00", "'; --", "NULL", "None", "nan", "1e999"]
_NOTES = ["plain", "a{0}b", 'say "go"', "two\nlines", "end{0}", "Ünïcödé ß"]


def cases(random: Random) -> Iterator[Made]:
    for number in range(1, 5):
        yield Made("14-text-forms", f"r-form-{number}", _form(random))
    yield Made("24-hostile-text", "r-texts", _texts(random))


def _form(random: Random) -> dict[str, Any]:
    delimiter = random.choice([",", ";", "\t"])
    encoding = random.choice(sorted(_ENCODINGS))
    written = random.choice(_ENCODINGS[encoding])
    attribute = _ascii(word(random)) if written in ("latin-1", "cp1252") else word(random)
    columns = ["Id", "Name", "TimeStamp", attribute, "Note", "PIIntShapeID"]
    random.shuffle(columns)
    rows, right = [], []
    for number, time in enumerate(minutes(6)):
        note, value = random.choice(_NOTES).format(delimiter), random.randint(-999, 999) / 8
        shown = {"Id": str(number), "Name": "P-1", "TimeStamp": str(time), attribute: str(value), "Note": note}
        rows.append([shown.get(column, "1") for column in columns])
        right.append({"attribute": attribute, "time": iso(time), "value": value, "unit": "m"})
        right.append({"attribute": "Note", "time": iso(time), "text": note, "unit": None})
    line_end = random.choice(["\r\n", "\n"])
    lines = [_line(random, cells, delimiter) for cells in [columns, *rows]]
    blanks = [line + (line_end if random.random() < 0.2 else "") for line in lines]
    own = [{"name": attribute, "unit": "m"}, {"name": "Note", "type": "String", "step": True}]
    return {
        "about": "A CSV file of a made-up delimiter, encoding, quoting, order of columns and line end",
        "view": {"columns": own, "delimiter": delimiter, "encoding": encoding},
        "given": [{"raw": line_end.join(blanks) + line_end, "encoding": written}],
        "expected": {"readings": right},
    }


def _line(random: Random, cells: list[str], delimiter: str) -> str:
    return delimiter.join(
        _quoted(cell) if _must_quote(cell, delimiter) or random.random() < 0.3 else cell for cell in cells
    )


def _must_quote(cell: str, delimiter: str) -> bool:
    return any(sign in cell for sign in (delimiter, '"', "\n", "\r")) or cell != cell.strip()


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


def _ascii(name: str) -> str:
    return "".join(letter for letter in name if ord(letter) < 256)


def _texts(random: Random) -> dict[str, Any]:
    """One text is of 20 kB."""
    texts = [beginning + str(random.randint(0, 99)) for beginning in _BEGINNINGS]
    texts.append("".join(random.choice("abcdefghij äöü流量") for _ in range(20_000)) + ".")
    rows, right = [], []
    for time, text in zip(minutes(len(texts)), texts, strict=True):
        rows.append({"attribute": "Note", "timestamp": iso(time), "value": text})
        right.append({"time": iso(time), "text": text, "unit": None})
    tags = [{"attribute": "Note", "type": "String", "step": "true"}]
    about = "Texts that a program might run, and one of 20 kB"
    return {"about": about, "tags": tags, "given": [{"rows": rows}], "expected": {"readings": right}}

"""Classifiers of an object's content: a custom one first, then Glue's own."""

from __future__ import annotations

from collections.abc import Iterator

from standin.glue.crawl.content import Content
from standin.glue.crawl.csv_text import BUILT_IN, CsvRule, read_csv
from standin.glue.crawl.json_text import read_json
from standin.glue.crawl.objects import Found
from standin.glue.crawl.parquet import Reader

# Glue reads the beginning of a text, too: what only stands later does not change a column's type.
_BEGINNING_BYTES = 1024 * 1024


def content_of(reader: Reader, found: Found, rules: tuple[CsvRule, ...]) -> Content | None:
    """None where no classifier knows it."""
    parquet = reader.content(found)
    if parquet is not None:
        return parquet
    text, share = _beginning(reader, found)
    if text is None:
        return None
    first = next((content for content in _known(text, rules) if content), None)
    return first and Content(first.form, first.columns, int(first.rows / share), first.parameters)


def _known(text: str, rules: tuple[CsvRule, ...]) -> Iterator[Content | None]:
    """What each classifier makes of it."""
    yield from (read_csv(text, rule) for rule in rules)
    yield read_json(text)
    yield from (read_csv(text, rule) for rule in BUILT_IN)


def _beginning(reader: Reader, found: Found) -> tuple[str | None, float]:
    """Whole lines from the start, None where they are not UTF-8 text, and which part of the object they are."""
    answer = reader.s3.get_object(Bucket=found.bucket, Key=found.key, Range=f"bytes=0-{_BEGINNING_BYTES - 1}")
    body: bytes = answer["Body"].read()
    if len(body) < found.size:
        body = body[: body.rfind(b"\n") + 1]
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None, 1
    return (text, len(body) / found.size) if text and "\0" not in text else (None, 1)

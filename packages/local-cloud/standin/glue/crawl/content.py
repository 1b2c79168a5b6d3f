"""A classifier's answer on an object's content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from standin.glue.crawl.columns import Columns


@dataclass(frozen=True)
class Content:
    """`form` is Glue's classification; objects of one table share it and its `parameters`."""

    form: str
    columns: Columns
    rows: int
    parameters: Mapping[str, str] = field(default_factory=dict)

"""Small tables on disk, written as the jobs write them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from few_rows import FewRows


@pytest.fixture
def few(tmp_path: Path) -> Iterator[FewRows]:
    with FewRows(tmp_path) as rows:
        yield rows

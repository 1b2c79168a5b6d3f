"""Which code made a set of data: a set that other code made is not the same set."""

from __future__ import annotations

import hashlib
from importlib.resources import files


def version() -> str:
    """Eight digits of a hash of this folder's files."""
    made_by = sorted((file for file in files("bench.data").iterdir() if file.is_file()), key=lambda file: file.name)
    return hashlib.sha256(b"".join(file.read_bytes() for file in made_by)).hexdigest()[:8]

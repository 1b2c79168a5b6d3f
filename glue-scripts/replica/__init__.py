"""The replica store's rules and tasks: from bronze objects to readings that can be trusted, and from those to grids."""

from __future__ import annotations

import hashlib
from importlib.resources import files
from importlib.resources.abc import Traversable


def rule_version(replica: Traversable, contract: Traversable) -> str:
    """Made of the rules of silver and gold and of the tables that they join: it moves when any does, and nobody has to think of it."""
    folders = (replica / "rules", replica / "gold" / "sql")
    rules = [each for folder in folders for each in folder.iterdir() if each.name.endswith((".sql", ".py"))]
    tables = [contract / name for name in ("limits.csv", "reasons.csv", "states.csv", "types.csv", "units.csv")]
    digest = hashlib.sha256()
    for each in [*sorted(rules, key=lambda rule: rule.name), *tables]:
        digest.update(each.name.encode() + b"\0" + each.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


RULE_VERSION = rule_version(files("replica"), files("contract"))
"""Version of the rules; every row that they judge names it."""

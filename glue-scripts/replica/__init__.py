"""The replica store's rules: from bronze objects to readings that can be trusted, and from those to grids."""

from __future__ import annotations

RULE_VERSION = "1"
"""Version of the rules in this package and its data files; every row that they judge names it."""

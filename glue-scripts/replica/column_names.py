"""Names of gold's columns: what a data scientist can type, made from what the plant calls its attributes."""

from __future__ import annotations

import re


def column_names(attributes: list[str]) -> dict[str, str]:
    """Column by attribute, in the order of the attributes' names; a clash takes the next free number from 2."""
    taken: dict[str, str] = {}
    for attribute in sorted(attributes):
        plain = re.sub(r"[^a-z0-9]+", "_", attribute.lower()).strip("_") or "attribute"
        name, number = plain, 2
        while name in taken.values() or name in ("asset", "time"):
            name, number = f"{plain}_{number}", number + 1
        taken[attribute] = name
    return taken

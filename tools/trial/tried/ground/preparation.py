"""Means of the owner to make the ground of one identity's trial, and to clear it away."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass

from tried.clients import Clients
from tried.plan import Identity, Plan


@dataclass(frozen=True)
class Preparation:
    owner: Clients
    plan: Plan
    identity: Identity
    cleanup: ExitStack
    """Runs, last first, whatever was given to it."""

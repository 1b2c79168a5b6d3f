"""A refusal that PI Web API says in its answer's body."""

from __future__ import annotations


class ApiError(Exception):
    """`status` and what stands under `Errors`."""

    def __init__(self, status: int, *errors: str) -> None:
        super().__init__(f"{status}: {'; '.join(errors)}")
        self.status = status
        self.errors = list(errors)

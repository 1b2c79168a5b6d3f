"""The folder in which a run's tasks hand things to each other."""

from __future__ import annotations

from dataclasses import dataclass

from replica.store.objects import Objects
from replica.store.places import objects_at


@dataclass(frozen=True)
class Exchange:
    """`at` is a URI without a closing slash that every task reaches, `folder` the run's own below it."""

    at: str
    folder: str

    @property
    def objects(self) -> Objects:
        """Those of `at`."""
        return objects_at(self.at)

    def close(self) -> None:
        """Nothing of a run's exchange outlives the run."""
        objects = self.objects
        objects.delete([each.name for each in objects.listed(f"{self.folder}/")])

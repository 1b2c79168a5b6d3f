"""How many rows a set of data has, of which kinds, and over what time: whole numbers, so that a test can count them."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd

ASSETS = 10
ATTRIBUTES = 20
TAGS = ASSETS * ATTRIBUTES
GAP = 53
"""Of so many slots of the grid tag x step one is empty: what arrives late goes there."""
_YEAR_S = 31_000_000
_GOLDEN = 0.618033988749895


@dataclass(frozen=True)
class Shape:
    """A set of long readings. `rows` counts repeats too; `step_s` lies between two readings of a tag."""

    rows: int
    seed: int
    step_s: int = 1
    object_rows: int = 500_000
    manifests: bool = True

    @property
    def duplicates(self) -> int:
        """Rows that repeat another one in every cell."""
        return self.rows // 100

    @property
    def readings(self) -> int:
        """Rows that repeat none."""
        return self.rows - self.duplicates

    @property
    def states(self) -> int:
        """Readings that show a system state in place of a number."""
        return self.readings * 15 // 1000

    @property
    def repeated_states(self) -> int:
        """Duplicates that show a state: as many of a hundred as of the readings."""
        return self.duplicates * 15 // 1000

    @property
    def gaps(self) -> int:
        """Empty slots between the first and the last reading."""
        return (self.readings - 1) // (GAP - 1)

    @property
    def objects(self) -> int:
        """Files of long readings."""
        return -(-self.readings // self.readings_per_object)

    @property
    def readings_per_object(self) -> int:
        """The rest of an object's rows are repeats."""
        return max(1, self.object_rows - self.object_rows // 100)

    @property
    def stride(self) -> int:
        """`number * stride % readings` goes once through all readings, in an order that looks like none."""
        stride = max(1, int(self.readings * _GOLDEN))
        while gcd(stride, self.readings) != 1:
            stride += 1
        return stride

    @property
    def grid_s(self) -> int:
        """Step of the dataset's grid: ten readings to a cell."""
        return 10 * self.step_s

    @property
    def name(self) -> str:
        """A folder's name; no two shapes share one."""
        manifests = "" if self.manifests else "-no-manifests"
        return f"{self.rows}-rows-seed-{self.seed}-step-{self.step_s}-object-{self.object_rows}{manifests}"


def over_a_year(rows: int, seed: int) -> Shape:
    """The same number of readings, thin over about a year."""
    return Shape(rows, seed, step_s=max(1, _YEAR_S * TAGS // rows))

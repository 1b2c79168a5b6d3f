"""Which carrier a run gets."""

from __future__ import annotations

from replica.carriers.apart import Apart
from replica.carriers.carrier import Carrier
from replica.carriers.here import Here
from replica.engine.limits import Limits
from replica.settings import Settings

CARRIERS = ("here", "apart", "spark")
_GIB = 1 << 30


def choose(
    wanted: str | None, limits: Limits, settings: Settings, size: int, *, after_end: bool
) -> tuple[Carrier, bool]:
    """The carrier of a run over `size` bytes, and whether its tasks run on several machines.

    Spark where the settings want it for so many; after a run that was ended from outside a process for each task; else this process.
    """
    name = wanted or ("spark" if size > settings.spark_from_gib * _GIB else "apart" if after_end else "here")
    if name == "spark":
        from pyspark.sql import SparkSession

        from replica.carriers.spark import OnSpark

        return OnSpark(SparkSession.builder.getOrCreate()), True
    return (Apart(limits), False) if name == "apart" else (Here(limits), False)

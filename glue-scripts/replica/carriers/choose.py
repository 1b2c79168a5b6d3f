"""Which carrier a run gets."""

from __future__ import annotations

from replica.carriers.apart import Apart
from replica.carriers.carrier import Carrier
from replica.carriers.exchange import Exchange
from replica.carriers.here import Here
from replica.engine.limits import Limits

CARRIERS = ("here", "apart", "spark")
_GIB = 1 << 30


def choose(wanted: str | None, spark_from_gib: float, size: int, *, after_end: bool = False) -> str:
    """The name of the carrier of a run over `size` bytes.

    Spark for more than `spark_from_gib`; after a run that was ended from outside a process for each task; else this process.
    """
    if wanted is not None:
        return wanted
    if size > spark_from_gib * _GIB:
        return "spark"
    return "apart" if after_end else "here"


def carrier_of(name: str, limits: Limits, shared: str, folder: str) -> tuple[Carrier, Exchange]:
    """The carrier of that name, and the exchange of its tasks: `folder` in `shared`, a URI, where they run on several machines."""
    if name == "spark":
        from replica.carriers.spark import OnSpark
        from replica.carriers.spark_session import open_spark

        exchange = Exchange(shared, folder)
        return OnSpark(open_spark(), exchange), exchange
    carrier = Apart(limits) if name == "apart" else Here(limits)
    return carrier, Exchange(limits.scratch.as_uri(), folder)

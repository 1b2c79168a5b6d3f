"""What a data archive knows of a point's configuration."""

from __future__ import annotations

from plant.webapi.api.exchange import Json
from plant.webapi.system.model import Point


def point_attributes(point: Point) -> Json:
    """What a point is configured with, by the names that a data archive gives these."""
    span = point.span or 1.0
    return {
        "tag": point.name,
        "descriptor": point.descriptor,
        "ptclassname": "classic",
        "pointtype": point.type,
        "digitalset": point.digital_set,
        "engunits": point.units,
        "zero": point.zero,
        "span": point.span,
        "typicalvalue": point.zero + point.span / 2,
        "step": int(point.is_step),
        "future": int(point.is_future),
        "excdev": point.exc_dev,
        "excdevpercent": 100 * point.exc_dev / span,
        "excmin": 0,
        "excmax": point.exc_max_s,
        "compressing": 1,
        "compdev": point.comp_dev,
        "compdevpercent": 100 * point.comp_dev / span,
        "compmin": 0,
        "compmax": point.comp_max_s,
        "scan": 1,
        "shutdown": 0,
        "archiving": 1,
        "displaydigits": -5,
    }

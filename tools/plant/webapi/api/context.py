"""What every controller answers from."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from plant.webapi.api.catalogue import Catalogue
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Request
from plant.webapi.api.limits import Limits
from plant.webapi.api.registrations import Registrations
from plant.webapi.api.time_strings import parse_time
from plant.webapi.system.clock import PlantClock

WEB_ID_TYPES = ("Full", "IDOnly")


@dataclass
class Context:
    catalogue: Catalogue
    clock: PlantClock
    limits: Limits
    base: str
    """URL of /piwebapi, as links name it."""
    zone: ZoneInfo
    """The server's own, for times that name none."""
    registrations: Registrations
    now: int = 0
    """Ticks of the request that is being answered."""

    def turn(self) -> None:
        """Bring the plant to the clock's time."""
        now = self.clock.now()
        if now == self.now:
            return
        self.now = self.catalogue.now = now
        for point in self.catalogue.points:
            point.archive.advance(now)

    def time(self, request: Request, name: str, default: str) -> int:
        return parse_time(request.first(name) or default, name, self.now, self.zone_of(request))

    def zone_of(self, request: Request) -> ZoneInfo:
        """Of times that name none: what the call says, or the server's own."""
        zone = request.first("timeZone")
        try:
            return ZoneInfo(zone) if zone else self.zone
        except (KeyError, ValueError):
            raise ApiError(400, f"The value '{zone}' is not valid for parameter 'timeZone'.") from None

    def web_id_type(self, request: Request) -> str:
        form = request.first("webIdType") or "Full"
        for known in WEB_ID_TYPES:
            if form.lower() == known.lower():
                return known
        raise ApiError(400, f"The value '{form}' is not valid for parameter 'webIdType'.")

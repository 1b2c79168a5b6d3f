"""What a test or the demo moves, beside the API: clock and faults; and what it may read, the archive's truth. Not AVEVA's."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Request, Response, answer, refusal
from plant.webapi.api.faults import Faults
from plant.webapi.api.service import Service
from plant.webapi.api.values import json_of
from plant.webapi.system.ticks import TICKS_A_SECOND, text_of, ticks_of

PREFIX = "plant/"


class Control:
    """`plant/clock`, `plant/faults`, `plant/truth/<point>`, `plant/markers`."""

    def __init__(self, service: Service, faults: Faults) -> None:
        self._service, self._faults = service, faults

    def answer(self, request: Request) -> Response:
        """GET shows, POST changes."""
        what, _, rest = request.path.removeprefix(PREFIX).partition("/")
        try:
            body = json.loads(request.body) if request.method == "POST" and request.body else {}
            return self._answered(what, rest, request.method, body)
        except (ValueError, TypeError) as error:
            return refusal(ApiError(400, str(error)))
        except ApiError as error:
            return refusal(error)

    def _answered(self, what: str, rest: str, method: str, body: dict[str, Any]) -> Response:
        match what, method:
            case "clock", "POST":
                self._move(body)
                return self._clock()
            case "clock", "GET":
                return self._clock()
            case "faults", "POST":
                self._faults.switch(body)
                return self._shown_faults()
            case "faults", "GET":
                return self._shown_faults()
            case "markers", "DELETE":
                self._service.forget_registrations()
                return answer({})
            case "truth", "GET":
                return self._truth(rest)
        raise ApiError(404, f"got {method} {PREFIX}{what}, wanted clock, faults, markers or truth/<WebID>")

    def _move(self, body: dict[str, Any]) -> None:
        clock = self._service.context.clock
        now = ticks_of(datetime.fromisoformat(body["now"])) if "now" in body else clock.now()
        now += round(float(body.get("advance_s", 0)) * TICKS_A_SECOND)
        if now < clock.now():
            raise ValueError(
                f"got {text_of(now)}, wanted a time after {text_of(clock.now())}: the clock goes forward only"
            )
        clock.set(now, float(body.get("rate", clock.rate)))

    def _clock(self) -> Response:
        clock = self._service.context.clock
        return answer({"now": text_of(clock.now()), "rate": clock.rate})

    def _shown_faults(self) -> Response:
        return answer({"one_in": self._faults.one_in, "hits": dict(self._faults.hits)})

    def _truth(self, web_id: str) -> Response:
        """Every event of a point, one a line: ticks since 1970, value, flags questionable, substituted, annotated."""
        service = self._service
        with service.lock:
            service.context.turn()
            point = service.context.catalogue.by_web_id(web_id, ["Point", "Attribute"]).point
            events = point.archive.between(0, len(point.archive)) if point else []
        lines = [json.dumps([event.ticks, json_of(event.value), *map(bool, event[2:])]) for event in events]
        return Response(200, "\n".join(lines).encode(), {"Content-Type": "application/x-ndjson"})

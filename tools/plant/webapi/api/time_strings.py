"""PI time strings: `*-1d`, `t+8h`, ISO, `1-jan-2026 12:00`."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from plant.webapi.api.errors import ApiError
from plant.webapi.system.ticks import EPOCH, TICKS_A_SECOND, ticks_of

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_STEP = re.compile(r"\s*([+-])\s*(\d+(?:\.\d+)?)\s*([a-z]+)", re.IGNORECASE)
_ISO = re.compile(
    r"(?P<day>\d{4}-\d\d-\d\d)(?:[T ](?P<hour>\d\d:\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d+))?)?)?(?P<zone>Z|[+-]\d\d:?\d\d)?"
)
_WORDS = re.compile(
    r"(?P<day>\d{1,2}-[a-z]{3}-\d{4})(?: (?P<hour>\d\d:\d\d)(?::(?P<second>\d\d)(?:\.(?P<part>\d+))?)?)?(?P<zone>)",
    re.IGNORECASE,
)
_INTERVAL = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]+)", re.IGNORECASE)


def parse_time(text: str, name: str, now: int, zone: ZoneInfo) -> int:
    """Ticks of a time string; `zone` is that of one which names none. 400 for what is no time."""
    try:
        base, rest = _base(text.strip(), now, zone)
        return _moved(base, rest)
    except (ValueError, OverflowError):
        raise ApiError(400, f"The value '{text}' is not a valid time for parameter '{name}'.") from None


def parse_interval(text: str, name: str) -> int:
    """Ticks of a duration such as `1h` or `60 seconds`; 400 for what is none or not longer than nothing."""
    match = _INTERVAL.fullmatch(text.strip())
    try:
        ticks = _ticks(match[1], match[2]) if match else 0
    except ValueError:
        ticks = 0
    if ticks < 1:
        raise ApiError(400, f"The value '{text}' is not a valid interval for parameter '{name}'.")
    return ticks


def _base(text: str, now: int, zone: ZoneInfo) -> tuple[int, str]:
    if text.startswith("*"):
        return now, text[1:]
    if text[:1].lower() in ("t", "y") and not text[1:2].isalpha():
        local = datetime.fromtimestamp(now / TICKS_A_SECOND, zone)
        day = local.replace(hour=0, minute=0, second=0, microsecond=0, fold=0)
        return ticks_of(day - timedelta(days=text[0].lower() == "y")), text[1:]
    match = _ISO.match(text) or _WORDS.match(text)
    if match is None:
        raise ValueError(text)
    return _absolute(match, zone), text[match.end() :]


def _absolute(match: re.Match[str], zone: ZoneInfo) -> int:
    day = match["day"]
    form = "%Y-%m-%d" if day[4] == "-" else "%d-%b-%Y"
    moment = datetime.strptime(f"{day} {match['hour'] or '00:00'}:{match['second'] or '00'}", f"{form} %H:%M:%S")
    part = int((match["part"] or "").ljust(7, "0")[:7])
    if match["zone"]:
        return ticks_of(datetime.strptime(f"{moment.isoformat()}{match['zone']}", "%Y-%m-%dT%H:%M:%S%z")) + part
    return ticks_of(moment.replace(tzinfo=zone)) + part


def _moved(base: int, steps: str) -> int:
    at = 0
    while steps[at:].strip():
        match = _STEP.match(steps, at)
        if match is None:
            raise ValueError(steps)
        base = _step(base, -1 if match[1] == "-" else 1, match[2], match[3].lower())
        at = match.end()
    return base


def _step(base: int, sign: int, amount: str, unit: str) -> int:
    if unit in ("mo", "month", "months", "y", "year", "years"):
        months = sign * int(amount) * (12 if unit.startswith("y") else 1)
        return _months_later(base, months)
    return base + sign * _ticks(amount, unit)


def _ticks(amount: str, unit: str) -> int:
    short = "ms" if unit.lower().startswith(("ms", "milli")) else unit[0].lower()
    if short == "ms":
        return round(float(amount) * TICKS_A_SECOND / 1000)
    if short not in _UNITS or unit.lower().startswith("mo"):
        raise ValueError(unit)
    return round(float(amount) * _UNITS[short] * TICKS_A_SECOND)


def _months_later(base: int, months: int) -> int:
    seconds, rest = divmod(base, TICKS_A_SECOND)
    moment = EPOCH + timedelta(seconds=seconds)
    year, month = divmod(moment.year * 12 + moment.month - 1 + months, 12)
    for day in (moment.day, 30, 29, 28):
        try:
            later = moment.replace(year=year, month=month + 1, day=min(day, moment.day))
        except ValueError:
            continue
        return int((later - EPOCH).total_seconds()) * TICKS_A_SECOND + rest
    raise ValueError(months)

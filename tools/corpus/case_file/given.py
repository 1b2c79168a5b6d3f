"""A case's objects as they land, one after the other, a minute apart, a day a run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from corpus.case import Given
from corpus.case_file import bodies
from corpus.case_file.settings import view_name

FIRST_DAY = datetime(2026, 6, 1, tzinfo=UTC)

_BODIES: dict[str, tuple[str, str, Callable[[dict[str, Any]], bytes]]] = {
    "text": ("pi-integrator", "csv", bodies.text_body),
    "raw": ("pi-integrator", "csv", lambda given: str(given["raw"]).encode(given.get("encoding", "utf-8"))),
    "hex": ("pi-integrator", "csv", lambda given: bytes.fromhex(given["hex"])),
    "wide": ("pi-integrator", "parquet", bodies.wide_body),
    "rows": ("sender", "parquet", bodies.readings_body),
    "tags": ("sender", "parquet", bodies.tags_body),
    "manifest": ("sender", "manifest.json", bodies.manifest_body),
    "records": ("sender", "parquet", lambda _: b""),
    "stranded": ("sender", "json", lambda _: b""),
    "refused": ("pi-integrator", "csv", lambda _: b""),
}
_KINDS = {"records": "stream", "stranded": "stranded"}
"""What does not land as an object."""
SENT = frozenset(form for form, (feeder, _, _) in _BODIES.items() if feeder == "sender")
"""What only a sender's site has."""


def given_of(slug: str, sites: dict[str, str], told: dict[str, Any]) -> tuple[Given, ...]:
    """All objects of a case, in the order of its file."""
    made: list[Given] = []
    for number, each in enumerate(told["given"], start=1):
        made.append(_given(slug, sites, number, each, made))
    return tuple(made)


def _given(slug: str, sites: dict[str, str], number: int, told: dict[str, Any], before: list[Given]) -> Given:
    if "again" in told:
        first = next(each for each in before if each.name == told["again"])
        return _again(first, number, told)
    form = next(form for form in _BODIES if form in told)
    feeder, ending, body_of = _BODIES[form]
    site = sites[told.get("site", next(iter(sites)))]
    view = "_tags" if form == "tags" else view_name(slug, told.get("view", ""))
    name = told.get("name", f"{number}.{ending}")
    folder = f"site={site}/feeder={told.get('feeder', feeder)}/view={told.get('view_name', view)}"
    key = told["key"].replace("{folder}", folder) if "key" in told else f"{folder}/{name}"
    kind = _KINDS.get(form, "object")
    return Given(
        run=told.get("run", 1),
        site=site,
        name=name,
        key=_own_key(kind, key, site, view, number),
        version={"stream": "stream", "stranded": "stranded"}.get(kind, f"v{number}"),
        landed_at=_landed(number, told),
        body=None if form == "refused" else bodies.damaged(body_of(told), told),
        kind=kind,
        refused=told.get("refused"),
        records=tuple(_record(each) for each in told[form]) if kind != "object" else (),
    )


def _record(said: str) -> bytes:
    """A record's text, or `hex:` and its bytes."""
    return bytes.fromhex(said.removeprefix("hex:")) if said.startswith("hex:") else said.encode()


def _again(first: Given, number: int, told: dict[str, Any]) -> Given:
    """The same bytes once more: under the same key as another version, or as `name`."""
    name = told.get("name", first.name)
    key = first.key.removesuffix(first.name) + name
    return Given(told.get("run", 1), first.site, name, key, f"v{number}", _landed(number, told), first.body)


def _own_key(kind: str, key: str, site: str, view: str, number: int) -> str:
    shard = "shardId-000000000000"
    if kind == "stream":
        return f"site={site}/feeder=sender/view={view}/stream/{shard}/{number}000-{number}999.parquet"
    return f"aws/lambda/{site}/{shard}/2026/06/01/{number}" if kind == "stranded" else key


def _landed(number: int, told: dict[str, Any]) -> str:
    day = FIRST_DAY + timedelta(days=told.get("run", 1) - 1, minutes=number)
    return str(told.get("landed", day.isoformat().replace("+00:00", "Z")))

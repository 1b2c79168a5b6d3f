"""Writes a site's deliveries through the airlock: puts and nothing else, with the site's own credentials."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple, TypedDict
from urllib.parse import urlsplit

import boto3
from botocore.config import Config as ClientConfig

from plant.config import Config, Site
from plant.delivery import Delivery

if TYPE_CHECKING:
    from botocore.client import BaseClient

CREDENTIALS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")


class Stored(TypedDict):
    """An object that one PUT stored; `versionId` as the answer names it."""

    key: str
    bytes: int
    rows: int
    versionId: str | None


class Target(NamedTuple):
    config: Config
    site: Site
    run: str


def landing_key(target: Target, delivery: Delivery) -> str:
    site = target.site
    return f"site={site.id}/feeder=pi-integrator/view={delivery.view}/run={target.run}/{delivery.name}"


def airlock_client(region: str, environment: Mapping[str, str]) -> BaseClient:
    """An S3 client for a loopback endpoint or AWS itself; `ValueError` for any other, or without own credentials."""
    missing = [name for name in CREDENTIALS if not environment.get(name)]
    if missing:
        raise ValueError(f"the site's own credentials must be in the environment, missing {', '.join(missing)}")
    endpoint = environment.get("AWS_ENDPOINT_URL_S3") or environment.get("AWS_ENDPOINT_URL")
    if not _is_loopback(endpoint):
        if endpoint is not None and not _is_aws(endpoint):
            raise ValueError(f"endpoint must be loopback or AWS itself, got {endpoint}")
        print("warning: this feeds real AWS, not a local stand-in", file=sys.stderr)
    style = "path" if _is_loopback(endpoint) else "auto"
    return boto3.client(
        "s3", region_name=region, endpoint_url=endpoint, config=ClientConfig(s3={"addressing_style": style})
    )


def _is_loopback(endpoint: str | None) -> bool:
    host = urlsplit(endpoint or "").hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _is_aws(endpoint: str) -> bool:
    url = urlsplit(endpoint)
    return url.scheme == "https" and (url.hostname or "").endswith((".amazonaws.com", ".amazonaws.com.cn"))


def feed(client: BaseClient, target: Target, deliveries: list[Delivery]) -> Iterator[Stored]:
    """Put each delivery in turn, as PI Integrator does: it may overwrite its own keys."""
    for delivery in deliveries:
        if delivery.body is None:
            continue
        key = landing_key(target, delivery)
        answer = client.put_object(Bucket=target.config.landing, Key=key, Body=delivery.body)
        yield {
            "key": key,
            "bytes": len(delivery.body),
            "rows": delivery.rows,
            "versionId": answer.get("VersionId"),
        }

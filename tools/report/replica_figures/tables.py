"""Delta tables of the replica as lazy frames."""

from __future__ import annotations

import os

import polars as pl

from contract import DELTA_FOLDER


def trust_local_ca() -> None:
    """Let the Delta reader trust the CA that AWS tools are told of; it knows only OpenSSL's variable."""
    bundle = os.environ.get("AWS_CA_BUNDLE")
    if bundle:
        os.environ.setdefault("SSL_CERT_FILE", bundle)


def scan(root: str, table: str) -> pl.LazyFrame:
    """`<root>/delta/<table>`, where `root` is `s3://bucket` or a folder; raises where there is no Delta table."""
    return pl.scan_delta(f"{root.rstrip('/')}/{DELTA_FOLDER}{table}")

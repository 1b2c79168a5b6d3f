"""Manifests: what the sender says it put into an object. Late or absent is a state, not an error."""

from __future__ import annotations

import json

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

from contract import MANIFEST_SUFFIX, REASON
from replica import ledger
from replica.accounting import Account
from replica.files import by_spark_name, read_files, spark_name

_SENDER = "sender"


def read_manifests(spark: SparkSession, known: DataFrame | None, accounts: list[Account]) -> dict[str, int]:
    """Rows by data key, from the manifests among `accounts` and those of earlier runs; sets each manifest's own account."""
    manifests = {account.version.path or "": account for account in accounts if account.version.is_manifest}
    data_keys = [account.version.key for account in accounts if not account.version.is_manifest]
    rows = ledger.manifests_in(known, data_keys)
    if manifests:
        files = read_files(spark, "binaryFile", list(manifests))
        names = by_spark_name(files, manifests)
        text = F.decode("content", "UTF-8").alias("text")
        texts = {names[row["file"]]: row["text"] for row in files.select(spark_name().alias("file"), text).collect()}
        for path, account in manifests.items():
            account.outcome, account.manifest_rows = "manifest", _rows_of(texts.get(path, ""))
            if account.manifest_rows is None:
                account.give_up(REASON.F_UNREADABLE, "a manifest is a JSON object with a whole number of rows")
            else:
                rows[account.version.key.removesuffix(MANIFEST_SUFFIX)] = account.manifest_rows
    return rows


def compare(known: DataFrame | None, accounts: list[Account], rows: dict[str, int]) -> None:
    """Set manifest_state: of data by its manifest, and of a manifest by its data wherever that was read."""
    data = [each for each in accounts if each.outcome in ("read", "unreadable") and not each.version.is_manifest]
    for account in data:
        if account.version.place and account.version.place[1] == _SENDER:
            account.manifest_state = _state(rows.get(account.version.key), account.cells_in, account.outcome)
    manifests = {
        each.version.key.removesuffix(MANIFEST_SUFFIX): each for each in accounts if each.outcome == "manifest"
    }
    cells = ledger.cells_in(known, list(manifests)) | {
        each.version.key: each.cells_in for each in data if each.outcome == "read"
    }
    for key, account in manifests.items():
        account.manifest_state = _state(account.manifest_rows, cells[key], "read") if key in cells else None


def _state(rows: int | None, cells: int, outcome: str) -> str | None:
    if rows is None:
        return "absent"
    if outcome == "unreadable":
        return None
    return "match" if rows == cells else "mismatch"


def _rows_of(text: str) -> int | None:
    try:
        document = json.loads(text)
    except json.JSONDecodeError:
        return None
    rows = document.get("rows") if isinstance(document, dict) else None
    return rows if isinstance(rows, int) and rows >= 0 else None

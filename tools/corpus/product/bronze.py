"""Lays given objects out as the intake and the stream's function leave them: copies and notes in bronze."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

from contract import NOTE_BODY, NOTE_FOLDERS
from corpus.product.given import Landed

ROOT = Path(__file__).parents[3]
_RECEIVED, _REFUSED = NOTE_FOLDERS
_STREAM = "stream"

# The function's own code; only reading the records and writing the file stands here.
_WRITE = """
import { readFileSync, writeFileSync } from 'node:fs';
import { decode } from './lambda/stream-to-bronze/decode.ts';
import { writeParquet } from './lambda/stream-to-bronze/write-parquet.ts';
for (const { file, events } of JSON.parse(readFileSync(0, 'utf8'))) {
  writeFileSync(file, await writeParquet(events.map(decode)));
}
"""


def note_key(landed: Landed, key: str, size: int, etag: str) -> str:
    """Where the intake notes a version of `key` today."""
    told = f"{_basic(landed.landed_at)},0,{size},{etag},{quote(landed.version, safe='')}"
    folder = _REFUSED if landed.refused else _RECEIVED
    day = f"{folder}{datetime.now(UTC):%Y/%m/%d}"
    # a folder of this machine has no names such as `a//b` and `a/./b`: their notes are of the long form
    if str(Path(key)) != key:
        return f"{day}/{told},{NOTE_BODY}/{hashlib.sha256(key.encode()).hexdigest()}.json"
    return f"{day}/{told}/{key}.json"


def _basic(landed_at: str) -> str:
    time = datetime.fromisoformat(landed_at).astimezone(UTC)
    return f"{time:%Y%m%dT%H%M%S}.{time.microsecond // 1000:03d}Z"


def lay_out(bronze: Path, silver: Path, landed: list[Landed]) -> None:
    """Put the objects and their notes."""
    for each in landed:
        if each.kind == "object":
            _put(bronze, each, each.key, f"{each.key}.{each.version}", each.body)
        elif each.kind == "stranded":
            _write(silver / each.key, _stranded(each))
    batches = [each for each in landed if each.kind == "stream"]
    if batches:
        _stream(bronze, batches)


def _put(bronze: Path, landed: Landed, key: str, copy: str, body: bytes | None) -> None:
    if body is not None:
        _write(bronze / copy, body)
    size, etag = len(body or b""), hashlib.md5(body or b"").hexdigest()
    note = {
        "key": key,
        "versionId": landed.version,
        "etag": etag,
        "size": size,
        "landedAt": landed.landed_at,
        "ordinal": 0,
        "bronzeKey": None if body is None else copy,
        "reason": landed.refused,
        "detail": "refused" if landed.refused else None,
    }
    _write(bronze / note_key(landed, key, size, etag), json.dumps(note).encode())


def _stream(bronze: Path, batches: list[Landed]) -> None:
    jobs = []
    for each in batches:
        (bronze / each.key).parent.mkdir(parents=True, exist_ok=True)
        jobs.append({"file": str(bronze / each.key), "events": _events(each)})
    command = ["node", "--import", "tsx", "--input-type=module", "--eval", _WRITE]
    subprocess.run(command, input=json.dumps(jobs), text=True, cwd=ROOT, check=True)
    for each in batches:
        _put(bronze, each, each.key, each.key, (bronze / each.key).read_bytes())
        manifest = f"{each.key}.manifest.json"
        _put(bronze, each, manifest, manifest, json.dumps({"rows": len(each.records)}).encode())


def _events(landed: Landed) -> list[dict[str, object]]:
    shard, first = landed.key.split("/")[-2], int(landed.key.split("/")[-1].split("-")[0])
    return [
        {"eventID": f"{shard}:{number}", "kinesis": {"sequenceNumber": str(number), "data": _base64(record)}}
        for number, record in enumerate(landed.records, start=first)
    ]


def _stranded(landed: Landed) -> bytes:
    """A batch as Lambda leaves it behind after its last try."""
    stream = f"airlock-{landed.key.split('/')[2]}"
    arn = f"arn:aws:kinesis:eu-central-1:111122223333:stream/{stream}"
    events = [{"kinesis": {"data": _base64(record), "sequenceNumber": "1"}} for record in landed.records]
    batch = {"KinesisBatchInfo": {"streamArn": arn, "batchSize": len(events)}, "payload": {"Records": events}}
    return json.dumps(batch).encode()


def _base64(record: bytes) -> str:
    return base64.b64encode(record).decode()


def _write(file: Path, body: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(body)

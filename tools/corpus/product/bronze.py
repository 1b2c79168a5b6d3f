"""Lays given objects out as the intake and the stream's function leave them: copies and notes in bronze."""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
from pathlib import Path

from landed.bronze import Version, note

from corpus.product.given import Landed

ROOT = Path(__file__).parents[3]
_STREAM = "stream"

# The function's own code; only reading the records and writing the file stands here.
_WRITE = """
import { readFileSync, writeFileSync } from 'node:fs';
import { decode } from './lambda/stream-to-bronze/decode.ts';
import { manifestOf } from './lambda/stream-to-bronze/manifest.ts';
import { writeParquet } from './lambda/stream-to-bronze/write-parquet.ts';
for (const { file, events } of JSON.parse(readFileSync(0, 'utf8'))) {
  const rows = events.flatMap(decode);
  const bytes = await writeParquet(rows);
  writeFileSync(file, bytes);
  writeFileSync(`${file}.manifest.json`, JSON.stringify(manifestOf(rows, bytes)));
}
"""


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
    place = None if body is None else copy
    note(bronze, Version(key, landed.version, landed.landed_at, size, etag, place, refused=landed.refused))


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
        _put(bronze, each, manifest, manifest, (bronze / manifest).read_bytes())


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

"""Run by itself, where pandas and s3fs are: puts below a folder, and prints a JSON list of
[operation, the cloud's answer where it is an error, words]: whoever started it judges.

`xb` creates an object and never replaces one: s3fs sends If-None-Match, and so it does for pandas.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import pandas as pd
import s3fs

_WORDS = 200


def main(folder: str, mode: str) -> None:
    frame = pd.DataFrame({"time": pd.to_datetime(["2026-01-01T00:00:00Z"]), "value": [1.0]})
    files = s3fs.S3FileSystem()

    def put_frame() -> None:
        with files.open(f"{folder}/frame.parquet", mode) as file:
            frame.to_parquet(file)

    def put_bytes() -> None:
        with files.open(f"{folder}/bytes.txt", mode) as file:
            file.write(b"probe\n")

    puts: dict[str, Callable[[], None]] = {
        "PutObject (pandas to_parquet)": put_frame,
        "PutObject (s3fs open)": put_bytes,
    }
    if mode == "wb":
        puts["PutObject (pandas to_parquet, by its address)"] = lambda: frame.to_parquet(f"{folder}/address.parquet")
    print(json.dumps([[operation, *_ask(put)] for operation, put in puts.items()]))


def _ask(put: Callable[[], None]) -> tuple[object, str]:
    try:
        put()
    except OSError as error:
        # s3fs keeps what botocore raised as the cause, whose answer has more than JSON can tell.
        response = getattr(error.__cause__, "response", None)
        said = response and {name: response[name] for name in ("Error", "ResponseMetadata")}
        return said, f"{type(error).__name__}: {error}"[:_WORDS]
    return None, "OK"


main(*sys.argv[1:])

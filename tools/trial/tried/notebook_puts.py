"""Run by itself, where pandas and s3fs are: puts below a folder, and prints a JSON list of [operation, verdict, words].

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


def _ask(put: Callable[[], None]) -> tuple[str, str]:
    try:
        put()
    except PermissionError as error:
        return "refused", str(error)[:_WORDS]
    except OSError as error:
        return "unclear", f"{type(error).__name__}: {error}"[:_WORDS]
    return "allowed", "OK"


main(*sys.argv[1:])

"""Makes a table of small files on S3, has two writers meet, undoes, and maintains: by the jobs' packages, with its session's rights."""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path

from replica.engine.connect import connect
from replica.engine.limits import Limits
from replica.maintenance.maintain import maintain
from replica.maintenance.upkeep import Upkeep
from replica.settings import Settings
from replica.store.places import objects_at
from replica.tables.data_file import DataFile, write_file
from replica.tables.silver import LEDGER
from replica.tables.table import OtherWriterError

from contract import columns_of


def main(bucket: str) -> None:
    layer, limits = f"s3://{bucket}", Limits(300_000_000, 1, Path(tempfile.mkdtemp()))
    table = LEDGER.at(layer)
    with connect(limits) as con:

        def file(hour: int) -> DataFile:
            source = f"(SELECT *, TIMESTAMPTZ '2026-01-01 0{hour}:00:00+00' AS landed_at FROM empty)"
            written = write_file(
                con, LEDGER.select(source), objects_at(layer), LEDGER.folder, limits.scratch, run_id="r", bounds=LEDGER.kinds
            )  # fmt: skip
            assert written is not None
            return written

        nulls = ", ".join(f'NULL AS "{name}"' for name in columns_of(LEDGER.name) if name != "landed_at")
        con.execute(f"CREATE TEMP TABLE empty AS SELECT {nulls}")
        table.create([file(0)], "r0", {"runs": 1})
        first, second = table.open(), table.open()
        assert first is not None
        assert second is not None
        first.commit([file(hour) for hour in range(1, 6)], "r1", marks={"runs": 2})
        refused = refusal(second.commit, [file(6)], "r2")
        late = table.open()
        assert late is not None
        late.commit([file(7)], "r3", marks={"runs": 3})
        unfinished = table.open()
        assert unfinished is not None
        unfinished.undo("r4", {"runs": 2})
    told = maintain(Upkeep(Settings({}, {}, {}, (), 30, 20, 4), layer, layer, "m", limits))["tables"]
    now = table.open()
    assert now is not None
    rows = [each.rows for each in now.files()]
    print(json.dumps({"refused": refused, "maintained": told, "rows": rows, "runs": now.mark("runs")}))


def refusal(commit: object, *given: object) -> str | None:
    try:
        commit(*given)  # type: ignore[operator]
    except OtherWriterError as error:
        return str(error)
    return None


if __name__ == "__main__":
    main(sys.argv[1])

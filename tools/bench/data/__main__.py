"""`python -m bench.data <shape as JSON> FOLDER [LATE]`: makes a set, or LATE readings that it lacks, where FOLDER does not stand yet."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.data.make import make_late, make_set
from bench.data.shape import Shape

if __name__ == "__main__":
    told, place, *late = sys.argv[1:]
    shape, folder = Shape(**json.loads(told)), Path(place)
    if folder.is_dir():
        sys.exit()
    if late:
        make_late(shape, int(late[0]), folder)
    else:
        make_set(shape, folder)

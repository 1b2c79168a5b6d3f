"""`python -m bench.peers NAME IN SETTINGS OUT`: one peer, which is the first to die where memory ends, and is then shown as failed."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    name, *places = sys.argv[1:]
    Path("/proc/self/oom_score_adj").write_text("1000")
    import_module(f"bench.peers.{name}").main(*map(Path, places))

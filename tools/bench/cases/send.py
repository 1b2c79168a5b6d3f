"""The sender against a naive script, and against what the server can give at all."""

from __future__ import annotations

import json
from pathlib import Path

from bench.line import Line, relative
from bench.plant import ELEMENT, END, FIRST, POINTS, START, bucket, pi_web_api
from bench.run import Run

_SETTINGS = """settle_s = 0
[pi]
url = "{pi}"
[cloud]
site = "bench"
bucket = "landing"
region = "us-east-1"
endpoint_url = "{cloud}"
[[view]]
name = "load"
root = '{root}'
start = "{start}"
"""
_KEYS = {"AWS_ACCESS_KEY_ID": "bench", "AWS_SECRET_ACCESS_KEY": "bench"}


def send(run: Run) -> None:
    rows, place = run.options.rows, run.empty("send")
    with pi_web_api(run.options.product, rows) as pi, bucket(place) as cloud:
        settings = place / "sender.toml"
        settings.write_text(_SETTINGS.format(pi=pi, cloud=cloud, root=ELEMENT, start=START))
        sender = run.measure("send, the product", _sender(run.options.product, settings), _KEYS)
        told = place / "peer.json"
        about = {"url": pi, "element": ELEMENT, "start": START, "end": END, "first": FIRST, "seconds": rows // POINTS}
        told.write_text(json.dumps(about))
        naive = run.measure_peer("send, a script", "send_requests", told, place / "script")
        nothing = run.measure_peer("send, the server alone", "send_nothing", told, place / "nothing")
    same = run.compare_sent(place / "script", place / "landing" / "site=bench" / "feeder=sender" / "view=load")
    run.report.figures["send"] = relative(sender, naive, "a script")
    run.report.lines += [
        Line("send", "product", rows, sender, run.report.figures["send"]),
        Line("send", "a script", rows, naive, relative(naive, naive, "a script"), same),
        Line("send", "the server alone", rows, nothing, relative(nothing, naive, "a script")),
    ]


def _sender(product: Path, settings: Path) -> list[str]:
    program = product / ".venv" / "plant" / "bin" / "airlock-sender"
    return [str(program), "run", "--once", "--settings", str(settings)]

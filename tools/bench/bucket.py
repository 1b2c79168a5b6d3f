"""`python -m bench.bucket FOLDER`: as much of S3 as a put needs, into a folder. Prints its address, serves until killed."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote


class _Bucket(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    folder: Path

    def do_PUT(self) -> None:
        place = self.folder / unquote(self.path).lstrip("/")
        place.parent.mkdir(parents=True, exist_ok=True)
        if self.headers.get("Expect") == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        place.write_bytes(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("ETag", '"e"')
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """It says nothing."""


if __name__ == "__main__":
    _Bucket.folder = Path(sys.argv[1])
    with ThreadingHTTPServer(("127.0.0.1", 0), _Bucket) as server:
        print(json.dumps({"url": f"http://127.0.0.1:{server.server_port}"}), flush=True)
        server.serve_forever()

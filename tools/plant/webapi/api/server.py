"""The HTTP server: reads requests, lets the faults at them and at their answers, writes these."""

from __future__ import annotations

import ssl
import sys
import time
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from plant.webapi.api.control import PREFIX, Control
from plant.webapi.api.errors import ApiError
from plant.webapi.api.exchange import Request, Response, refusal, request_of
from plant.webapi.api.faults import PIECES, Cut, Faults
from plant.webapi.api.negotiation import Negotiation
from plant.webapi.api.service import Service
from plant.webapi.system.ticks import TICKS_A_SECOND

IDLE_S = 120
"""A kept connection on which nothing comes is closed after so long."""
PIECE = 1 << 16


class WebApiServer(ThreadingHTTPServer):
    """Serves on `port` of the loopback address, any free one for 0; with TLS where a certificate and its key are given."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, service: Service, faults: Faults, port: int = 0, tls: tuple[Path, Path] | None = None) -> None:
        self.service, self.faults = service, faults
        self.control = Control(service, faults)
        super().__init__(("127.0.0.1", port), _Handler)
        if tls is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*tls)
            self.socket = context.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)
        scheme, host = ("https", "localhost") if tls else ("http", "127.0.0.1")
        self.origin = f"{scheme}://{host}:{self.server_address[1]}"
        service.context.base = f"{self.origin}/piwebapi"

    def handle_error(self, request: object, client_address: object) -> None:
        """A client may go away at any time; anything else is a fault of ours and is printed."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]


class _Handler(BaseHTTPRequestHandler):
    server: WebApiServer
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = IDLE_S

    def setup(self) -> None:
        super().setup()
        self._negotiation = Negotiation()

    def _answer(self) -> None:
        """One request: refused, damaged, or answered as it should be."""
        read = self._read()
        if isinstance(read, Response):
            self.close_connection = True
            return self._write(read)
        if read.path.startswith(PREFIX):
            return self._write(self.server.control.answer(read))
        if self.server.service.access.negotiates:
            if challenge := self._negotiation.challenge(read.headers):
                return self._write(challenge)
            read = read._replace(is_known=self._negotiation.is_done)
        faults = self.server.faults
        time.sleep(faults.delay())
        if faults.drops():
            self.close_connection = True
            return None
        if faults.forgets(read):
            self.server.service.forget_registrations()
        response = faults.instead(read) or faults.damaged(read, self.server.service.answer(read))
        return self._write(response, faults.cut(), faults.pause())

    do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = _answer  # noqa: N815 (names of http.server)

    def _read(self) -> Request | Response:
        limits = self.server.service.context.limits
        if len(self.path) > limits.url:
            return refusal(ApiError(414, f"The request URL is longer than {limits.url} characters."))
        if "Transfer-Encoding" in self.headers:
            return refusal(ApiError(411, "A request content needs a Content-Length."))
        length = int(self.headers.get("Content-Length") or 0)
        if length > limits.body:
            self._skip(length)
            return refusal(ApiError(413, f"The request content is longer than {limits.body} bytes."))
        body = self.rfile.read(length)
        headers = {name.lower(): value for name, value in self.headers.items()}
        if self.path.startswith(f"/{PREFIX}"):
            return Request(self.command, self.path.lstrip("/"), {}, headers, body)
        try:
            return request_of(self.command, self.path, headers, body, self.client_address[0])
        except ApiError as error:
            return refusal(error)

    def _skip(self, length: int) -> None:
        """Read a body that is too large, since a client that still sends would miss the answer."""
        while length > 0:
            read = len(self.rfile.read(min(length, PIECE)))
            length = length - read if read else 0

    def _write(self, response: Response, cut: Cut = Cut.NOWHERE, pause_s: float = 0.0) -> None:
        """`cut` ends the connection in the middle of the body; told lengths are then those of the whole or none at all."""
        body = response.body if cut is Cut.NOWHERE else response.body[: len(response.body) // 2]
        lines = [f"HTTP/1.1 {response.status} {_phrase(response.status)}"]
        date = formatdate(self.server.service.context.clock.now() / TICKS_A_SECOND, usegmt=True)
        headers = {"Content-Type": "application/json; charset=utf-8", "Date": date, **response.headers}
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if cut is not Cut.UNTOLD:
            lines.append(f"Content-Length: {len(response.body)}")
        if cut is not Cut.NOWHERE or self.close_connection:
            self.close_connection = True
            lines.append("Connection: close")
        whole = "\r\n".join([*lines, "", ""]).encode("latin-1", "replace") + body
        size = len(whole) if not pause_s else -(-len(whole) // PIECES)
        for first in range(0, len(whole), size):
            time.sleep(pause_s)
            self.wfile.write(whole[first : first + size])

    def log_message(self, *_: object) -> None:
        """Nothing: a test wants to see its own lines."""


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase

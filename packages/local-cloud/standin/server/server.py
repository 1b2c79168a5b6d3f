"""Serves MiniStack over HTTPS on one loopback socket, and ends it."""

from __future__ import annotations

import asyncio
import signal
import socket
import ssl
from collections.abc import Callable
from typing import Any

from hypercorn.asyncio import serve
from hypercorn.config import Config

from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {"app": ("app",), "core.hypercorn_compat": ("install",)}

_GRACE_SECONDS = 1.0


def run(settings: Settings, listener: socket.socket, touch: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; `touch` is called for each request.

    The event loop is left as it is: closing it would wait for every thread of MiniStack, and the process ends anyway.
    """
    ministack("core.hypercorn_compat").install()
    asyncio.new_event_loop().run_until_complete(_serve(_config(settings, listener), touch))


def _config(settings: Settings, listener: socket.socket) -> Config:
    config = _OnlyTls13()
    config.bind = [f"fd://{listener.fileno()}"]
    config.certfile = str(settings.tls / "server.pem")
    config.keyfile = str(settings.tls / "server.key")
    config.alpn_protocols = ["http/1.1"]
    config.keep_alive_timeout = 75
    config.keep_alive_max_requests = 1_000_000
    config.graceful_timeout = _GRACE_SECONDS
    config.shutdown_timeout = _GRACE_SECONDS
    config.loglevel = "WARNING"
    config.accesslog = None
    return config


class _OnlyTls13(Config):
    """The condition key s3:TlsVersion says 1.3 of every request; this makes it true."""

    def create_ssl_context(self) -> ssl.SSLContext | None:
        context = super().create_ssl_context()
        if context is not None:
            context.minimum_version = ssl.TLSVersion.TLSv1_3
        return context


async def _serve(config: Config, touch: Callable[[], None]) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(_without_rude_clients)
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    app = ministack("app").app

    async def counted(scope: Any, receive: Any, send: Any) -> None:
        await app(scope, receive, send)
        if scope["type"] == "http" and scope["path"] != "/_ministack/health":
            touch()

    serving = asyncio.ensure_future(serve(counted, config, shutdown_trigger=ended.wait))
    await asyncio.wait({serving, asyncio.ensure_future(ended.wait())}, return_when=asyncio.FIRST_COMPLETED)
    # Clients that keep a connection open would be waited for half a minute.
    await asyncio.wait({serving}, timeout=_GRACE_SECONDS)
    if serving.done():
        serving.result()


def _without_rude_clients(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """A client that ends without closing its TLS connection is no error of this server."""
    if not isinstance(context.get("exception"), TimeoutError):
        loop.default_exception_handler(context)

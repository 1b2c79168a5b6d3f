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

from standin.seams import Seams, ministack
from standin.settings import Settings

SEAMS: Seams = {"app": ("app",), "core.hypercorn_compat": ("install",)}

_GRACE_SECONDS = 2


class _Tls13Config(Config):
    """TLS 1.3 and nothing older, so that the condition key s3:TlsVersion is true of every request."""

    def create_ssl_context(self) -> ssl.SSLContext | None:
        context = super().create_ssl_context()
        if context:
            context.minimum_version = ssl.TLSVersion.TLSv1_3
        return context


def run(settings: Settings, listener: socket.socket, touch: Callable[[], None]) -> None:
    """Serve until SIGTERM or SIGINT; `touch` is called for each request."""
    ministack("core.hypercorn_compat").install()
    asyncio.run(_serve(_config(settings, listener), touch))


def _config(settings: Settings, listener: socket.socket) -> Config:
    config = _Tls13Config()
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


async def _serve(config: Config, touch: Callable[[], None]) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    app = ministack("app").app

    async def counted(scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401 - the ASGI protocol
        await app(scope, receive, send)
        if scope["type"] == "http" and scope["path"] != "/_ministack/health":
            touch()

    await serve(counted, config, shutdown_trigger=ended.wait)  # type: ignore[arg-type]

"""Lambda workers trust this cloud's certificate as well as the machine's own roots."""

from __future__ import annotations

from standin.server.seams import Seams, ministack
from standin.server.settings import Settings

SEAMS: Seams = {"core.tls": ("ca_bundle_path",)}


def install(settings: Settings) -> None:
    bundle = str(settings.tls / "bundle.pem")
    # MiniStack looks for system roots at one place only, and gives its workers none where that is empty.
    ministack("core.tls").ca_bundle_path = lambda _certificate: bundle

"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin import (
    authorization,
    cfn_handlers,
    cfn_types,
    conditions,
    coverage,
    deployments,
    eks,
    events,
    glue_runs,
    glue_scripts,
    guard,
    kubernetes,
    network,
    persistence,
    pod_identity,
    s3_bucket,
    s3_objects,
    server,
    template_conditions,
    trust,
)
from standin.settings import Settings

_INSTALLED = (
    trust,
    conditions,
    authorization,
    events,
    s3_objects,
    s3_bucket,
    template_conditions,
    cfn_types,
    network,
    eks,
    kubernetes,
    pod_identity,
    deployments,
    glue_runs,
    coverage,
)
_SEAMS = {m.__name__: m.SEAMS for m in (*_INSTALLED, cfn_handlers, glue_scripts, persistence, server)}


def install(settings: Settings) -> persistence.Saver:
    """Check all seams, then change MiniStack; returns what saves its state."""
    guard.check_seams(_SEAMS)
    for concern in _INSTALLED:
        concern.install(settings)
    return persistence.Saver(settings, lambda: coverage.write_not_applied(settings.not_applied))


def stop() -> None:
    glue_runs.stop_all()

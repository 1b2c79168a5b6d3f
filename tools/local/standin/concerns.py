"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin import (
    alarms,
    authorization,
    cfn_handlers,
    cfn_types,
    conditions,
    coverage,
    deployments,
    events,
    glue_runs,
    glue_scripts,
    guard,
    metric_namespace,
    persistence,
    s3_bucket,
    s3_objects,
    server,
    service_metrics,
    trust,
)
from standin.settings import Settings

_INSTALLED = (
    trust,
    conditions,
    metric_namespace,
    authorization,
    events,
    s3_objects,
    s3_bucket,
    cfn_types,
    deployments,
    glue_runs,
    service_metrics,
    alarms,
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

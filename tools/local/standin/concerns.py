"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin import (
    authorization,
    cfn_handlers,
    cfn_types,
    conditions,
    coverage,
    crawl_events,
    crawl_runs,
    crawls,
    deployments,
    events,
    glue_authorization,
    glue_classifiers,
    glue_runs,
    guard,
    persistence,
    role_sessions,
    s3_bucket,
    s3_objects,
    server,
    trust,
)
from standin.settings import Settings

_INSTALLED = (
    trust,
    conditions,
    authorization,
    glue_authorization,
    events,
    s3_objects,
    s3_bucket,
    cfn_types,
    deployments,
    glue_runs,
    glue_classifiers,
    crawls,
    coverage,
)
_SEAMS = {
    m.__name__: m.SEAMS
    for m in (*_INSTALLED, cfn_handlers, crawl_events, crawl_runs, persistence, role_sessions, server)
}


def install(settings: Settings) -> persistence.Saver:
    """Check all seams, then change MiniStack; returns what saves its state."""
    guard.check_seams(_SEAMS)
    for concern in _INSTALLED:
        concern.install(settings)
    return persistence.Saver(settings, lambda: coverage.write_not_applied(settings.not_applied))


def stop() -> None:
    glue_runs.stop_all()

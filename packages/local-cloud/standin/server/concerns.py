"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin import (
    access_keys,
    alarms,
    authorization,
    cfn_handlers,
    cfn_iam,
    cfn_trails,
    cfn_types,
    conditions,
    coverage,
    crawl_runs,
    crawls,
    deployments,
    eks,
    events,
    glue_authorization,
    glue_classifiers,
    glue_runs,
    guard,
    kinesis_failures,
    kinesis_polling,
    kinesis_records,
    kinesis_streams,
    kubernetes,
    machine_calls,
    metric_filters,
    metric_namespace,
    network,
    persistence,
    pod_identity,
    role_sessions,
    role_trust,
    s3_bucket,
    s3_calls,
    s3_metrics,
    s3_objects,
    schedules,
    server,
    service_metrics,
    state_machines,
    template_conditions,
    traffic,
    trail_delivery,
    trail_events,
    trails,
    trust,
)
from standin.roles_anywhere import resource_types as roles_anywhere_types
from standin.roles_anywhere import service as roles_anywhere
from standin.settings import Settings

_INSTALLED = (
    trust,
    conditions,
    metric_namespace,
    authorization,
    glue_authorization,
    events,
    s3_objects,
    s3_bucket,
    template_conditions,
    cfn_iam,
    cfn_types,
    network,
    eks,
    kubernetes,
    pod_identity,
    roles_anywhere,
    roles_anywhere_types,
    traffic,
    access_keys,
    s3_metrics,
    trails,
    trail_delivery,
    cfn_trails,
    metric_filters,
    deployments,
    glue_runs,
    kinesis_streams,
    kinesis_polling,
    machine_calls,
    state_machines,
    schedules,
    glue_classifiers,
    crawls,
    service_metrics,
    alarms,
    coverage,
)
_WITHOUT_INSTALL = (
    cfn_handlers,
    crawl_runs,
    kinesis_failures,
    kinesis_records,
    persistence,
    role_sessions,
    role_trust,
    s3_calls,
    server,
    trail_events,
)
_SEAMS = {m.__name__: m.SEAMS for m in (*_INSTALLED, *_WITHOUT_INSTALL)}


def install(settings: Settings) -> persistence.Saver:
    """Check all seams, then change MiniStack; returns what saves its state."""
    guard.check_seams(_SEAMS)
    for concern in _INSTALLED:
        concern.install(settings)
    return persistence.Saver(settings, lambda: coverage.write_not_applied(settings.not_applied))


def stop() -> None:
    glue_runs.stop_all()

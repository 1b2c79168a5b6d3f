"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin.cloudformation import coverage, deployments, template_conditions
from standin.cloudtrail import events as trail_events
from standin.cloudtrail import trails
from standin.cloudwatch import alarms, metric_filters, service_metrics
from standin.eks import eks, kubernetes, network, pod_identity
from standin.glue import authorization as glue_authorization
from standin.glue import crawl_runs, crawls, job_runs
from standin.iam import access_keys, authorization, conditions, metric_namespace, role_sessions, role_trust
from standin.roles_anywhere import resource_types as roles_anywhere_types
from standin.roles_anywhere import service as roles_anywhere
from standin.s3 import events
from standin.server import guard, persistence, server, traffic, trust
from standin.server.settings import Settings
from standin.step_functions import machine_calls, schedules, state_machines

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
    job_runs.stop_all()

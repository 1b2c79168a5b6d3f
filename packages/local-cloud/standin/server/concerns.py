"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin.iam import access_keys
from standin.cloudwatch import alarms
from standin.iam import authorization
from standin.cloudformation import handlers
from standin.cloudformation import iam_types
from standin.cloudtrail import trail_types
from standin.cloudformation import resource_types
from standin.iam import conditions
from standin.cloudformation import coverage
from standin.glue import crawl_runs
from standin.glue import crawls
from standin.cloudformation import deployments
from standin.eks import eks
from standin.s3 import events
from standin.glue import authorization as glue_authorization
from standin.glue import classifiers
from standin.glue import job_runs
from standin.server import guard
from standin.kinesis import failures
from standin.kinesis import polling
from standin.kinesis import records
from standin.kinesis import streams
from standin.eks import kubernetes
from standin.step_functions import machine_calls
from standin.cloudwatch import metric_filters
from standin.iam import metric_namespace
from standin.eks import network
from standin.server import persistence
from standin.eks import pod_identity
from standin.iam import role_sessions
from standin.iam import role_trust
from standin.s3 import bucket
from standin.s3 import calls
from standin.s3 import request_metrics
from standin.s3 import objects
from standin.step_functions import schedules
from standin.server import server
from standin.cloudwatch import service_metrics
from standin.step_functions import state_machines
from standin.cloudformation import template_conditions
from standin.server import traffic
from standin.cloudtrail import delivery
from standin.cloudtrail import events as trail_events
from standin.cloudtrail import trails
from standin.server import trust
from standin.roles_anywhere import resource_types as roles_anywhere_types
from standin.roles_anywhere import service as roles_anywhere
from standin.server.settings import Settings

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

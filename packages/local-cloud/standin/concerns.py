"""Everything that the local cloud changes in MiniStack, put in place in one go after all of it was found to exist."""

from __future__ import annotations

from standin.awslambda import resource_types as lambda_types
from standin.budgets import resource_types as budget_types
from standin.cloudformation import (
    coverage,
    declared,
    deployments,
    handlers,
    imports,
    names,
    owners,
    stack_states,
    template_conditions,
)
from standin.cloudtrail import data_calls, delivery, trail_types, trails
from standin.cloudtrail import events as trail_events
from standin.cloudwatch import alarms, metric_filters, service_metrics
from standin.codebuild import builds, projects
from standin.eks import cluster_group, eks, kubernetes, network, pod_identity
from standin.glue import authorization as glue_authorization
from standin.glue import classifiers, crawl_runs, crawls, job_runs
from standin.glue import resource_types as glue_types
from standin.iam import access_keys, authorization, conditions, metric_namespace, role_sessions, role_trust, simulations
from standin.iam import resource_types as iam_types
from standin.kinesis import failures, limits, polling, records, streams
from standin.lake_formation import service as lake_formation
from standin.roles_anywhere import resource_types as roles_anywhere_types
from standin.roles_anywhere import service as roles_anywhere
from standin.s3 import bucket, calls, events, objects, request_metrics
from standin.secretsmanager import resource_types as secret_types
from standin.server import guard, persistence, server, services, traffic, trust
from standin.server.settings import Settings
from standin.service_quotas import service as service_quotas
from standin.sns import confirmations
from standin.sqs import deliveries, fair
from standin.step_functions import late_lists, machine_calls, schedules, state_machines

_INSTALLED = (
    trust,
    conditions,
    metric_namespace,
    authorization,
    glue_authorization,
    events,
    objects,
    declared,
    imports,
    names,
    stack_states,
    template_conditions,
    network,
    kubernetes,
    pod_identity,
    builds,
    projects,
    roles_anywhere,
    service_quotas,
    lake_formation,
    traffic,
    access_keys,
    simulations,
    request_metrics,
    trails,
    delivery,
    metric_filters,
    deployments,
    owners,
    job_runs,
    streams,
    limits,
    polling,
    deliveries,
    fair,
    machine_calls,
    state_machines,
    late_lists,
    schedules,
    classifiers,
    crawls,
    service_metrics,
    alarms,
    confirmations,
    coverage,
)
_WITHOUT_INSTALL = (
    bucket,
    budget_types,
    cluster_group,
    eks,
    glue_types,
    handlers,
    iam_types,
    lambda_types,
    roles_anywhere_types,
    secret_types,
    trail_types,
    crawl_runs,
    failures,
    records,
    persistence,
    role_sessions,
    role_trust,
    calls,
    server,
    services,
    trail_events,
    data_calls,
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

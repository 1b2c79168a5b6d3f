"""An execution waits for its Glue run, tells its error as AWS does, and may do what its role may and no more."""

from __future__ import annotations

import json
import signal
import time
from typing import Any

import pytest
from standin.testing import machines
from standin.testing.local_cloud import LocalCloud, unique

FAILS = "raise ValueError('no plant')\n"
RUN = "glue:startJobRun.sync"
RUN_RIGHTS = ["glue:StartJobRun", "glue:GetJobRun", "glue:BatchStopJobRun"]


def run(job: str, **fields: object) -> dict[str, object]:
    return machines.task(RUN, Arguments={"JobName": job, "NotificationProperty": None}, **fields)


def test_a_state_waits_for_the_run_and_gets_it_as_its_result(cloud: LocalCloud) -> None:
    job = machines.job(cloud, machines.SUCCEEDS)
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, {"Run": run(job)})))
    told, (real,) = json.loads(execution["output"]), machines.runs(cloud, job)
    assert (told["Id"], told["JobName"], told["JobRunState"]) == (real["Id"], job, "SUCCEEDED")
    assert told["StartedOn"] == int(real["StartedOn"].timestamp() * 1000)
    assert "ErrorMessage" not in told


def test_a_failed_run_is_the_cause_as_text(cloud: LocalCloud) -> None:
    job = machines.job(cloud, FAILS)
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, {"Run": run(job)})))
    assert (execution["status"], execution["error"]) == ("FAILED", "States.TaskFailed")
    assert '"JobRunState":"FAILED"' in execution["cause"]
    assert json.loads(execution["cause"])["ErrorMessage"] == "ValueError: no plant"


def test_a_run_over_the_limit_is_an_error_that_a_retry_waits_out(cloud: LocalCloud) -> None:
    job = machines.job(cloud, "import time\ntime.sleep(2)\n")
    retry = {"ErrorEquals": ["Glue.ConcurrentRunsExceededException"], "IntervalSeconds": 1, "MaxAttempts": 20}
    machine = machines.machine(cloud, {"Run": run(job, Retry=[{**retry, "BackoffRate": 1}])})
    first, second = machines.start(cloud, machine), machines.start(cloud, machine)
    assert [machines.ended(cloud, each)["status"] for each in (first, second)] == ["SUCCEEDED", "SUCCEEDED"]
    refusals = [machines.history(cloud, each).count("TaskFailed") for each in (first, second)]
    assert sorted(refusals)[0] == 0
    assert sorted(refusals)[1] > 0


def test_a_stopped_execution_stops_its_run_and_stays_stopped(cloud: LocalCloud) -> None:
    job = machines.job(cloud, machines.SLEEPS)
    catch = [{"ErrorEquals": ["States.ALL"], "Next": "Again"}]
    execution = machines.start(cloud, machines.machine(cloud, {"Run": run(job, Catch=catch), "Again": run(job)}))
    machines.runs(cloud, job, at_least=1)
    cloud.client("stepfunctions").stop_execution(executionArn=execution, cause="enough")
    assert until_ended(cloud, job) == ["STOPPED"]
    assert machines.ended(cloud, execution)["status"] == "ABORTED"
    assert machines.history(cloud, execution)[-1] == "ExecutionAborted"


def test_an_execution_ends_with_its_time_limit_and_its_run_with_it(cloud: LocalCloud) -> None:
    job = machines.job(cloud, machines.SLEEPS)
    execution = machines.start(cloud, machines.machine(cloud, {"Run": run(job)}, TimeoutSeconds=1))
    assert machines.ended(cloud, execution)["status"] == "TIMED_OUT"
    assert until_ended(cloud, job) == ["STOPPED"]


CALLS: dict[str, tuple[list[str], Any]] = {
    "a run": (RUN_RIGHTS[:2], lambda cloud: run(machines.job(cloud, machines.SUCCEEDS))),
    "a function": (
        ["lambda:InvokeFunction"],
        lambda cloud: machines.task(
            "lambda:invoke", Arguments={"FunctionName": machines.function(cloud, "return event"), "Payload": {"a": 1}}
        ),
    ),
    "a message": (
        ["sns:Publish"],
        lambda cloud: machines.task("sns:publish", Arguments={"TopicArn": topic(cloud), "Message": "m"}),
    ),
    "a list of executions": (
        ["states:ListExecutions"],
        lambda _: machines.task(
            "aws-sdk:sfn:listExecutions", Arguments={"StateMachineArn": "{% $states.context.StateMachine.Id %}"}
        ),
    ),
    "a crawl": (
        ["glue:StartCrawler"],
        lambda cloud: machines.task("aws-sdk:glue:startCrawler", Arguments={"Name": crawler(cloud)}),
    ),
}


@pytest.mark.parametrize("name", CALLS)
def test_a_state_needs_exactly_the_rights_that_its_call_needs(cloud: LocalCloud, name: str) -> None:
    actions, make = CALLS[name]
    states = {"Call": make(cloud)}
    for missing in actions:
        rest = [action for action in actions if action != missing] or ["s3:ListAllMyBuckets"]
        execution = with_rights(cloud, states, rest)
        assert execution["status"] == "FAILED", f"passes without {missing}"
        assert f"not authorized to perform: {missing}".lower() in execution["cause"].lower()
    assert with_rights(cloud, states, actions)["status"] == "SUCCEEDED"


def test_a_right_on_another_job_is_none(cloud: LocalCloud) -> None:
    mine = {"Effect": "Allow", "Action": RUN_RIGHTS, "Resource": "arn:aws:glue:us-east-1:000000000000:job/mine"}
    role = cloud.role(mine, service="states.amazonaws.com")
    states = {"Run": run(machines.job(cloud, machines.SUCCEEDS))}
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, states, role=role)))
    assert execution["error"] == "Glue.AccessDeniedException"


def test_a_role_that_does_not_trust_step_functions_does_nothing(cloud: LocalCloud) -> None:
    job = machines.job(cloud, machines.SUCCEEDS)
    role = cloud.role(machines.ALL, service="glue.amazonaws.com")
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, {"Run": run(job)}, role=role)))
    assert "states.amazonaws.com may not assume" in execution["cause"]
    assert machines.runs(cloud, job) == []


def test_a_failing_function_is_an_error_by_its_own_name(cloud: LocalCloud) -> None:
    name = machines.function(cloud, "raise KeyError('a')")
    states = {"Call": machines.task("lambda:invoke", Arguments={"FunctionName": name})}
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, states)))
    told = json.loads(execution["cause"])
    assert (told["errorType"], told["errorMessage"]) == (execution["error"], "'a'")


def test_the_output_of_a_succeed_state_is_that_of_the_execution(cloud: LocalCloud) -> None:
    states = {"End": {"Type": "Succeed", "Output": {"outcome": "{% 'got ' & $states.input.a %}"}}}
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, states), {"a": "b"}))
    assert json.loads(execution["output"]) == {"outcome": "got b"}


def test_a_call_that_the_cloud_cannot_make_as_the_role_is_an_error(cloud: LocalCloud) -> None:
    states = {"Call": machines.task("sqs:sendMessage", Arguments={"QueueUrl": "q", "MessageBody": "m"})}
    execution = machines.ended(cloud, machines.start(cloud, machines.machine(cloud, states)))
    assert "does not call arn:aws:states:::sqs:sendMessage as the state machine's role" in execution["cause"]


def test_how_executions_end_is_measured(cloud: LocalCloud) -> None:
    machine = machines.machine(cloud, {"No": {"Type": "Fail", "Error": "No", "Cause": "no"}})
    machines.ended(cloud, machines.start(cloud, machine))
    now = time.time()
    points = cloud.client("cloudwatch").get_metric_statistics(
        Namespace="AWS/States",
        MetricName="ExecutionsFailed",
        Dimensions=[{"Name": "StateMachineArn", "Value": machine}],
        StartTime=now - 60,
        EndTime=now + 60,
        Period=60,
        Statistics=["Sum"],
    )["Datapoints"]
    assert sum(point["Sum"] for point in points) == 1


def test_executions_and_their_histories_outlive_a_killed_cloud(own_cloud: LocalCloud) -> None:
    fine = machines.machine(own_cloud, {"End": {"Type": "Succeed"}})
    stuck = machines.machine(own_cloud, {"Run": run(machines.job(own_cloud, machines.SLEEPS))})
    before = machines.ended(own_cloud, machines.start(own_cloud, fine))["executionArn"]
    cut_off = machines.start(own_cloud, stuck)
    events = machines.history(own_cloud, before)
    time.sleep(2.5)  # the state is saved each second
    own_cloud.end(signal.SIGKILL)
    own_cloud.start()
    assert machines.ended(own_cloud, before)["status"] == "SUCCEEDED"
    assert machines.history(own_cloud, before) == events
    execution = machines.ended(own_cloud, cut_off)
    assert (execution["status"], execution["cause"]) == (
        "FAILED",
        "the local cloud was restarted during this execution",
    )
    assert machines.history(own_cloud, cut_off)[-1] == "ExecutionFailed"


def test_a_schedule_starts_the_state_machine_with_its_input(cloud: LocalCloud) -> None:
    machine = machines.machine(cloud, {"End": {"Type": "Succeed"}})
    right = {"Effect": "Allow", "Action": "states:StartExecution", "Resource": machine}
    schedule(cloud, machine, cloud.role(right, service="scheduler.amazonaws.com"))
    execution = machines.ended(cloud, started_by_schedule(cloud, machine)[0])
    assert json.loads(execution["input"]) == {"maintain": True}


@pytest.mark.parametrize(
    ("service", "action"), [("scheduler", "states:StopExecution"), ("states", "states:StartExecution")]
)
def test_a_schedule_without_the_right_or_the_trust_starts_nothing(cloud: LocalCloud, service: str, action: str) -> None:
    machine = machines.machine(cloud, {"End": {"Type": "Succeed"}})
    right = {"Effect": "Allow", "Action": action, "Resource": machine}
    name = schedule(cloud, machine, cloud.role(right, service=f"{service}.amazonaws.com"))
    log, deadline = cloud.state.parent / f"{cloud.state.name}.log", time.monotonic() + 15
    while f"schedule/default/{name} started nothing" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert f"schedule/default/{name} started nothing" in log.read_text()
    assert cloud.client("stepfunctions").list_executions(stateMachineArn=machine)["executions"] == []


def schedule(cloud: LocalCloud, machine: str, role: str) -> str:
    """Name of a new schedule that is due once, at once."""
    properties = {
        "Name": unique("schedule"),
        "FlexibleTimeWindow": {"Mode": "OFF"},
        "ScheduleExpression": "at(2026-01-01T00:00:00)",
        "Target": {"Arn": machine, "RoleArn": role, "Input": '{"maintain": true}'},
    }
    cloud.deploy({"Schedule": {"Type": "AWS::Scheduler::Schedule", "Properties": properties}})
    return str(properties["Name"])


def started_by_schedule(cloud: LocalCloud, machine: str) -> list[str]:
    states, deadline = cloud.client("stepfunctions"), time.monotonic() + 15
    while not (found := states.list_executions(stateMachineArn=machine)["executions"]) and time.monotonic() < deadline:
        time.sleep(0.1)
    return [str(each["executionArn"]) for each in found]


def with_rights(cloud: LocalCloud, states: dict[str, Any], actions: list[str]) -> dict[str, Any]:
    role = cloud.role({"Effect": "Allow", "Action": actions, "Resource": "*"}, service="states.amazonaws.com")
    return machines.ended(cloud, machines.start(cloud, machines.machine(cloud, states, role=role)))


def until_ended(cloud: LocalCloud, job: str) -> list[str]:
    """States of the job's runs, once none runs."""
    deadline = time.monotonic() + 20
    while True:
        states = [each["JobRunState"] for each in machines.runs(cloud, job)]
        if "RUNNING" not in states or time.monotonic() > deadline:
            return states
        time.sleep(0.1)


def topic(cloud: LocalCloud) -> str:
    return str(cloud.client("sns").create_topic(Name=unique("topic"))["TopicArn"])


def crawler(cloud: LocalCloud) -> str:
    name = unique("crawler")
    targets = {"S3Targets": [{"Path": f"s3://{cloud.bucket()}/"}]}
    role = cloud.role(machines.ALL, service="glue.amazonaws.com")
    cloud.client("glue").create_crawler(Name=name, Role=role, DatabaseName="d", Targets=targets)
    return name

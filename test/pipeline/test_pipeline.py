"""The pipeline's own definition and role, as they are synthesized, over jobs that do what a test wants."""

from __future__ import annotations

import json
import os
import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from standin.testing import machines
from standin.testing.crawling import make_ground
from standin.testing.local_cloud import LocalCloud, policy, unique
from synthesized import PROJECT, synthesized

OPEN = """
class AccountOpenError(RuntimeError):
    pass
raise AccountOpenError("1 accounts do not close, nothing is committed")
"""
FAILS = "raise OSError('a disk is full')\n"
_HERE = "arn:aws:sqs:us-east-1:000000000000"
TAKE_TURN = PROJECT / "build/lambda/take-turn/index.js"
SLOW = "import time\ntime.sleep(1.5)\n"


@dataclass(frozen=True)
class Pipeline:
    cloud: LocalCloud
    machine: str
    clean: str
    gold: str
    maintenance: str

    def run(self, given: object | None = None) -> dict[str, Any]:
        return machines.ended(self.cloud, machines.start(self.cloud, self.machine, given))

    def outcome(self, given: object | None = None) -> str:
        return str(json.loads(self.run(given)["output"])["outcome"])

    def states_of(self, job: str) -> list[str]:
        return [run["JobRunState"] for run in machines.runs(self.cloud, job)]

    def workers_of(self, job: str) -> list[int]:
        return [run["NumberOfWorkers"] for run in machines.runs(self.cloud, job)]


@pytest.fixture(scope="module")
def fast(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCloud]:
    """A cloud whose executions wait a hundredth of their time."""
    running = LocalCloud(tmp_path_factory.mktemp("fast") / "cloud")
    os.environ["SFN_WAIT_SCALE"] = "0.01"
    try:
        running.start()
    finally:
        del os.environ["SFN_WAIT_SCALE"]
    yield running
    running.end(signal.SIGTERM)


@pytest.fixture(scope="module")
def definition() -> str:
    return synthesized()


@pytest.fixture
def topic(fast: LocalCloud) -> str:
    """Address of a queue that hears what the alarm topic is told."""
    name = unique("ears")
    arn, queue = fast.client("sns").create_topic(Name="airlock-local-alarms")["TopicArn"], f"{_HERE}:{name}"
    allowed = {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": queue}
    attributes = {"Policy": policy({**allowed, "Principal": {"Service": "sns.amazonaws.com"}})}
    url = str(fast.client("sqs").create_queue(QueueName=name, Attributes=attributes)["QueueUrl"])
    fast.client("sns").subscribe(TopicArn=arn, Protocol="sqs", Endpoint=queue)
    return url


class Make:
    """Deploys pipelines."""

    def __init__(self, cloud: LocalCloud, definition: str) -> None:
        self._cloud, self._text = cloud, definition

    def __call__(
        self, *, clean: str = "", gold: str = "", new: object = True, gib: int = 0, crawls: bool | None = False
    ) -> Pipeline:
        jobs = [machines.job(self._cloud, script) for script in (clean, gold, "")]
        name = unique("pipeline")
        words = dict(zip(("CLEAN", "GOLD", "MAINTENANCE"), jobs, strict=True))
        text = self._text.replace("stateMachine:airlock-local-state-machine", f"stateMachine:{name}")
        for word, job in words.items():
            text = text.replace(f'"{word}"', f'"{job}"').replace(f":job/{word}", f":job/{job}")
        due = [make_ground(self._cloud).crawler(), "missing"] if crawls else [] if crawls is False else None
        parts = json.loads(self._with_functions(text, new, gib, due))
        statements = [machines.ALL] if crawls else parts["work"]["Statement"]
        properties = {
            "StateMachineName": name,
            "DefinitionString": json.dumps(parts["definition"]),
            "RoleArn": self._cloud.role(*statements, service="states.amazonaws.com"),
        }
        stack = self._cloud.deploy({"M": {"Type": "AWS::StepFunctions::StateMachine", "Properties": properties}})
        return Pipeline(self._cloud, self._cloud.resource(stack, "M"), *jobs)

    def _with_functions(self, text: str, new: object, gib: int, due: list[str] | None) -> str:
        news = {"new": new, "why": "the test says so", "bytes": gib * 1024**3}
        answers = {"AnythingNew": new is None or news, "DueCrawls": due is None or {"due": due}}
        for check, answer in answers.items():
            function = machines.function(self._cloud, "raise OSError()" if answer is True else f"return {answer!r}")
            text = re.sub(f"<Pipeline{check}CheckFunction[^>]+>", function, text)
        turns = machines.bundled(self._cloud, TAKE_TURN, {"SILVER_BUCKET": self._cloud.bucket()})
        return re.sub("<PipelineTakeTurnCheckFunction[^>]+>", turns, text)


@pytest.fixture(scope="module")
def make(fast: LocalCloud, definition: str) -> Make:
    return Make(fast, definition)


def test_what_is_new_is_cleaned_and_built_with_the_rights_of_the_role(make: Make) -> None:
    pipeline = make()
    assert pipeline.outcome() == "cleaned, built gold; crawls: 0"
    jobs = (pipeline.clean, pipeline.gold, pipeline.maintenance)
    assert [pipeline.states_of(job) for job in jobs] == [["SUCCEEDED"], ["SUCCEEDED"], []]


def test_nothing_new_ends_without_a_run(make: Make) -> None:
    pipeline = make(new=False)
    assert pipeline.outcome() == "the test says so"
    assert pipeline.states_of(pipeline.clean) == []


@pytest.mark.parametrize(("given", "maintained"), [({"force": True}, []), ({"maintain": True}, ["SUCCEEDED"])])
def test_what_is_asked_for_runs_whether_or_not_anything_is_new(
    make: Make, given: dict[str, bool], maintained: list[str]
) -> None:
    pipeline = make(new=False)
    assert pipeline.outcome(given).startswith("cleaned, built gold")
    assert pipeline.states_of(pipeline.maintenance) == maintained


def test_a_check_that_fails_is_taken_for_a_yes(make: Make) -> None:
    pipeline = make(new=None)
    assert pipeline.outcome() == "cleaned, built gold; crawls: 0"


@pytest.mark.parametrize(("new", "gib", "workers"), [(True, 19, 2), (False, 60, 5), (True, 2000, 10), (None, 60, 2)])
def test_a_run_has_the_workers_that_its_new_bytes_need(make: Make, new: object, gib: int, workers: int) -> None:
    pipeline = make(new=new, gib=gib)
    pipeline.run({"maintain": True})
    jobs = (pipeline.clean, pipeline.gold, pipeline.maintenance)
    assert [pipeline.workers_of(job) for job in jobs] == [[workers], [workers], [2]]


def test_of_several_that_start_together_exactly_one_goes_on(make: Make) -> None:
    pipeline = make(clean=SLOW)
    states = pipeline.cloud.client("stepfunctions")
    with ThreadPoolExecutor(5) as starters:
        started = starters.map(lambda _: states.start_execution(stateMachineArn=pipeline.machine), range(5))
        executions = [str(each["executionArn"]) for each in started]
    outcomes = [json.loads(machines.ended(pipeline.cloud, each)["output"])["outcome"] for each in executions]
    assert sum(outcome.startswith("cleaned") for outcome in outcomes) == 1
    assert sum(outcome.startswith("another run is on: ") for outcome in outcomes) == 4
    assert pipeline.states_of(pipeline.clean) == ["SUCCEEDED"]


def test_maintenance_waits_for_its_turn(make: Make) -> None:
    pipeline = make(clean=SLOW)
    first = machines.start(pipeline.cloud, pipeline.machine)
    machines.runs(pipeline.cloud, pipeline.clean, at_least=1)
    assert pipeline.outcome({"maintain": True}) == "cleaned, built gold, maintained; crawls: 0"
    assert machines.ended(pipeline.cloud, first)["status"] == "SUCCEEDED"
    assert pipeline.states_of(pipeline.clean) == ["SUCCEEDED", "SUCCEEDED"]


def test_an_open_account_is_told_and_not_tried_again(make: Make, topic: str) -> None:
    pipeline = make(clean=OPEN)
    execution = pipeline.run()
    assert (execution["status"], execution["error"]) == ("FAILED", "AccountOpenError")
    assert pipeline.states_of(pipeline.clean) == ["FAILED"]
    (message,) = heard(pipeline.cloud, topic)
    assert message["Subject"] == "Airlock: an account did not close, nothing was committed"
    assert message["Message"].startswith(f"{pipeline.clean} ")
    assert "1 accounts do not close, nothing is committed" in message["Message"]
    assert message["Message"].endswith("docs/runbooks/account-did-not-close.md")


def test_a_run_that_fails_of_something_else_is_tried_three_times_and_nobody_is_told_by_a_message(
    make: Make, topic: str
) -> None:
    pipeline = make(gold=FAILS)
    execution = pipeline.run()
    assert (execution["status"], execution["error"]) == ("FAILED", "RunFailed")
    assert json.loads(execution["cause"])["ErrorMessage"] == "OSError: a disk is full"
    assert pipeline.states_of(pipeline.gold) == ["FAILED", "FAILED", "FAILED"]
    assert heard(pipeline.cloud, topic, wanted=0) == []


def test_each_job_has_retries_of_its_own(make: Make, tmp_path: Path) -> None:
    clean, gold = (fails_until(tmp_path / name, tries=3) for name in ("clean", "gold"))
    pipeline = make(clean=clean, gold=gold)
    assert pipeline.outcome().startswith("cleaned, built gold")
    assert [len(pipeline.states_of(job)) for job in (pipeline.clean, pipeline.gold)] == [3, 3]


def test_a_run_that_somebody_stopped_is_not_started_again(make: Make) -> None:
    pipeline = make(clean=machines.SLEEPS)
    execution = machines.start(pipeline.cloud, pipeline.machine)
    (run,) = machines.runs(pipeline.cloud, pipeline.clean, at_least=1)
    pipeline.cloud.client("glue").batch_stop_job_run(JobName=pipeline.clean, JobRunIds=[run["Id"]])
    assert machines.ended(pipeline.cloud, execution)["error"] == "RunFailed"
    assert pipeline.states_of(pipeline.clean) == ["STOPPED"]


def test_a_crawl_that_fails_is_told_and_fails_nothing(make: Make, topic: str) -> None:
    pipeline = make(crawls=True)
    assert pipeline.outcome() == "cleaned, built gold; crawls: 2, failed: 1"
    (message,) = heard(pipeline.cloud, topic)
    assert message["Subject"] == "Airlock: a crawl failed"
    assert message["Message"].startswith("missing: NOT_STARTED ")


def test_a_check_of_crawls_that_fails_is_told_and_fails_nothing(make: Make, topic: str) -> None:
    pipeline = make(crawls=None)
    assert pipeline.outcome() == "cleaned, built gold; crawls: 1, failed: 1"
    (message,) = heard(pipeline.cloud, topic)
    assert message["Message"].startswith("due-crawls: UNKNOWN ")


def test_a_role_without_a_right_fails_the_execution(fast: LocalCloud, make: Make) -> None:
    pipeline = make()
    role = fast.client("stepfunctions").describe_state_machine(stateMachineArn=pipeline.machine)["roleArn"]
    nothing = policy({"Effect": "Deny", "Action": "glue:StartJobRun", "Resource": "*"})
    fast.client("iam").put_role_policy(RoleName=role.rsplit("/", 1)[-1], PolicyName="deny", PolicyDocument=nothing)
    execution = pipeline.run()
    assert execution["error"] == "RunFailed"
    assert "not authorized to perform: glue:StartJobRun" in execution["cause"]
    assert pipeline.states_of(pipeline.clean) == []


def fails_until(file: Path, tries: int) -> str:
    """A script that fails until its last try."""
    return f"""
from pathlib import Path
file = Path({str(file)!r})
tries = int(file.read_text()) + 1 if file.exists() else 1
file.write_text(str(tries))
if tries < {tries}:
    raise OSError(tries)
"""


def heard(cloud: LocalCloud, queue: str, wanted: int = 1) -> list[dict[str, Any]]:
    """Messages that the topic sent, once as many as wanted are there or 10 seconds are over."""
    found: list[dict[str, Any]] = []
    deadline = time.monotonic() + 10
    while True:
        answer = cloud.client("sqs").receive_message(QueueUrl=queue, MaxNumberOfMessages=10)
        found += [json.loads(message["Body"]) for message in answer.get("Messages", [])]
        if len(found) >= wanted or time.monotonic() > deadline:
            return found
        time.sleep(0.1)

"""The check on a real local cloud: first on a fresh deploy, then after changes that CloudFormation knows nothing of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from conformance.kinds import KINDS, RECORDED
from conformance.testing import Outcome, run_check, write_assembly
from plant_changes import CHANGED as PLANT_CHANGED
from plant_changes import DELETED as PLANT_DELETED
from plant_changes import change_anchors, change_plant_identities, change_watch
from platform_changes import CHANGED, DELETED, change_cluster, change_entrance, change_network, forget_what_was_recorded
from standin.testing.local_cloud import LocalCloud
from template import CODE_BUCKET, CODE_KEY, TEMPLATE, function_archive

STACK = "deployed-set"
REGION = "us-east-1"
NOBODY = {"Effect": "Deny", "Action": "*", "Resource": "*"}


@pytest.fixture(scope="module")
def assembly(cloud: LocalCloud, tmp_path_factory: pytest.TempPathFactory) -> Path:
    cloud.client("s3").create_bucket(Bucket=CODE_BUCKET)
    cloud.client("s3").put_object(Bucket=CODE_BUCKET, Key=CODE_KEY, Body=function_archive())
    cloud.deploy(TEMPLATE["Resources"], name=STACK)
    return write_assembly(tmp_path_factory.mktemp("assembly"), {STACK: TEMPLATE})


@pytest.fixture(scope="module")
def fresh(cloud: LocalCloud, assembly: Path) -> Outcome:
    return run_check(cloud, assembly, "--json")


@pytest.fixture(scope="module")
def tampered(cloud: LocalCloud, assembly: Path, fresh: Outcome) -> Outcome:  # fresh: read before anything is changed
    change_store(cloud)
    change_identities(cloud)
    change_intake(cloud)
    change_stream(cloud)
    change_job(cloud)
    change_catalogue(cloud)
    change_alarms(cloud)
    change_plant_identities(cloud, STACK)
    change_anchors(cloud, STACK)
    change_watch(cloud, STACK)
    change_network(cloud, STACK)
    change_cluster(cloud, STACK)
    change_entrance(cloud, STACK)
    forget_what_was_recorded(cloud)
    change_machine(cloud)
    return run_check(cloud, assembly, "--json")


def change_store(cloud: LocalCloud) -> None:
    s3, bucket = cloud.client("s3"), cloud.resource(STACK, "Store")
    s3.put_bucket_versioning(Bucket=bucket, VersioningConfiguration={"Status": "Suspended"})
    s3.delete_bucket_tagging(Bucket=bucket)
    policy = json.loads(s3.get_bucket_policy(Bucket=bucket)["Policy"])
    policy["Statement"] = [each for each in policy["Statement"] if each["Sid"] != "NoDelete"]
    s3.put_bucket_policy(Bucket=bucket, Policy=json.dumps(policy))


def change_identities(cloud: LocalCloud) -> None:
    iam, role = cloud.client("iam"), cloud.resource(STACK, "Role")
    iam.attach_role_policy(RoleName=role, PolicyArn="arn:aws:iam::aws:policy/AdministratorAccess")
    everything = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "*", "Resource": "*"}}
    iam.put_role_policy(RoleName=role, PolicyName="more", PolicyDocument=json.dumps(everything))
    iam.update_assume_role_policy(
        RoleName=role,
        PolicyDocument=json.dumps(
            {**everything, "Statement": {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": "*"}}
        ),
    )
    iam.delete_user_policy(UserName="feeder", PolicyName="put")
    key = cloud.resource(STACK, "Key")
    cloud.client("secretsmanager").put_secret_value(
        SecretId="feeder-key", SecretString=json.dumps({"id": key, "secret": "x" * 40}, separators=(",", ":"))
    )
    iam.update_access_key(UserName="feeder", AccessKeyId=key, Status="Inactive")


def change_intake(cloud: LocalCloud) -> None:
    queue, function = cloud.resource(STACK, "Queue"), cloud.resource(STACK, "Function")
    cloud.client("sqs").set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "11", "Policy": ""})
    cloud.client("sqs").delete_queue(QueueUrl=cloud.resource(STACK, "DeadLetters"))
    rule = cloud.resource(STACK, "Landed")
    cloud.client("events").disable_rule(Name=rule)
    cloud.client("events").remove_targets(Rule=rule, Ids=["Target0"])
    log_group = cloud.resource(STACK, "Log")
    cloud.client("logs").put_retention_policy(logGroupName=log_group, retentionInDays=7)
    functions = cloud.client("lambda")
    functions.update_function_configuration(FunctionName=function, Timeout=11, Environment={"Variables": {}})
    functions.put_function_concurrency(FunctionName=function, ReservedConcurrentExecutions=2)
    functions.remove_permission(FunctionName=function, StatementId=cloud.resource(STACK, "Permission"))
    functions.update_event_source_mapping(UUID=cloud.resource(STACK, "Mapping"), BatchSize=6)


def change_stream(cloud: LocalCloud) -> None:
    kinesis, stream = cloud.client("kinesis"), cloud.resource(STACK, "Stream")
    kinesis.decrease_stream_retention_period(StreamName=stream, RetentionPeriodHours=24)
    kinesis.stop_stream_encryption(StreamName=stream, EncryptionType="KMS", KeyId="alias/aws/kinesis")
    kinesis.remove_tags_from_stream(StreamName=stream, TagKeys=["owner"])
    kinesis.update_shard_count(StreamName=stream, TargetShardCount=1, ScalingType="UNIFORM_SCALING")
    cloud.client("lambda").update_event_source_mapping(
        UUID=cloud.resource(STACK, "StreamMapping"),
        BisectBatchOnFunctionError=False,
        DestinationConfig={"OnFailure": {"Destination": "arn:aws:s3:::elsewhere"}},
        MaximumRetryAttempts=-1,
        MaximumRecordAgeInSeconds=-1,
    )


def change_job(cloud: LocalCloud) -> None:
    glue = cloud.client("glue")
    job = glue.get_job(JobName="clean")["Job"]
    # The stand-in's UpdateJob and CreateJob do not take the concurrency, so a new job of that name has none.
    glue.delete_job(JobName="clean")
    arguments = {**job["DefaultArguments"], "--enable-metrics": "false"}
    glue.create_job(Name="clean", Role=job["Role"], Command=job["Command"], DefaultArguments=arguments)
    glue.tag_resource(ResourceArn=f"arn:aws:glue:{REGION}:000000000000:job/clean", TagsToAdd={"owner": "somebody"})
    glue.delete_database(Name="plant")


def change_catalogue(cloud: LocalCloud) -> None:
    glue, plain = cloud.client("glue"), cloud.resource(STACK, "PlainCrawler")
    target = {"Path": "s3://somewhere/else/", "Exclusions": ["**.json"]}
    glue.update_crawler(Name="crawl", Targets={"S3Targets": [target]}, TablePrefix="")
    glue.tag_resource(ResourceArn=f"arn:aws:glue:{REGION}:000000000000:crawler/crawl", TagsToAdd={"owner": "somebody"})
    glue.update_crawler(Name=plain, Schedule="cron(0 * * * ? *)")
    glue.delete_classifier(Name="tab")
    glue.create_classifier(CsvClassifier={"Name": "tab", "Delimiter": ",", "ContainsHeader": "PRESENT"})


def change_alarms(cloud: LocalCloud) -> None:
    topic, alarm = cloud.resource(STACK, "Topic"), cloud.resource(STACK, "Alarm")
    cloud.client("sns").untag_resource(ResourceArn=topic, TagKeys=["owner"])
    budget, costs = {"AccountId": "000000000000"}, cloud.resource(STACK, "Costs")
    changed = {
        "BudgetName": costs,
        "BudgetType": "COST",
        "TimeUnit": "MONTHLY",
        "BudgetLimit": {"Amount": "9", "Unit": "USD"},
    }
    cloud.client("budgets").update_budget(**budget, NewBudget=changed)
    everybody = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "sns:*", "Principal": "*"}}
    cloud.client("sns").set_topic_attributes(
        TopicArn=topic, AttributeName="Policy", AttributeValue=json.dumps(everybody)
    )
    cloudwatch = cloud.client("cloudwatch")
    (known,) = cloudwatch.describe_alarms(AlarmNames=[alarm])["MetricAlarms"]
    kept = ("MetricName", "Namespace", "Dimensions", "Statistic", "Period", "EvaluationPeriods", "ComparisonOperator")
    cloudwatch.put_metric_alarm(AlarmName=alarm, Threshold=100, **{name: known[name] for name in kept})
    cloudwatch.put_dashboard(DashboardName="plant", DashboardBody='{"widgets":[]}')


def change_machine(cloud: LocalCloud) -> None:
    states, machine = cloud.client("stepfunctions"), cloud.resource(STACK, "Machine")
    definition = json.dumps({"StartAt": "End", "States": {"End": {"Type": "Succeed"}}})
    quiet = {"level": "OFF", "includeExecutionData": False}
    states.update_state_machine(
        stateMachineArn=machine, definition=definition, loggingConfiguration=quiet, roleArn=cloud.role(NOBODY)
    )
    scheduler, name = cloud.client("scheduler"), cloud.resource(STACK, "Schedule")
    known = scheduler.get_schedule(Name=name)
    kept = {
        "FlexibleTimeWindow": known["FlexibleTimeWindow"],
        "Target": {**known["Target"], "Input": '{"force": true}'},
    }
    scheduler.update_schedule(Name=name, ScheduleExpression="rate(1 minute)", State="ENABLED", **kept)


def test_the_template_has_every_type_that_has_a_reader() -> None:
    types = {resource["Type"] for resource in TEMPLATE["Resources"].values()}
    assert types - RECORDED == KINDS.keys()


def test_a_fresh_deploy_is_complete(fresh: Outcome) -> None:
    found = {part: fresh.report[part] for part in ("missing", "different", "undecided")}
    assert (fresh.code, found) == (0, {"missing": [], "different": [], "undecided": []})


def test_every_resource_of_a_fresh_deploy_is_compared(fresh: Outcome) -> None:
    recorded = len(fresh.report["recorded"])
    assert fresh.report["resources"] == fresh.report["checked"] + recorded == len(TEMPLATE["Resources"])


def test_what_is_recorded_is_named_and_not_counted_as_read(fresh: Outcome) -> None:
    (row,) = fresh.report["recorded"]
    assert (row["logicalId"], row["kind"], row["name"]) == ("Namespace", "Namespace", "analytics")


def test_what_has_no_effect_is_named(fresh: Outcome) -> None:
    assert {"Landed.Targets.RetryPolicy", "Mapping.Tags", "Store.LifecycleConfiguration"} <= {
        *fresh.named("notApplied")
    }


@pytest.mark.parametrize(
    "changed",
    [
        "Alarm.AlarmActions",
        "Alarm.Threshold",
        "AutoDelete.BucketName",
        "Classifier.CsvClassifier.Delimiter",
        "Costs.Budget.BudgetLimit.Amount",
        "Crawler.TablePrefix",
        "Crawler.Tags.owner",
        "Crawler.Targets.S3Targets",
        "Function.Environment",
        "Function.ReservedConcurrentExecutions",
        "Function.Timeout",
        "Job.DefaultArguments.--enable-metrics",
        "Job.ExecutionProperty",
        "Job.JobRunQueuingEnabled",
        "Job.Tags.owner",
        "Key.Status",
        "Landed.State",
        "Landed.Targets",
        "Log.RetentionInDays",
        "Machine.DefinitionString",
        "Machine.LoggingConfiguration.Level",
        "Machine.RoleArn",
        "Mapping.BatchSize",
        "Overview.DashboardBody",
        "PlainCrawler.Schedule",
        "Queue.VisibilityTimeout",
        "Role.AssumeRolePolicyDocument.Statement",
        "Role.ManagedPolicyArns",
        "Role.Policies",
        "Schedule.ScheduleExpression",
        "Schedule.State",
        "Schedule.Target.Input",
        "Secret.SecretString",
        "Store.Tags",
        "Stream.RetentionPeriodHours",
        "Stream.ShardCount",
        "Stream.StreamEncryption",
        "Stream.Tags",
        "StreamMapping.BisectBatchOnFunctionError",
        "StreamMapping.DestinationConfig.OnFailure.Destination",
        "StreamMapping.MaximumRecordAgeInSeconds",
        "StreamMapping.MaximumRetryAttempts",
        "Store.VersioningConfiguration.Status",
        "StorePolicy.PolicyDocument.Statement",
        "Topic.Tags",
        "TopicPolicy.PolicyDocument.Statement",
        *CHANGED,
        *PLANT_CHANGED,
    ],
)
def test_a_change_behind_the_back_of_cloudformation_is_found(tampered: Outcome, changed: str) -> None:
    assert changed in tampered.named("different")


@pytest.mark.parametrize(
    "deleted", ["Catalogue", "DeadLetters", "Permission", "QueuePolicy", "UserPolicy", *DELETED, *PLANT_DELETED]
)
def test_a_deleted_resource_is_found(tampered: Outcome, deleted: str) -> None:
    assert deleted in tampered.named("missing")


def test_a_finding_ends_with_1(tampered: Outcome) -> None:
    assert tampered.code == 1


def test_a_removed_statement_is_told_whole(tampered: Outcome) -> None:
    row = next(row for row in tampered.report["different"] if row["logicalId"] == "StorePolicy")
    assert (row["got"], [statement["Sid"] for statement in row["wanted"]]) == ([], ["NoDelete"])


def test_a_secret_is_never_printed(tampered: Outcome) -> None:
    assert "x" * 40 not in tampered.output
    assert any("cannot sign with" in str(row["got"]) for row in tampered.report["different"])


def test_a_stack_that_is_not_deployed_is_missing(cloud: LocalCloud, tmp_path: Path) -> None:
    template = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}}}
    outcome = run_check(cloud, write_assembly(tmp_path, {"absent": template}))
    assert outcome.code == 1
    assert "missing      absent/Queue (AWS::SQS::Queue)" in outcome.output


def test_a_type_without_a_reader_cannot_be_told(cloud: LocalCloud, tmp_path: Path) -> None:
    keys = {"Type": "AWS::Glue::SecurityConfiguration", "Properties": {"Name": "keys", "EncryptionConfiguration": {}}}
    cloud.deploy({"Keys": keys}, name="no-reader")
    outcome = run_check(cloud, write_assembly(tmp_path, {"no-reader": {"Resources": {"Keys": keys}}}))
    assert outcome.code == 2
    assert "no reader for AWS::Glue::SecurityConfiguration" in outcome.output


@pytest.mark.parametrize("endpoint", ["https://s3.amazonaws.com", "https://127.0.0.1:1"])
def test_another_cloud_is_refused(cloud: LocalCloud, tmp_path: Path, endpoint: str) -> None:
    outcome = run_check(cloud, tmp_path, AWS_ENDPOINT_URL=endpoint)
    assert outcome.code == 2
    assert endpoint in outcome.output

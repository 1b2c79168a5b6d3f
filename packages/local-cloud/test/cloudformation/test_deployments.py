from __future__ import annotations

import json
import signal
import time

import pytest
from standin.testing.local_cloud import LocalCloud, unique


def test_a_deploy_cut_off_by_a_kill_is_a_failed_creation_that_can_be_deleted(own_cloud: LocalCloud) -> None:
    name, cloudformation = unique("stack"), own_cloud.client("cloudformation")
    resources = {
        "Queue": {"Type": "AWS::SQS::Queue"},
        "Handle": {"Type": "AWS::CloudFormation::WaitConditionHandle", "DependsOn": "Queue"},
        "Never": {
            "Type": "AWS::CloudFormation::WaitCondition",
            "Properties": {"Handle": {"Ref": "Handle"}, "Timeout": "600"},
        },
    }
    cloudformation.create_stack(StackName=name, TemplateBody=json.dumps({"Resources": resources}))
    time.sleep(2.5)  # the state is saved each second
    assert own_cloud.stack_status(name) == "CREATE_IN_PROGRESS"
    own_cloud.end(signal.SIGKILL)
    own_cloud.start()
    assert own_cloud.stack_status(name) == "ROLLBACK_FAILED"
    own_cloud.client("cloudformation").delete_stack(StackName=name)
    deadline = time.monotonic() + 10
    while own_cloud.client("sqs").list_queues().get("QueueUrls") and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not own_cloud.client("sqs").list_queues().get("QueueUrls")


def test_a_custom_resource_whose_function_fails_ends_the_deploy_at_once(cloud: LocalCloud) -> None:
    role = cloud.role({"Effect": "Allow", "Action": "logs:*", "Resource": "*"}, service="lambda.amazonaws.com")
    function = {
        "Handler": "index.handler",
        "Runtime": "python3.13",
        "Role": role,
        "Code": {"ZipFile": "def handler(event, context):\n    raise ValueError('cannot do this')\n"},
    }
    resources = {
        "Function": {"Type": "AWS::Lambda::Function", "Properties": function},
        "Custom": {"Type": "Custom::Failing", "Properties": {"ServiceToken": {"Fn::GetAtt": ["Function", "Arn"]}}},
    }
    with pytest.raises(RuntimeError, match=r"the custom resource's function failed: .*cannot do this"):
        cloud.deploy(resources)

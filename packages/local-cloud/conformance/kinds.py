"""Which reader tells of which resource type: a new type is one entry here, or in the table of its reader's module."""

from __future__ import annotations

from conformance.readers import (
    alarms,
    eks,
    events,
    functions,
    glue,
    iam,
    keys,
    kinesis,
    network,
    roles_anywhere,
    s3,
    secrets,
    states,
    trails,
)
from conformance.reading import Kind

_AES256 = {"ServerSideEncryptionConfiguration": [{"ServerSideEncryptionByDefault": {"SSEAlgorithm": "AES256"}}]}
_NO_POLICIES = {"ManagedPolicyArns": None, "Policies": None, "PermissionsBoundary": None}

# Applied to a cluster by a function, so that no AWS service tells of them.
RECORDED = frozenset({"Custom::AWSCDK-EKS-HelmChart", "Custom::AWSCDK-EKS-KubernetesResource"})

KINDS: dict[str, Kind] = {
    "AWS::CloudWatch::Alarm": Kind(
        alarms.read_alarm,
        absent={
            "ActionsEnabled": True,
            "DatapointsToAlarm": None,
            "ExtendedStatistic": None,
            "InsufficientDataActions": None,
            "Tags": None,
            "Unit": None,
        },
    ),
    "AWS::CloudWatch::Dashboard": Kind(alarms.read_dashboard),
    "AWS::EC2::EIP": Kind(network.read_address, absent={"Domain": "vpc", "Tags": None}),
    "AWS::EC2::InternetGateway": Kind(network.read_internet_gateway, absent={"Tags": None}),
    "AWS::EC2::LaunchTemplate": Kind(network.read_launch_template, absent={"TagSpecifications": None}),
    "AWS::EC2::NatGateway": Kind(network.read_nat_gateway, absent={"ConnectivityType": "public", "Tags": None}),
    "AWS::EC2::Route": Kind(network.read_route, absent={"GatewayId": None, "NatGatewayId": None}),
    "AWS::EC2::RouteTable": Kind(network.read_route_table, absent={"Tags": None}),
    "AWS::EC2::SecurityGroup": Kind(
        network.read_security_group,
        absent={
            "SecurityGroupEgress": [{"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"}],
            "SecurityGroupIngress": None,
            "Tags": None,
        },
    ),
    "AWS::EC2::Subnet": Kind(network.read_subnet, absent={"MapPublicIpOnLaunch": False, "Tags": None}),
    "AWS::EC2::SubnetRouteTableAssociation": Kind(network.read_route_table_association),
    "AWS::EC2::VPC": Kind(
        network.read_vpc,
        absent={"EnableDnsHostnames": False, "EnableDnsSupport": True, "InstanceTenancy": "default", "Tags": None},
    ),
    "AWS::EC2::VPCEndpoint": Kind(
        network.read_endpoint,
        absent={
            "PrivateDnsEnabled": False,
            "RouteTableIds": None,
            "SecurityGroupIds": None,
            "SubnetIds": None,
            "Tags": None,
            "VpcEndpointType": "Gateway",
        },
    ),
    "AWS::EC2::VPCGatewayAttachment": Kind(network.read_gateway_attachment),
    "AWS::EKS::AccessEntry": Kind(
        eks.read_access_entry,
        absent={"AccessPolicies": None, "KubernetesGroups": None, "Tags": None, "Type": "STANDARD"},
    ),
    "AWS::EKS::Addon": Kind(eks.read_addon, absent={"ConfigurationValues": None, "Tags": None}),
    "AWS::EKS::Cluster": Kind(eks.read_cluster, absent={"Logging": None, "Tags": None}),
    "AWS::EKS::Nodegroup": Kind(eks.read_nodegroup, absent={"Labels": None, "Tags": None, "Taints": None}),
    "AWS::EKS::PodIdentityAssociation": Kind(eks.read_pod_identity, absent={"Tags": None, "TargetRoleArn": None}),
    "AWS::Events::Rule": Kind(
        events.read_rule,
        absent={
            "Description": None,
            "EventBusName": "default",
            "EventPattern": None,
            "ScheduleExpression": None,
            "State": "ENABLED",
            "Tags": None,
            "Targets": None,
        },
    ),
    "AWS::Glue::Classifier": Kind(glue.read_classifier),
    "AWS::Glue::Crawler": Kind(
        glue.read_crawler,
        absent={
            "Classifiers": None,
            "Configuration": None,
            "CrawlerSecurityConfiguration": None,
            "Description": None,
            "RecrawlPolicy": None,
            "Schedule": None,
            "SchemaChangePolicy": None,
            "TablePrefix": None,
            "Tags": None,
        },
    ),
    "AWS::Glue::Database": Kind(glue.read_database),
    "AWS::Glue::Job": Kind(
        glue.read_job,
        absent={
            "DefaultArguments": None,
            "Description": None,
            "ExecutionProperty": {"MaxConcurrentRuns": 1},
            "JobRunQueuingEnabled": False,
            "NonOverridableArguments": None,
            "SecurityConfiguration": None,
            "Tags": None,
        },
    ),
    # A new serial only makes a new key, and no call tells it.
    "AWS::IAM::AccessKey": Kind(iam.read_access_key, absent={"Status": "Active"}, not_told=frozenset({"Serial"})),
    "AWS::IAM::ManagedPolicy": Kind(
        iam.read_managed_policy,
        absent={"Description": None, "Groups": None, "Path": "/", "Roles": None, "Users": None},
    ),
    "AWS::IAM::Policy": Kind(iam.read_policy),
    "AWS::IAM::Role": Kind(
        iam.read_role,
        absent={"Path": "/", "MaxSessionDuration": 3600, "Description": None, "Tags": None, **_NO_POLICIES},
    ),
    "AWS::IAM::User": Kind(iam.read_user, absent={"Path": "/", "Groups": None, "Tags": None, **_NO_POLICIES}),
    "AWS::KMS::Key": Kind(
        keys.read_key,
        absent={"EnableKeyRotation": False, "Enabled": True, "KeyUsage": "ENCRYPT_DECRYPT", "Tags": None},
    ),
    "AWS::Kinesis::Stream": Kind(
        kinesis.read_stream,
        absent={
            "RetentionPeriodHours": 24,
            "ShardCount": 1,
            "StreamEncryption": None,
            "StreamModeDetails": {"StreamMode": "PROVISIONED"},
            "Tags": None,
        },
    ),
    "AWS::Lambda::EventSourceMapping": Kind(
        functions.read_event_source_mapping,
        absent={
            "BisectBatchOnFunctionError": None,
            "DestinationConfig": None,
            "Enabled": True,
            "FilterCriteria": None,
            "FunctionResponseTypes": None,
            "MaximumBatchingWindowInSeconds": 0,
            "MaximumRecordAgeInSeconds": None,
            "MaximumRetryAttempts": None,
            "ParallelizationFactor": None,
            "Tags": None,
        },
    ),
    "AWS::Lambda::Function": Kind(
        functions.read_function,
        absent={
            "Architectures": ["x86_64"],
            "Description": None,
            "Environment": None,
            "Layers": None,
            "LoggingConfig": None,
            "MemorySize": 128,
            "ReservedConcurrentExecutions": None,
            "Tags": None,
            "Timeout": 3,
            "VpcConfig": None,
        },
    ),
    "AWS::Lambda::LayerVersion": Kind(
        functions.read_layer,
        absent={"CompatibleArchitectures": None, "CompatibleRuntimes": None, "Description": None, "LicenseInfo": None},
    ),
    "AWS::Lambda::Permission": Kind(functions.read_permission, absent={"SourceArn": None, "SourceAccount": None}),
    "AWS::Logs::LogGroup": Kind(
        functions.read_log_group,
        absent={"KmsKeyId": None, "LogGroupClass": "STANDARD", "RetentionInDays": None, "Tags": None},
    ),
    "AWS::S3::Bucket": Kind(
        s3.read_bucket,
        absent={
            "BucketEncryption": _AES256,
            "LifecycleConfiguration": None,
            "LoggingConfiguration": None,
            "MetricsConfigurations": None,
            "NotificationConfiguration": None,
            "ObjectLockConfiguration": None,
            "ObjectLockEnabled": None,
            "Tags": None,
            "VersioningConfiguration": None,
        },
    ),
    "AWS::S3::BucketPolicy": Kind(s3.read_bucket_policy),
    "AWS::SNS::Topic": Kind(alarms.read_topic, absent={"KmsMasterKeyId": None, "Tags": None}),
    "AWS::SNS::TopicPolicy": Kind(alarms.read_topic_policy),
    "AWS::SQS::Queue": Kind(
        events.read_queue,
        absent={
            "DelaySeconds": 0,
            "MessageRetentionPeriod": 345600,
            "ReceiveMessageWaitTimeSeconds": 0,
            "RedriveAllowPolicy": None,
            "RedrivePolicy": None,
            "Tags": None,
            "VisibilityTimeout": 30,
        },
    ),
    "AWS::SQS::QueuePolicy": Kind(events.read_queue_policy),
    "AWS::SSM::Parameter": Kind(keys.read_parameter),
    "AWS::Scheduler::Schedule": Kind(
        states.read_schedule,
        absent={"Description": None, "GroupName": "default", "ScheduleExpressionTimezone": "UTC", "State": "ENABLED"},
    ),
    "AWS::SecretsManager::Secret": Kind(
        secrets.read_secret, absent={"Description": None, "KmsKeyId": None, "Tags": None}
    ),
    "AWS::StepFunctions::StateMachine": Kind(
        states.read_state_machine,
        absent={
            "LoggingConfiguration": {"Level": "OFF", "IncludeExecutionData": False},
            "StateMachineType": "STANDARD",
            "Tags": None,
        },
    ),
    "Custom::S3AutoDeleteObjects": Kind(s3.read_auto_delete),
    **roles_anywhere.KINDS,
    **trails.KINDS,
}

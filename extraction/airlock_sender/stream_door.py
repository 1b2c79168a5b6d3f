"""The site's Kinesis stream: puts of records, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from airlock_sender.door import DoorError, code_of

RECORDS: Final = 500
CALL_BYTES: Final = 5 * 1024 * 1024
"""The most that one call may hold: data and keys."""


class Record(NamedTuple):
    key: str
    data: bytes


class StreamDoor:
    """`client` is a Kinesis client of botocore, whose retries are off: what was sent twice must be known here."""

    def __init__(self, client: Any, name: str) -> None:  # noqa: ANN401 - made at run time
        self._client = client
        self._name = name

    def put(self, records: Sequence[Record]) -> list[str | None]:
        """For each record nothing where the stream has it, else the error. Raises `DoorError` where that is known of none."""
        asked = [{"Data": data, "PartitionKey": key} for key, data in records]
        try:
            answer = self._client.put_records(StreamName=self._name, Records=asked)
        except ClientError as error:
            code, status = code_of(error)
            is_passing = code in ("ProvisionedThroughputExceededException", "LimitExceededException")
            message = f"{code}: {error.response['Error'].get('Message', '')}".strip()
            raise DoorError(message, 400 <= status < 500 and not is_passing) from error
        except BotoCoreError as error:
            raise DoorError(str(error), False) from error
        told = answer["Records"]
        if len(told) != len(records):
            raise DoorError(f"got {len(told)} answers, wanted those of {len(records)} records", False)
        return [_error(each) for each in told]


def _error(told: dict[str, str]) -> str | None:
    if told.get("SequenceNumber") and not told.get("ErrorCode"):
        return None
    return f"{told.get('ErrorCode')}: {told.get('ErrorMessage')}"


def kinesis_client(region: str, profile: str | None, endpoint_url: str | None, ca_file: str | None) -> Any:  # noqa: ANN401
    config = Config(signature_version="v4", retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60)
    return Session(profile=profile).create_client(
        "kinesis", region_name=region, endpoint_url=endpoint_url, verify=ca_file, config=config
    )

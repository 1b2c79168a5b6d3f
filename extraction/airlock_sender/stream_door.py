"""The site's Kinesis stream: puts of records, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from airlock_sender.door import DoorError, code_of, session_of
from airlock_sender.settings import CloudSettings

RECORDS: Final = 500
CALL_BYTES: Final = 5 * 1024 * 1024
"""The most that one call may hold: data and keys."""


class Record(NamedTuple):
    key: str
    data: bytes


class StreamDoor:
    """`client_of` makes a Kinesis client of botocore, whose retries are off: what was sent twice must be known here. It is made at the
    first put, since making it signs in.
    """

    def __init__(self, client_of: Callable[[], Any], name: str) -> None:
        self._client_of = client_of
        self._name = name

    @cached_property
    def _client(self) -> Any:  # noqa: ANN401 - made at run time
        return self._client_of()

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
        except (BotoCoreError, OSError) as error:
            raise DoorError(f"{type(error).__name__}: {error}", False) from error
        told = answer["Records"]
        if len(told) != len(records):
            raise DoorError(f"got {len(told)} answers, wanted those of {len(records)} records", False)
        return [_error(each) for each in told]


def _error(told: dict[str, str]) -> str | None:
    if told.get("SequenceNumber") and not told.get("ErrorCode"):
        return None
    return f"{told.get('ErrorCode')}: {told.get('ErrorMessage')}"


def kinesis_client(cloud: CloudSettings) -> Any:  # noqa: ANN401 - made at run time
    config = Config(signature_version="v4", retries={"total_max_attempts": 1}, connect_timeout=10, read_timeout=60)
    return session_of(cloud).create_client(
        "kinesis", region_name=cloud.region, endpoint_url=cloud.endpoint_url, verify=cloud.ca_file, config=config
    )

"""Objects to read: what the plants stored, and one in each bucket behind the inner door."""

from __future__ import annotations

from tried.ground.preparation import Preparation
from tried.places import CopyTarget, StoredBucket, StoredObject
from tried.plan import LAYERS

WORDS = {
    "landing": "landing",
    "bronze": "bronze",
    "silver": "silver",
    "gold": "gold",
    "accessLogs": "the access logs",
}
# S3's name for the version of an object in a bucket that keeps one only.
UNVERSIONED = "null"
_BODY = b"tried\n"


def stored_objects(preparation: Preparation) -> tuple[StoredObject, ...]:
    """Objects in every bucket; what is put behind the inner door is gone again afterwards."""
    plan, identity = preparation.plan, preparation.identity
    landing, target = plan.buckets["landing"], _copy_target(preparation)
    plants = {
        "its own object": f"{identity.folder}own.txt",
        "another site's object": f"{identity.other_folder}own.txt",
    }
    behind = {f"an object of {WORDS[layer]}": plan.buckets[layer] for layer in LAYERS if layer != "landing"}
    return (
        *(_stored(preparation, words, landing, key, target) for words, key in plants.items()),
        *(_passing(preparation, words, bucket, target) for words, bucket in behind.items()),
    )


def versioned_objects(preparation: Preparation) -> tuple[StoredObject, ...]:
    return tuple(each for each in stored_objects(preparation) if each.version != UNVERSIONED)


def stored_buckets(preparation: Preparation) -> tuple[StoredBucket, ...]:
    plan, identity = preparation.plan, preparation.identity
    return tuple(
        StoredBucket(WORDS[layer], plan.buckets[layer], identity.folder if layer == "landing" else "_probe/")
        for layer in LAYERS
    )


def _copy_target(preparation: Preparation) -> CopyTarget:
    identity, bucket = preparation.identity, preparation.plan.buckets["landing"]
    key = f"{identity.folder}part-copy"
    form = {"IfNoneMatch": "*"} if identity.creates_only else {}
    return CopyTarget(bucket, identity.folder, unfinished_upload(preparation, bucket, key), key, form)


def _stored(preparation: Preparation, target: str, bucket: str, key: str, copy_to: CopyTarget) -> StoredObject:
    version = preparation.owner.s3.put_object(Bucket=bucket, Key=key, Body=_BODY).get("VersionId", UNVERSIONED)
    return StoredObject(target, bucket, key, version, unfinished_upload(preparation, bucket, key), copy_to)


def _passing(preparation: Preparation, target: str, bucket: str, copy_to: CopyTarget) -> StoredObject:
    stored = _stored(preparation, target, bucket, f"_probe/{preparation.plan.run}.txt", copy_to)
    preparation.cleanup.callback(preparation.owner.s3.delete_object, **stored.at_version)
    return stored


def unfinished_upload(preparation: Preparation, bucket: str, key: str) -> str:
    """Id of a multipart upload that is aborted at the end."""
    at = {"Bucket": bucket, "Key": key}
    upload: str = preparation.owner.s3.create_multipart_upload(**at)["UploadId"]
    preparation.cleanup.callback(preparation.owner.s3.abort_multipart_upload, **at, UploadId=upload)
    return upload

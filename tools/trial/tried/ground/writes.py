"""Places that an identity must not write to. What its owner puts there is cleared away, or lies where no intake takes it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping

from tried.ground.objects import WORDS
from tried.ground.preparation import Preparation
from tried.places import Renewed, Spot, StandingPolicy
from tried.plan import LAYERS, Identity

_BODY = b"probe\n"


def form_of(identity: Identity) -> Mapping[str, str]:
    """Header with which an identity must put: only then is a refusal due to the place and not to the form."""
    return {"IfNoneMatch": "*"} if identity.creates_only else {}


def foreign_spots(preparation: Preparation) -> tuple[Spot, ...]:
    """In landing whatever is not its own, and the layers behind the inner door."""
    plan, identity = preparation.plan, preparation.identity
    site, feeder, tail = identity.folder.split("/", 2)
    folders = {
        "landing, outside every prefix": f"run={plan.run}/",
        "landing, the other site's prefix": identity.other_folder,
        "landing, a prefix that begins as its own": f"{site}-2/{feeder}/{tail}",
        "landing, its own site by another feeder": f"{site}/feeder=other/{tail}",
    }
    landing, behind = plan.buckets["landing"], [layer for layer in LAYERS if layer != "landing"]
    return (
        *(_spot(preparation, words, landing, folder) for words, folder in folders.items()),
        *(_spot(preparation, WORDS[layer], plan.buckets[layer], f"_probe/{plan.run}-") for layer in behind),
    )


def own_spots(preparation: Preparation) -> tuple[Spot]:
    landing = preparation.plan.buckets["landing"]
    return (_spot(preparation, "its own prefix", landing, preparation.identity.folder),)


def _spot(preparation: Preparation, target: str, bucket: str, folder: str) -> Spot:
    def new() -> dict[str, str]:
        at = {"Bucket": bucket, "Key": f"{folder}{uuid.uuid4().hex}.txt"}
        preparation.cleanup.callback(preparation.owner.s3.delete_object, **at)
        return at

    return Spot(target, form_of(preparation.identity), new)


def renewed_objects(preparation: Preparation) -> tuple[Renewed]:
    s3, bucket = preparation.owner.s3, preparation.plan.buckets["landing"]
    key = f"{preparation.identity.folder}{uuid.uuid4().hex}.txt"

    def renew() -> str:
        return str(s3.put_object(Bucket=bucket, Key=key, Body=_BODY)["VersionId"])

    return (Renewed("its own object", bucket, key, renew),)


def standing_policies(preparation: Preparation) -> tuple[StandingPolicy]:
    bucket = preparation.plan.buckets["landing"]
    return (StandingPolicy("landing", bucket, preparation.owner.s3.get_bucket_policy(Bucket=bucket)["Policy"]),)

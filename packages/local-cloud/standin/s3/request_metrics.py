"""Request metrics of S3: filters on a bucket by prefix, and what AWS measures of the requests that each takes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

from standin.cloudformation.handlers import Properties
from standin.cloudwatch import service_metrics
from standin.s3.calls import object_call
from standin.s3.shapes import renamed
from standin.server import traffic
from standin.server.seams import Seams, ministack, wrap
from standin.server.settings import Settings

SEAMS: Seams = {
    "core.responses": ("request_scope",),
    "services.s3": ("_buckets", "_dispatch", "_error"),
}

# A part of the bucket's own record, so that it is saved, and gone, with it: prefixes by the ids of the filters.
_FILTERS = "standin_metric_filters"
_NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/"

Answer = tuple[int, dict[str, str], bytes]
# Account, region, bucket and id.
_Filter = tuple[str, str, str, str]


def install(_settings: Settings) -> None:
    wrap("services.s3", "_dispatch", _with_configurations)
    traffic.listen(_measure)


def configure(bucket: str, configurations: Iterable[Properties]) -> None:
    """Set exactly these filters, in CloudFormation's shape."""
    known = {"Id": "Id", "Prefix": "Prefix"}
    filters = [renamed(each, known, "MetricsConfigurations") for each in configurations]
    ministack("services.s3")._buckets[bucket][_FILTERS] = {each["Id"]: each.get("Prefix", "") for each in filters}


def _with_configurations(original: Callable[..., Any]) -> Callable[..., Any]:
    def dispatch(
        method: str, bucket: str, key: str, headers: Mapping[str, str], body: bytes, query: Mapping[str, Any]
    ) -> Any:
        if key or "metrics" not in query or method not in _OPERATIONS:
            return original(method, bucket, key, headers, body, query)
        stored = ministack("services.s3")._buckets.get(bucket)
        if stored is None:
            return _error("NoSuchBucket", "The specified bucket does not exist", 404)
        return _OPERATIONS[method](stored.setdefault(_FILTERS, {}), (query.get("id") or [None])[0], body)

    return dispatch


def _get(filters: Mapping[str, str], identity: str | None, _body: bytes) -> Answer:
    if identity is None:
        root = ElementTree.Element("ListMetricsConfigurationsResult", xmlns=_NAMESPACE)
        for each, prefix in filters.items():
            root.append(_configuration(each, prefix))
        ElementTree.SubElement(root, "IsTruncated").text = "false"
        return _xml(root)
    if identity not in filters:
        return _error("NoSuchConfiguration", "The specified configuration does not exist.", 404)
    root = _configuration(identity, filters[identity])
    root.set("xmlns", _NAMESPACE)
    return _xml(root)


def _put(filters: dict[str, str], identity: str | None, body: bytes) -> Answer:
    root = ElementTree.fromstring(body)
    given = {each.tag.rpartition("}")[2]: each.text or "" for each in root.iter() if len(each) == 0}
    if identity is None or given.pop("Id", None) != identity:
        return _error("InvalidArgument", "the id of the configuration is not that of the request", 400)
    if given.keys() - {"Prefix", "Filter"}:
        return _error("NotImplemented", "the local cloud knows filters by prefix only", 501)
    filters[identity] = given.get("Prefix", "")
    return 200, {}, b""


def _delete(filters: dict[str, str], identity: str | None, _body: bytes) -> Answer:
    if identity is None or filters.pop(identity, None) is None:
        return _error("NoSuchConfiguration", "The specified configuration does not exist.", 404)
    return 204, {}, b""


_OPERATIONS: Mapping[str, Callable[[dict[str, str], str | None, bytes], Answer]] = {
    "GET": _get,
    "PUT": _put,
    "DELETE": _delete,
}


def _configuration(identity: str, prefix: str) -> ElementTree.Element:
    configuration = ElementTree.Element("MetricsConfiguration")
    ElementTree.SubElement(configuration, "Id").text = identity
    if prefix:
        ElementTree.SubElement(ElementTree.SubElement(configuration, "Filter"), "Prefix").text = prefix
    return configuration


def _xml(root: ElementTree.Element) -> Answer:
    return 200, {"Content-Type": "application/xml"}, ElementTree.tostring(root, xml_declaration=True, encoding="UTF-8")


def _error(code: str, message: str, status: int) -> Answer:
    answer: Answer = ministack("services.s3")._error(code, message, status)
    return answer


def _measure(calls: Sequence[traffic.Call]) -> None:
    values: dict[_Filter, dict[str, list[float]]] = {}
    for call in calls:
        for at in _filters_of(call):
            for metric, value in measurements(call).items():
                values.setdefault(at, {}).setdefault(metric, []).append(value)
    for (account, region, bucket, identity), metrics in values.items():
        with ministack("core.responses").request_scope(account, region):
            for metric, found in metrics.items():
                unit = "Bytes" if metric.startswith("Bytes") else "Count"
                service_metrics.record_values("AWS/S3", metric, found, unit, BucketName=bucket, FilterId=identity)


def _filters_of(call: traffic.Call) -> list[_Filter]:
    """The filters that take the call, if it is one on objects."""
    found = object_call(call)
    stored = ministack("services.s3")._buckets.get_scoped(call.account, None, found.bucket) if found else None
    filters = (stored or {}).get(_FILTERS, {})
    return [
        (call.account, call.region, found.bucket, identity)
        for identity, prefix in filters.items()
        if found and found.key.startswith(prefix)
    ]


def measurements(call: traffic.Call) -> dict[str, float]:
    """AWS's metrics of one request; an error's metric is 0 where there is none, so that its average is a rate."""
    found = object_call(call)
    kind = "List" if found and found.name.startswith("List") else call.method.capitalize()
    uploaded = {"BytesUploaded": float(call.sent_bytes)} if call.sent_bytes else {}
    errors = {f"{hundreds}xxErrors": float(call.status // 100 == hundreds) for hundreds in (4, 5)}
    return {"AllRequests": 1.0, f"{kind}Requests": 1.0, **uploaded, **errors}

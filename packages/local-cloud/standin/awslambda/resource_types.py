"""Lambda's types beyond MiniStack's: reserved concurrency, a function's network, and layers that do not fill the state."""

from __future__ import annotations

from typing import Any

from standin.cloudformation.handlers import Attributes, Handler, Properties
from standin.server.seams import Seams, ministack

# Named by resource_types/.
__all__ = ["LAYER", "set_concurrency", "set_network"]

SEAMS: Seams = {
    "services.lambda_svc": (
        "_functions",
        "_layers",
        "_put_function_concurrency",
        "_delete_function_concurrency",
        "_vpc_config_with_id",
    ),
}


def set_concurrency(name: str, props: Properties) -> None:
    service = ministack("services.lambda_svc")
    reserved = props.get("ReservedConcurrentExecutions")
    if reserved is None:
        service._delete_function_concurrency(name)
    else:
        service._put_function_concurrency(name, {"ReservedConcurrentExecutions": int(reserved)})


def set_network(name: str, props: Properties) -> None:
    service = ministack("services.lambda_svc")
    service._functions[name]["config"]["VpcConfig"] = service._vpc_config_with_id(props.get("VpcConfig"))


# No function here loads a layer, and MiniStack would write the bytes of each with every saved state: 80 MB a second.
def _create_layer(original: Handler, *arguments: Any) -> tuple[str, Attributes]:
    arn, attributes = original(*arguments)
    for layer in ministack("services.lambda_svc")._layers.values():
        for version in layer["versions"]:
            if version["LayerVersionArn"] == arn:
                version["_zip_data"] = None
    return arn, attributes


LAYER = {"create": _create_layer}

"""A service beside MiniStack's own, which a module of this package is."""

from __future__ import annotations

from types import ModuleType

from standin.server.seams import Seams, ministack

SEAMS: Seams = {
    "app": ("SERVICE_HANDLERS", "_loaded_modules", "_state_map"),
    "core.iam_actions": ("SERVICE_TO_IAM_NAMESPACE", "_BOTOCORE_SERVICE_MAP"),
}


def serve(service: str, module: ModuleType, *, by_path: bool) -> None:
    """Has the module's `handle_request` answer a service under its own actions, which requests name by their path or in a header.

    Its state is saved and restored with that of the other services where it has `get_state` and `load_persisted_state`.
    """
    app, actions = ministack("app"), ministack("core.iam_actions")
    app.SERVICE_HANDLERS[service] = module.handle_request
    app._loaded_modules[service] = module
    actions.SERVICE_TO_IAM_NAMESPACE[service] = service
    if hasattr(module, "get_state"):
        app._state_map[service] = service
    if by_path:
        actions._BOTOCORE_SERVICE_MAP[service] = [service]

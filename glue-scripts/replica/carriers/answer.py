"""What came of a task, as JSON that goes from one process to another."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from typing import Any

from replica.carriers.carrier import Lost, Task, TaskError
from replica.engine.limits import Limits

Answer = dict[str, Any]
"""One of `account`, `lost` (why) and `raised` (the error's last words)."""


def answer_of(do: Callable[[Task, Limits], Task | Lost], task: Task, limits: Limits) -> Answer:
    """What `do` gives or raises."""
    try:
        done = do(task, limits)
    except Exception:  # whatever it is: the other process raises it
        return {"raised": traceback.format_exc(limit=-3).strip()}
    return {"lost": done.why} if isinstance(done, Lost) else {"account": done}


def opened(task: Task, answer: Answer) -> Task | Lost:
    """The task's account. Raises TaskError where the task raised."""
    if "raised" in answer:
        raise TaskError(f"{task['work']}: {answer['raised']}")
    if "lost" in answer:
        return Lost(task, answer["lost"])
    account: Task = answer["account"]
    return account

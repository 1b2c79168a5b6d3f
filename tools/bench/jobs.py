"""The product's jobs as Glue starts them: the same scripts with the same arguments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bench.workspace import Workspace

SPARK_TASKS = (2, 4)


@dataclass(frozen=True)
class Jobs:
    """The jobs of the checkout `root`, in its Python environment `environment`, with `more` arguments."""

    root: Path
    environment: str = "jobs"
    more: tuple[str, ...] = ()

    def by_spark(self, tasks: int) -> Jobs:
        return Jobs(self.root, "spark", ("--carrier", "spark", "--tasks", str(tasks)))

    def clean(self, place: Workspace) -> list[str]:
        layers = {"bronze": place.bronze, "silver": place.silver}
        return self._command("bronze_to_silver.py", place.settings, layers)

    def build(self, place: Workspace) -> list[str]:
        layers = {"silver": place.silver, "gold": place.gold}
        return self._command("silver_to_gold.py", place.settings, layers)

    def _command(self, script: str, settings: Path, layers: dict[str, Path]) -> list[str]:
        python = self.root / ".venv" / self.environment / "bin" / "python"
        places = [word for name, folder in layers.items() for word in (f"--{name}", folder.as_uri())]
        entry = str(self.root / "glue-scripts" / script)
        return [str(python), entry, "--settings", settings.as_uri(), *places, "--JOB_RUN_ID", "bench", *self.more]

"""What a build measured of each dataset: how old it is, how large, how empty."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from replica.gold.run import Exported
from replica.settings import Settings
from replica.tables.silver import LEDGER, newest_mark
from replica.telemetry.metrics import Measurement, Meter, age_seconds


def of_dataset(name: str, landed_us: int | None, exported: Exported | None, now: datetime) -> list[Measurement]:
    """AgeSeconds from `landed_us` of the newest object in the dataset; the rest where the run exported it."""
    measured = [] if landed_us is None else [Measurement("AgeSeconds", name, age_seconds(landed_us, now))]
    if exported is not None:
        measured.append(Measurement("Cells", name, exported.cells))
        if exported.cells > 0:
            measured.append(Measurement("ShareEmpty", name, 100 * exported.empty / exported.cells))
    return measured


@dataclass(frozen=True)
class DatasetMeter:
    """Sends each dataset's measurements as soon as it stands."""

    meter: Meter
    settings: Settings
    silver: str

    def dataset(self, name: str, exported: Exported | None) -> None:
        """Send what is known of a dataset; without an export nothing was built."""
        self.meter.send(of_dataset(name, self._newest_landed(name), exported, datetime.now(UTC)))

    def _newest_landed(self, name: str) -> int | None:
        ledger = LEDGER.at(self.silver).open()
        dataset = next(each for each in self.settings.datasets if each.name == name)
        places = [place for place in self.settings.views if place == (dataset.site, dataset.feeder, dataset.view)]
        marks = [] if ledger is None else [ledger.mark(newest_mark(place)) for place in places]
        return max((mark for mark in marks if mark is not None), default=None)

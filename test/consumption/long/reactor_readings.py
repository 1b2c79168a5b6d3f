"""What the archive of the demo's reactor holds, as CSV: asset, attribute, unit, step or not, seconds until stale, time, value."""

import csv
import sys

from plant.delivery import Draw
from plant.reactor.archived import archive_reactor

archived = archive_reactor(Draw(7, "east-chemicals"), None)
lines = csv.writer(sys.stdout)
for tag in archived.tags:
    stale_after_s = 2 * max(tag.exc_max_s, tag.comp_max_s)
    for reading in archived.readings[tag.key]:
        known = "" if reading.value is None else reading.value
        lines.writerow([tag.asset, tag.attribute, tag.unit or "", tag.is_step, stale_after_s, reading.at, known])

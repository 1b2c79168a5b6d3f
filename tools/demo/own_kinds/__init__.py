"""Resource types of our own, which the conformance check of the local cloud reads too: `--kinds own_kinds`."""

from conformance.reading import Kind

from own_kinds.notebook_image import read_notebook_image
from own_kinds.plant_keys import read_plant_keys

KINDS = {"Custom::NotebookImage": Kind(read_notebook_image), "Custom::PiIntegratorKeys": Kind(read_plant_keys)}

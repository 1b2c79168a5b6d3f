"""The soft sensor of 02-reactor-model.ipynb as a pipeline of Kubeflow: `python examples/reactor_pipeline.py IMAGE reactor.yaml`.

IMAGE is that of the notebook: each step runs in it, and reads gold as the notebook does. Upload reactor.yaml under "Pipelines", or give the
function to `kfp.Client().create_run_from_pipeline_func`. A step is sent as its own source, so it imports what it needs.
"""

import os
import sys
from typing import NamedTuple

from kfp import compiler, dsl

IMAGE = sys.argv[1] if __name__ == "__main__" else os.environ.get("NOTEBOOK_IMAGE", "")
GOLD = os.environ.get("GOLD", "s3://my-plant-data-gold")

# The image has kfp: a step installs nothing.
step = dsl.component(base_image=IMAGE, install_kfp_package=False)


@step
def read_as_known(gold: str, asset: str, known: dsl.Output[dsl.Dataset]) -> int:
    """One asset's signals as they were known at each moment: the last reading is held, where gold draws a line to the next."""
    import pandas as pd

    df = pd.read_parquet(f"{gold}/reactor_data.parquet")
    signals = [name for name, about in df.attrs["columns"].items() if about["kind"] == "number"]
    rows = df[df["asset"].str.endswith(asset)].set_index("time")[signals]
    bend = rows.shift(1) + rows.shift(-1) - 2 * rows
    is_drawn = bend.abs() <= 1e-9 * rows.abs().max()
    rows.mask(is_drawn).ffill().where(rows.notna()).to_parquet(known.path)
    known.metadata["delta-version"] = df.attrs["delta-version"]
    return len(rows)


@step
def train(
    known: dsl.Input[dsl.Dataset], target: str, model: dsl.Output[dsl.Model], metrics: dsl.Output[dsl.Metrics]
) -> float:
    """A soft sensor that learns on the first 60 % and is tested on what came after; R² of the test."""
    import joblib
    import numpy as np
    import pandas as pd
    from sklearn.linear_model import RidgeCV
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    rows = pd.read_parquet(known.path).dropna()
    inputs = [name for name in rows if name != target]
    split = int(len(rows) * 0.6)
    first, later = rows[:split], rows[split:]
    fitted = make_pipeline(StandardScaler(), RidgeCV(np.logspace(-2, 4, 20))).fit(first[inputs], first[target])
    error = ((later[target] - fitted.predict(later[inputs])) ** 2).sum()
    r2 = float(1 - error / ((later[target] - first[target].mean()) ** 2).sum())
    joblib.dump(fitted, model.path)
    metrics.log_metric("r2", r2)
    return r2


class Outcome(NamedTuple):
    rows: int
    r2: float


@dsl.pipeline(name="reactor-soft-sensor")
def reactor(gold: str = GOLD, asset: str = "Unit 1", target: str = "stripper_temperature") -> Outcome:
    data = read_as_known(gold=gold, asset=asset)
    trained = train(known=data.outputs["known"], target=target)
    return Outcome(rows=data.outputs["Output"], r2=trained.outputs["Output"])


if __name__ == "__main__":
    compiler.Compiler().compile(reactor, sys.argv[2])

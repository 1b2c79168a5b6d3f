"""Runs a pipeline of one step, which reads a file of gold, and prints how many rows it has.

Copied into a notebook and run there: python check.py PATH NAMESPACE IMAGE MINUTES
"""

import sys

from kfp import Client, dsl

path, namespace, image, minutes = sys.argv[1:]


@dsl.component(base_image=image, install_kfp_package=False)
def rows(path: str) -> int:
    import pandas as pd

    return len(pd.read_parquet(path))


@dsl.pipeline(name="airlock-check")
def check(path: str) -> int:
    return rows(path=path).output


client = Client()
run = client.create_run_from_pipeline_func(check, arguments={"path": path}, namespace=namespace, enable_caching=False)
done = client.wait_for_run_completion(run.run_id, timeout=int(minutes) * 60)
print(done.state)
sys.exit(0 if done.state == "SUCCEEDED" else 1)

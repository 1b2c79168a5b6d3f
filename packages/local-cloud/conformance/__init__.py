"""Whether what `cdk deploy` was told to make stands in the local cloud, as each service itself says."""

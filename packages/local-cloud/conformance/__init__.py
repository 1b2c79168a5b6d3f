"""The deployed set against its templates: each service itself says whether what `cdk deploy` was told to make is there."""

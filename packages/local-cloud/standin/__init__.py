"""The local cloud: MiniStack with what a real `cdk deploy` needs beyond it."""

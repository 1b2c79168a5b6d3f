"""The local cloud: MiniStack with what a real `cdk deploy` of this project needs beyond it."""

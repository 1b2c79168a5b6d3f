"""The resources that an identity's trial takes place on: the deployed ones, and what the owner makes for it."""

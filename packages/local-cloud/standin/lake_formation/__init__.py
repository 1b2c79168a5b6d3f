"""Lake Formation: the settings of an account's data lake."""

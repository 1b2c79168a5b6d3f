"""IAM Roles Anywhere: a session of a role for whoever holds the key of a certificate."""

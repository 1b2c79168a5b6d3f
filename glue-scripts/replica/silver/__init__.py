"""Bronze to silver: tasks that read and settle, and the run that plans, accounts and commits them."""

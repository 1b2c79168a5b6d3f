"""Before anything is built: what has changed, what its columns are called, which windows are to be built anew."""

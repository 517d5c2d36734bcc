"""Names of a statement, looked up in its sources across languages."""

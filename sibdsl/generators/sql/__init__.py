"""SQL for the rate cards of a contract: one script, for DuckDB, PostgreSQL or Spark."""

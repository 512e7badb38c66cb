"""Engines that settle claims outside plain Python: the generated SQL in DuckDB, PostgreSQL and Spark."""

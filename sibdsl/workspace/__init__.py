"""Files, imports and the order of the passes: what turns a path on a disk into a checked contract."""

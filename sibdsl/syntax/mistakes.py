"""The sentences written by hand."""

MISTAKES: dict[tuple[int, int, int], tuple[str, str, str]] = {}

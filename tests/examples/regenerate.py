"""Write the kept statement and summary of every example again: `python -m tests.examples.regenerate`.

In: the examples. Out: `examples/*/expected/`. Read what changed before it is committed: a summary is what parties sign.
"""

from tests.examples.snapshots import expected_files
from tests.examples.vectors import EXAMPLES, read_examples


def main() -> None:
    """Write every file, and say which ones changed."""
    for example in read_examples():
        example.expected.mkdir(parents=True, exist_ok=True)
        for name, text in expected_files(example).items():
            path = example.expected / name
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                print(f"wrote {path.relative_to(EXAMPLES.parent)}")


if __name__ == "__main__":
    main()

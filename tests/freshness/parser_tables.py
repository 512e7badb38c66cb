"""Write or check the parser's prepared tables and the sentences about common mistakes.

In: grammar/. Out: `sibdsl/syntax/tables.py` and `sibdsl/syntax/mistakes.py`.
Relies on: `sibdsl.syntax.prepare`, which this is another name for.
Guarantees: `--check` ends with 1 when one of them is not what the grammar says now.
"""

import sys

from sibdsl.syntax.prepare import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

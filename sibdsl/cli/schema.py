"""`sib schema`: the formats that sib writes, as JSON Schemas.

In: the name of a format.
Out: its JSON Schema.
Relies on: `workspace.schemas`.
Guarantees: the same bytes for the same version of sib.
"""

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.workspace.schemas import SCHEMA_NAMES, find_schema


@click.command(epilog="\b\nExample:\n  sib schema contract > contract.schema.json\n  sib schema statement")
@click.argument("format", type=click.Choice(SCHEMA_NAMES), default="contract")
@with_console
def schema(console: Console, format: str) -> int:
    """Print the JSON Schema of a format.

    FORMAT is `contract` (what `build --to json` writes), `ir` (`build --to ir`), `statement`
    (`settle --output-format json`), `diagnostics` (`check --output-format json`), `cashflows` or `stakes`
    (the commands of those names).
    """
    import json

    console.result(json.dumps(find_schema(format), indent=2, ensure_ascii=False) + "\n")
    return 0

"""`sib lsp`: the language server.

In: messages of an editor on standard input, or on a port of this machine.
Out: messages to it; nothing else is ever written where they go.
Relies on: `sibdsl.lsp`, and the extra `lsp`.
Guarantees: where the extra is not installed, one line says what to install.
"""

import gc

import click

from sibdsl.cli.console import Console, with_console


@click.command(
    epilog="\b\nExample:\n  sib lsp\n  sib lsp --tcp 8765\n\n"
    "Editors start it themselves; docs/guides/editors.md says how to set them up.",
)
@click.option(
    "--tcp",
    "port",
    metavar="PORT",
    type=click.IntRange(0, 65535),
    help="Listen on a port of this machine instead; 0 takes one that is free.",
)
# Some editors name the way they talk to a server, and there is only one such way by default.
@click.option("--stdio", is_flag=True, help="Talk over standard input and output, as it does anyway.")
@with_console
def lsp(console: Console, port: int | None, stdio: bool) -> int:
    """Help an editor with contracts: the language server."""
    if stdio and port is not None:
        raise click.UsageError("--stdio and --tcp exclude one another")
    try:
        from sibdsl.lsp.running import serve_port, serve_streams
        from sibdsl.lsp.starting import start_server
    except ModuleNotFoundError as missing:
        if missing.name is None or missing.name.split(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise click.UsageError(
            f"the language server needs the package `{missing.name}`, which is not installed; "
            "run: pip install 'sibdsl[lsp]'"
        ) from None
    # A server runs for days, unlike every other command.
    gc.enable()
    if port is not None:
        return serve_port(start_server, port, console.log)
    return serve_streams(start_server)

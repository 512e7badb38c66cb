"""`sib watch`: a contract checked again each time it is saved, and shown in a browser.

In: a contract. Out: its findings, again and again; with --serve, a page on this machine.
Relies on: `sibdsl.preview`, and `watchfiles` for noticing that something was saved.
Guarantees: nothing that happens to the files ends it: a file may be broken, replaced, deleted and come back;
Ctrl-C ends it with exit code 0.
"""

import os
import sys
import time
from threading import Event

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.diagnostics.diagnostic import Diagnostic
from sibdsl.diagnostics.render import render
from sibdsl.workspace.compilation import compile_path

EXTRA = 'watching needs an extra; install it with `pip install "sibdsl[watch]"`'


@click.command(
    epilog="\b\nExample:\n  sib watch contract.sib\n  sib watch contract.sib --serve --open",
)
@click.argument("contract", type=click.Path())
@click.option("--serve", is_flag=True, help="Show the contract in a browser on this machine, with sliders and curves.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=0, help="The port of the page; any free one if not said."
)
@click.option("--open", "opened", is_flag=True, help="Open the page in the browser.")
@with_console
def watch(console: Console, contract: str, serve: bool, port: int, opened: bool) -> int:
    """Check CONTRACT each time it is saved, until Ctrl-C.

    With --serve, also show its summary, its payment curves and sliders for what is measured, on a page that is brought
    up to date with each save.
    """
    if (port or opened) and not serve:
        raise click.UsageError("--port and --open are about the page; add --serve")
    if not os.path.isfile(contract) and not os.path.isdir(os.path.dirname(contract) or "."):
        raise click.UsageError(f"there is no file `{contract}`, and no directory in which it could appear")
    try:
        import watchfiles  # noqa: F401
    except ModuleNotFoundError:
        raise click.UsageError(EXTRA) from None
    try:
        _serve(console, contract, port, opened) if serve else _watch(console, contract)
    except KeyboardInterrupt:
        console.log("")
    return 0


def _watch(console: Console, contract: str) -> None:
    from sibdsl.preview.watching import saved

    files: tuple[str, ...] = (contract,)

    def look() -> None:
        nonlocal files
        compilation = compile_path(contract)
        _tell(console, contract, compilation.diagnostics)
        files = (contract, *compilation.imported)

    look()
    for _ in saved(lambda: files, Event()):
        look()


def _serve(console: Console, contract: str, port: int, opened: bool) -> None:
    from sibdsl.preview.server import PreviewServer
    from sibdsl.preview.state import next_state
    from sibdsl.preview.watching import saved

    state = next_state(contract, None)
    try:
        server = PreviewServer(port, state)
    except OSError as fault:
        raise click.UsageError(f"port {port} cannot be used: {fault.strerror}; choose another, or none") from None
    try:
        console.result(f"{server.address}\n")
        sys.stdout.flush()
        console.log("the page is for browsers on this machine; Ctrl-C stops it")
        _tell(console, contract, state.diagnostics)
        if opened:
            click.launch(server.address)
        for _ in saved(lambda: server.state.files, Event()):
            state = next_state(contract, server.state)
            server.show(state)
            _tell(console, contract, state.diagnostics)
    finally:
        server.close()


def _tell(console: Console, contract: str, diagnostics: tuple[Diagnostic, ...]) -> None:
    """Say what was found, under a line with the time."""
    console.log(f"{time.strftime('%H:%M:%S')} {'─' * 20} {os.path.basename(contract)}")
    if diagnostics:
        console.findings(render(diagnostics, "full", console.colors_findings))
    else:
        console.log("no problems found")

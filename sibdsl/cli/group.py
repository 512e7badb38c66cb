"""The command `sib` and the list of its subcommands.

In: the name of a subcommand.
Out: its click command, from the module that defines it.
Relies on: each module of the table having a click command of the same name as its attribute.
Guarantees: a module is imported only when its command is used, and `sib --help` imports none of them.
"""

from importlib import import_module
from typing import Final

import click

import sibdsl

COMMANDS: Final = {
    "new": ("new", "Start a contract that checks clean."),
    "check": ("check", "Find what is wrong in contracts."),
    "format": ("format", "Lay out contracts in the one canonical way."),
    "build": ("build", "Write a contract as Python, a summary, JSON and more."),
    "settle": ("settle", "Compute what is owed on some evidence."),
    "explain": ("explain", "Say in sentences how a payment came about."),
    "cashflows": ("cashflows", "Show who pays whom when, also without evidence."),
    "stakes": ("stakes", "Show what is at stake for each party."),
    "test": ("test", "Run the scenarios written in contracts."),
    "evidence-template": ("evidence_template", "Write empty evidence files for a contract."),
    "watch": ("watch", "Check a contract each time it is saved, and show it in a browser."),
    "schema": ("schema", "Print the JSON Schema of a format."),
    "lsp": ("lsp", "Help an editor with contracts: the language server."),
    "rule": ("rule", "Explain what a diagnostic means."),
}
"""Every command: the module that defines it, and a line for the list of commands."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order in which people need them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported now; None when there is none."""
        if cmd_name not in COMMANDS:
            return None
        attribute = COMMANDS[cmd_name][0]
        command = getattr(import_module(f"sibdsl.cli.{attribute}"), attribute)
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments begin with.

        Raises:
            click.UsageError: when there is no such command, with the nearest one there is.
        """
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from sibdsl.diagnostics.suggestion import closest

            near = closest(args[0], COMMANDS)
            help = f"did you mean `sib {near}`?" if near else "`sib --help` lists the commands"
            raise click.UsageError(f"there is no command `{args[0]}`; {help}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  sib new my_contract\n  sib check my_contract/contract.sib\n"
    "  sib settle my_contract/contract.sib --evidence my_contract/evidence\n\n"
    "Exit codes: 0 fine, 1 findings in your input, 2 wrong use, 70 a fault of sib itself.",
)
@click.version_option(sibdsl.__version__, "-V", "--version", prog_name="sib", message="%(prog)s %(version)s")
@click.pass_context
def sib(context: click.Context) -> int:
    """Check, summarise and settle outcomes contracts written in .sib files."""
    if context.invoked_subcommand is None:
        click.echo(context.get_help())
    return 0

"""The command line, command by command.

In: the click commands. Out: a page with usage, arguments, options and examples of each.
Relies on click's parameters rather than its help text, which changes its line breaks between versions.
"""

import click
from reference_pages.markup import NOTICE, code, table

from sibdsl.cli import main
from sibdsl.cli.group import COMMANDS, sib

_CODES = (
    (main.FINE, "There is nothing to complain about in what you gave."),
    (main.FINDINGS, "Your contract or your evidence has findings, or a scenario failed."),
    (main.WRONG_USE, "The command line, the options or the place to write to is wrong. Nothing was computed."),
    (main.INTERNAL_ERROR, "A fault of `sib` itself. The message says how to report it."),
    (main.INTERRUPTED, "You pressed Ctrl-C."),
    (main.PIPE_CLOSED, "Nobody reads the output any more, as in `sib check . \\| head -1`."),
)
_VARIABLES = (
    ("SIB_OUTPUT_FORMAT", "The output format when `--output-format` is not given."),
    ("NO_COLOR", "No colours when this is set to anything."),
    ("FORCE_COLOR", "Colours even when the output is not a terminal."),
    ("SIB_DEBUG", "`1` shows the traceback of an internal error."),
)


def page() -> str:
    """The text of docs/reference/command-line.md."""
    context = click.Context(sib, info_name="sib")
    parts = [
        NOTICE.format(source="the help texts in sibdsl/cli"),
        "# Command line\n\n",
        "Results go to standard output; findings and progress beside a result go to standard error.\n"
        "`sib COMMAND --help` shows the same as this page. `-` as a file name means standard input.\n\n",
        table(
            ("Command", "What it does"),
            [(f"[`sib {name}`](#sib-{name})", line) for name, (_, line) in COMMANDS.items()],
        ),
    ]
    for name in COMMANDS:
        command = sib.get_command(context, name)
        assert command is not None
        parts.append(_section(command, click.Context(command, info_name=name, parent=context)))
    parts += [
        "\n## Exit codes\n\n",
        table(("Code", "Meaning"), [(code(str(status)), text) for status, text in _CODES]),
        "\n## Environment variables\n\n",
        table(("Variable", "Effect"), [(code(name), text) for name, text in _VARIABLES]),
    ]
    return "".join(parts)


def _section(command: click.Command, context: click.Context) -> str:
    usage = " ".join(command.collect_usage_pieces(context))
    options = [_option(parameter) for parameter in command.params if isinstance(parameter, click.Option)]
    return "".join(
        (
            f"\n## sib {context.info_name}\n\n",
            f"```text\nsib {context.info_name} {usage}\n```\n\n",
            _paragraphs(command.help or ""),
            table(("Option", "Meaning"), options),
            "\n" + _example(command.epilog or ""),
        )
    )


def _paragraphs(text: str) -> str:
    paragraphs = text.replace("\b", "").strip().split("\n\n")
    return "".join(" ".join(paragraph.split()) + "\n\n" for paragraph in paragraphs)


def _example(epilog: str) -> str:
    lines = [line.strip() for line in epilog.replace("\b", "").splitlines()]
    commands = [line for line in lines if line and line not in ("Example:", "Examples:")]
    return "Example:\n\n```sh\n" + "\n".join(commands) + "\n```\n" if commands else ""


def _option(option: click.Option) -> tuple[str, str]:
    names = ", ".join(code(name) for name in option.opts)
    if isinstance(option.type, click.Choice):
        names += " " + code("|".join(str(choice) for choice in option.type.choices))
    elif not option.is_flag:
        names += f" {code(option.metavar or option.type.name.upper().replace('DATETIME', 'DATE'))}"
    words = option.help or ""
    if option.show_default and isinstance(option.default, str):
        words += f" Default: `{option.default}`."
    return names, words

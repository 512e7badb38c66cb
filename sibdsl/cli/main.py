"""The process `sib`: from the words on the command line to an exit code.

In: the arguments, the environment, and the standard streams.
Out: results on standard output, everything else on standard error, and one of the exit codes below.
Relies on: `group` for the commands.
Guarantees: no traceback is ever shown unless SIB_DEBUG=1 asks for it; a reader that stops reading and a
person who presses Ctrl-C end the program quietly.
"""

import gc
import os
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

import click

from sibdsl.cli.group import sib

FINE: Final = 0
"""There is nothing to complain about in what the user gave."""
FINDINGS: Final = 1
"""The user's input has findings, or a scenario failed."""
WRONG_USE: Final = 2
"""The command line, the configuration or the place to write to is wrong."""
INTERNAL_ERROR: Final = 70
"""A fault of sib itself."""
INTERRUPTED: Final = 130
"""Ctrl-C, as shells count it."""
PIPE_CLOSED: Final = 141
"""Nobody reads the output any more, as shells count it."""


def main() -> NoReturn:
    """Run `sib` on the arguments of the process and end the process."""
    # One command makes little garbage that goes in circles; looking for it costs more than keeping it.
    gc.disable()
    _prepare_streams()
    status = run(sys.argv[1:])
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        status = PIPE_CLOSED
    # Taking the interpreter down module by module takes as long as a small check.
    os._exit(status)


def run(arguments: Sequence[str]) -> int:
    """Run `sib` on some arguments inside this process and return the exit code."""
    try:
        return _invoke(list(arguments))
    except click.exceptions.Exit as finished:
        return finished.exit_code
    except click.ClickException as fault:
        _show_wrong_use(fault)
        return WRONG_USE
    except (KeyboardInterrupt, click.Abort):
        sys.stderr.write("\ninterrupted\n")
        return INTERRUPTED
    except BrokenPipeError:
        _silence_output()
        return PIPE_CLOSED
    except OSError as fault:
        # What a command expects of a disk it handles itself; this is a full disk, a lost network drive.
        sys.stderr.write(f"error: the system refused: {fault}\n")
        return WRONG_USE
    except Exception as fault:
        from sibdsl.cli.faults import report_fault

        report_fault(fault, arguments)
        return INTERNAL_ERROR


def _invoke(arguments: list[str]) -> int:
    completion = os.environ.get("_SIB_COMPLETE")
    if completion:
        from click.shell_completion import shell_complete

        return shell_complete(sib, {}, "sib", "_SIB_COMPLETE", completion)
    # Not click's own `main`: it ends the process itself on a closed pipe.
    with sib.make_context("sib", arguments) as context:
        status = sib.invoke(context)
    return status if isinstance(status, int) else FINE


def _show_wrong_use(fault: click.ClickException) -> None:
    lines = [f"error: {fault.format_message()}"]
    if isinstance(fault, click.UsageError) and fault.ctx is not None:
        lines.append(f"try `{fault.ctx.command_path} --help`")
    sys.stderr.write("\n".join(lines) + "\n")


def _prepare_streams() -> None:
    """Make output the same bytes everywhere; a terminal keeps the encoding that it can show."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # A file name need not be valid Unicode; naming it must not fail.
        if stream.isatty():
            stream.reconfigure(errors="backslashreplace")  # type: ignore[union-attr]
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]


def _silence_output() -> None:
    """Point standard output nowhere, so that flushing what is left does not fail a second time."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError):
        pass

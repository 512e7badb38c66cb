"""What a person sees when sib itself is at fault.

In: the exception, and the arguments of the command.
Out: a few lines on standard error, and a file that can be sent to us.
Relies on: nothing that could fail again: where the file cannot be written, the lines say so.
Guarantees: neither the lines nor the file hold a word of the contract or the evidence beyond what an
`InternalError` says: values of variables and texts of other exceptions stay out, because evidence
can be about people.
"""

import os
import sys
import traceback
from collections.abc import Sequence
from tempfile import NamedTemporaryFile

import sibdsl
from sibdsl.diagnostics.internal import InternalError


def report_fault(fault: Exception, arguments: Sequence[str]) -> None:
    """Tell the user that the fault is ours, and write down what we need to find it."""
    if os.environ.get("SIB_DEBUG") == "1":
        traceback.print_exception(fault)
    what = fault.what if isinstance(fault, InternalError) else f"unexpected {type(fault).__name__}"
    kept = _write_report(fault, what, arguments)
    lines = [
        f"internal error: {what}",
        "  This is a fault in sib, not in your contract or your evidence.",
        f"  Please report it with the version: sib {sibdsl.__version__}, Python {sys.version.split()[0]},"
        f" {sys.platform}.",
        f"  The details are in {kept}; they hold no text of your files."
        if kept
        else "  Run the command again with SIB_DEBUG=1 for the details.",
    ]
    sys.stderr.write("\n".join(lines) + "\n")


def _write_report(fault: Exception, what: str, arguments: Sequence[str]) -> str | None:
    """The path of a file that says where in our code it happened; None when none can be written."""
    frames = traceback.extract_tb(fault.__traceback__)
    lines = [
        f"sib {sibdsl.__version__}, Python {sys.version}, {sys.platform}",
        f"command: sib {' '.join(arguments[:1])}",
        f"{type(fault).__name__}: {what}",
        *(f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in frames),
    ]
    try:
        with NamedTemporaryFile(
            "w",
            prefix="sib-report-",
            suffix=".txt",
            delete=False,
            encoding="utf-8",
            errors="backslashreplace",
        ) as report:
            report.write("\n".join(lines) + "\n")
    except OSError:
        return None
    return report.name

"""The one exception of ours: a fault of the compiler, never of the person who wrote the contract.

In: a sentence saying what went wrong inside.
Out: an exception whose text asks for a report.
Relies on: nothing.
Guarantees: whatever is wrong with a contract or its evidence is a diagnostic; whoever catches
`InternalError` may say without doubt that the compiler is at fault.
"""

_REPORT = "This is a fault in sib, not in your contract. Please report it, with this message."


class InternalError(Exception):
    """A fault of the compiler itself.

    `what` says in one sentence what was found and what was expected; the text of the exception adds
    the request to report it. Raise it where the program reached a state that its own rules exclude.
    """

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what

    def __str__(self) -> str:
        return f"{self.what}\n{_REPORT}"

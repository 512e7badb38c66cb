"""The error for text that is no program.

In: what is wrong, and where in the text.
Out: an exception whose text is one sentence with its place.
Relies on: nothing.
Guarantees: whoever reads the JSON or text form of a program has one exception to catch.
"""


class InvalidProgram(Exception):
    """A JSON or text form that holds no program.

    `what` is the sentence; `line` and `column` count from 1 and are None where the fault has no
    place of its own. The JSON form names the place inside `what` where it can be parsed at all.
    """

    def __init__(self, what: str, line: int | None = None, column: int | None = None) -> None:
        super().__init__(what)
        self.what = what
        self.line = line
        self.column = column

    def __str__(self) -> str:
        if self.line is None:
            return self.what
        return f"line {self.line}, column {self.column}: {self.what}"

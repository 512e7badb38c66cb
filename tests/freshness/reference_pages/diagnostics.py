"""The index of the diagnostics.

In: the registry of rules. Out: a page with a table for each area.
"""

from reference_pages.markup import NOTICE, code, table

from sibdsl.diagnostics.registry import all_rules

AREAS = {
    "0": ("Reading files", "The file itself: missing, empty, or not plain text."),
    "1": ("How a contract is written", "Words and signs that do not fit where they stand."),
    "2": ("Names", "What is declared, what is used, and what a name stands for."),
    "3": ("Amounts and units", "What amounts are measured in, and where they do not go together."),
    "4": ("Tables and conditions", "Gaps, overlaps, rows that are never reached, conditions that never change."),
    "5": ("Dates, periods and cohorts", "Dates that do not exist, and things that fall outside the term."),
    "6": ("Payments, caps and shares", "Who pays whom, how much, and up to what limit."),
    "7": ("Risks", "What is lawful but probably not meant. These inform; they do not accuse."),
    "8": ("Scenarios", "Worked examples that cannot be run as they are written."),
    "9": ("Evidence", "Observations, facts and events, row by row."),
}
_SEVERITY = {"error": "error", "warning": "warning", "note": "note"}


def page() -> str:
    """The text of docs/reference/diagnostics.md."""
    rules = all_rules()
    parts = [
        NOTICE.format(source="sibdsl/diagnostics/rules"),
        "# Diagnostics\n\n",
        "Everything that `sib` can report, by code. An **error** means that nothing is computed from the contract or\n"
        "from that row of evidence. A **warning** means: lawful, but look again. A **note** informs.\n"
        "`sib rule CODE` prints the page of a code.\n",
    ]
    for digit, (title, text) in AREAS.items():
        rows = [
            (f"[{rule.code}](../diagnostics/{rule.code}.md)", code(rule.name), _SEVERITY[rule.severity], rule.title)
            for rule in rules
            if rule.code[3] == digit
        ]
        if rows:
            parts.append(f"\n## {title}\n\n{text}\n\n" + table(("Code", "Name", "Severity", "What it is about"), rows))
    return "".join(parts)

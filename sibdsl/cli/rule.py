"""`sib rule`: what a diagnostic means.

In: a code such as SIB201, or a name such as unknown-name.
Out: its page, or all rules, as text or JSON.
Relies on: `workspace.rule_pages`.
Guarantees: every code that sib can report has something to show; one it cannot is wrong use, with the
nearest one that it can.
"""

import click

from sibdsl.cli.console import Console, with_console
from sibdsl.cli.contract import choose_format, output_format_option
from sibdsl.diagnostics.registry import all_rules, find_rule
from sibdsl.diagnostics.rule import Rule
from sibdsl.diagnostics.suggestion import closest
from sibdsl.workspace.options import Options
from sibdsl.workspace.rule_pages import rule_data, rule_page

FORMATS = ("text", "json")


@click.command(epilog="\b\nExample:\n  sib rule SIB201\n  sib rule unknown-name\n  sib rule --all --output-format json")
@click.argument("code", required=False)
@click.option("--all", "every", is_flag=True, help="List every rule.")
@output_format_option(*FORMATS)
@with_console
def rule(console: Console, code: str | None, every: bool, output_format: str | None) -> int:
    """Explain a diagnostic: what it means, a bad and a good example.

    CODE is the code or the name that stands at the head of the diagnostic.
    """
    if (code is None) != every:
        raise click.UsageError("name one code, such as `sib rule SIB201`, or list them with `sib rule --all`")
    format = choose_format(output_format, FORMATS, Options())
    if code is None:
        rules = all_rules()
        console.result(_as_json([rule_data(each) for each in rules]) if format == "json" else _list(rules))
        return 0
    found = _get_rule(code)
    console.result(_as_json(rule_data(found)) if format == "json" else rule_page(found))
    return 0


def _get_rule(code: str) -> Rule:
    found = find_rule(code)
    if found is None:
        near = closest(code, [text for each in all_rules() for text in (each.code, each.name)])
        help = f"did you mean `{near}`?" if near else "`sib rule --all` lists them"
        raise click.UsageError(f"there is no rule `{code}`; {help}")
    return found


def _list(rules: tuple[Rule, ...]) -> str:
    width = max(len(each.name) for each in rules)
    return "".join(f"{each.code}  {each.severity:7}  {each.name:{width}}  {each.title}\n" for each in rules)


def _as_json(data: object) -> str:
    import json

    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"

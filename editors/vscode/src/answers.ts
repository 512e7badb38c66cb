// What a click on a line above a declaration leads to, once the checker has answered.
//
// In: the commands that the checker announced, and its answers. Out: a page beside the text, the list of places
// where something is named, a worked example in the output.
// Relies on: the language client, which sends every announced command through here.
// Guarantees: other commands pass through untouched.
import * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

interface ProtocolPlace {
  readonly line: number;
  readonly character: number;
}

interface ProtocolLocation {
  readonly uri: string;
  readonly range: { readonly start: ProtocolPlace; readonly end: ProtocolPlace };
}

/** Handle answers: worked examples go to `examples`; a command named in `show` is carried out by that instead. */
export function handlingAnswers(
  examples: vscode.OutputChannel,
  show: Readonly<Record<string, () => Promise<void>>>,
): Middleware {
  return {
    executeCommand: async (command, args, next) => {
      const page = show[command];
      if (page !== undefined) {
        return page();
      }
      const answer: unknown = await next(command, args);
      if (command === "sib.references" && Array.isArray(answer)) {
        await showPlaces(args, answer as ProtocolLocation[]);
      } else if (command === "sib.runScenario" || command === "sib.runAllScenarios") {
        showExample(examples, answer);
      }
      return answer;
    },
  };
}

function showExample(examples: vscode.OutputChannel, answer: unknown): void {
  const markdown = (answer as { markdown?: unknown } | null)?.markdown;
  if (typeof markdown === "string") {
    examples.replace(`${markdown}\n`);
    examples.show(true);
  }
}

async function showPlaces(args: unknown[], found: ProtocolLocation[]): Promise<void> {
  const [uri, place] = args as [string, ProtocolPlace];
  const locations = found.map(({ uri: where, range: { start, end } }) => {
    const range = new vscode.Range(start.line, start.character, end.line, end.character);
    return new vscode.Location(vscode.Uri.parse(where), range);
  });
  const position = new vscode.Position(place.line, place.character);
  await vscode.commands.executeCommand("editor.action.showReferences", vscode.Uri.parse(uri), position, locations);
}

// What the checker answers when a worked example is run from the line above it.
//
// In: the answer to `sib.runScenario` or `sib.runAllScenarios`. Out: its text, in the output.
// Relies on: the language client, which sends the commands that a checker has announced.
// Guarantees: every other command passes through untouched.
import type * as vscode from "vscode";
import type { Middleware } from "vscode-languageclient/node";

const RUNS = new Set(["sib.runScenario", "sib.runAllScenarios"]);

export function showingAnswers(output: vscode.OutputChannel): Middleware {
  return {
    executeCommand: async (command, args, next) => {
      const answer: unknown = await next(command, args);
      const text = RUNS.has(command) ? textOf(answer) : undefined;
      if (text !== undefined) {
        output.appendLine(text);
        output.show(true);
      }
      return answer;
    },
  };
}

function textOf(answer: unknown): string | undefined {
  if (typeof answer === "string") {
    return answer;
  }
  if (typeof answer === "object" && answer !== null) {
    const { text, markdown } = answer as { text?: unknown; markdown?: unknown };
    return typeof text === "string" ? text : typeof markdown === "string" ? markdown : undefined;
  }
  return undefined;
}

// The extension: contracts checked, explained and summarised while they are written.
//
// In: the editor. Out: commands, a status, a summary, and everything that the language client brings.
// Relies on: the program `sib`, installed apart. Guarantees: colours and snippets work without it.
import * as vscode from "vscode";
import { handlingAnswers } from "./answers";
import { Session } from "./session";
import { Status } from "./status";
import { SummaryPanel } from "./summary";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("sib", { log: true });
  const examples = vscode.window.createOutputChannel("sib: worked examples");
  const status = new Status();
  const running = new Session(output, status, handlingAnswers(examples, () => summary.open()));
  const summary = new SummaryPanel(running);
  session = running;
  context.subscriptions.push(
    output,
    examples,
    status,
    summary,
    vscode.commands.registerCommand("sib.restartServer", () => running.restart()),
    vscode.commands.registerCommand("sib.showOutput", () => output.show(true)),
    vscode.commands.registerCommand("sib.showSummary", () => summary.open()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("sib.path")) {
        void running.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.restart()),
  );
  await running.restart();
}

export async function deactivate(): Promise<void> {
  await session?.dispose();
  session = undefined;
}

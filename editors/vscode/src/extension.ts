// The extension: contracts checked, explained and summarised while they are written.
//
// In: the editor. Out: commands, a status, pages beside the text, and everything that the language client brings.
// Relies on: the program `sib`, installed apart. Guarantees: colours and snippets work without it.
import * as vscode from "vscode";
import { handlingAnswers } from "./answers";
import { SUMMARY, TRY_OUT } from "./pages";
import { ContractPanel } from "./panel";
import { Session } from "./session";
import { Status } from "./status";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const output = vscode.window.createOutputChannel("sib", { log: true });
  const examples = vscode.window.createOutputChannel("sib: worked examples");
  const status = new Status();
  const show = { "sib.summary": () => summary.open(), "sib.preview": () => tryOut.open() };
  const running = new Session(output, status, handlingAnswers(examples, show));
  const summary = new ContractPanel(running, SUMMARY);
  const tryOut = new ContractPanel(running, TRY_OUT);
  session = running;
  context.subscriptions.push(
    output,
    examples,
    status,
    summary,
    tryOut,
    vscode.commands.registerCommand("sib.restartServer", () => running.restart()),
    vscode.commands.registerCommand("sib.showOutput", () => output.show(true)),
    vscode.commands.registerCommand("sib.showSummary", () => summary.open()),
    vscode.commands.registerCommand("sib.tryOut", () => tryOut.open()),
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

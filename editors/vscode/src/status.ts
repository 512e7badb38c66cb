// One word in the status bar about the checker, shown while a contract is in front.
//
// In: what happens to the checker. Out: the word, and a sentence where the pointer rests. Relies on: nothing.
// Guarantees: a click always leads to where one can read more.
import * as vscode from "vscode";
import { isContract } from "./session";

export type Condition = "starting" | "ready" | "missing" | "stopped" | "untrusted";

const WORDS: Record<Condition, { text: string; tooltip: string; command: string; warn: boolean }> = {
  starting: { text: "$(sync~spin) sib", tooltip: "The checker is starting.", command: "sib.showOutput", warn: false },
  ready: { text: "$(law) sib", tooltip: "Contracts are checked while you type.", command: "sib.showOutput", warn: false },
  missing: {
    text: "$(law) sib not found",
    tooltip: "Contracts are coloured but not checked: the program sib was not found. Click to look again.",
    command: "sib.restartServer",
    warn: true,
  },
  stopped: {
    text: "$(law) sib stopped",
    tooltip: "Contracts are not checked: the checker stopped. Click to start it again.",
    command: "sib.restartServer",
    warn: true,
  },
  untrusted: {
    text: "$(law) sib waits",
    tooltip: "Contracts are checked once you trust this folder.",
    command: "workbench.trust.manage",
    warn: false,
  },
};

export class Status implements vscode.Disposable {
  private readonly item = vscode.window.createStatusBarItem("sib.status", vscode.StatusBarAlignment.Right, 50);
  private readonly following: vscode.Disposable;

  constructor() {
    this.item.name = "sib";
    this.following = vscode.window.onDidChangeActiveTextEditor(() => this.follow());
    this.show("starting");
    this.follow();
  }

  show(condition: Condition, version?: string): void {
    const { text, tooltip, command, warn } = WORDS[condition];
    this.item.text = text;
    this.item.tooltip = version === undefined ? tooltip : `${tooltip} sib ${version}.`;
    this.item.command = command;
    this.item.backgroundColor = warn ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
  }

  dispose(): void {
    this.following.dispose();
    this.item.dispose();
  }

  private follow(): void {
    const editor = vscode.window.activeTextEditor;
    if (editor !== undefined && isContract(editor.document)) {
      this.item.show();
    } else {
      this.item.hide();
    }
  }
}

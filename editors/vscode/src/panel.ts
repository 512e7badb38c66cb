// A page about the contract in front, beside its text.
//
// In: what page, and the HTML that the checker writes. Out: a panel that follows the contract, and its saved changes.
// Relies on: a command of the checker that answers with `html` or with `refusal`. Guarantees: the page loads nothing;
// where the reader was and what was chosen is kept, for each contract; a contract that is being mended keeps its last
// page, and the title says so.
import * as vscode from "vscode";
import { guarded } from "./guard";
import { isContract, type Session } from "./session";

/** What a page is called, and what is said where there is none. */
export interface PageKind {
  readonly panel: string;
  readonly command: string;
  readonly title: (file: string) => string;
  readonly outdated: string;
  readonly openFirst: string;
  readonly refused: string;
  readonly stopped: string;
}

interface Answer {
  readonly html?: string;
  readonly refusal?: string;
}

export class ContractPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private followed: vscode.Uri | undefined;
  /** The contract whose page can be seen; undefined while there is a sentence in its place. */
  private shown: string | undefined;
  private asked = 0;
  private readonly following: vscode.Disposable[];

  constructor(
    private readonly session: Session,
    private readonly kind: PageKind,
  ) {
    this.following = [
      vscode.workspace.onDidSaveTextDocument((document) => {
        // A part of a contract may have been saved, so any of them counts.
        if (isContract(document)) {
          void this.refresh();
        }
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined && isContract(editor.document)) {
          const uri = editor.document.uri;
          if (uri.toString() !== this.followed?.toString()) {
            void this.follow(uri);
          }
        }
      }),
    ];
  }

  /** Show the page of the contract in front. */
  async open(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isContract(editor.document)) {
      await vscode.window.showInformationMessage(this.kind.openFirst);
      return;
    }
    if (this.panel === undefined) {
      this.panel = vscode.window.createWebviewPanel(
        this.kind.panel,
        this.kind.title(nameOf(editor.document.uri)),
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true, localResourceRoots: [] },
      );
      this.panel.onDidDispose(() => {
        this.panel = this.followed = this.shown = undefined;
      });
    } else {
      this.panel.reveal(undefined, true);
    }
    await this.follow(editor.document.uri);
  }

  dispose(): void {
    this.following.forEach((each) => each.dispose());
    this.panel?.dispose();
  }

  private async follow(uri: vscode.Uri): Promise<void> {
    if (this.panel !== undefined) {
      this.followed = uri;
      await this.refresh();
    }
  }

  private async refresh(): Promise<void> {
    const uri = this.followed;
    if (uri === undefined) {
      return;
    }
    const mine = ++this.asked;
    const client = await this.session.running();
    const answer = await client
      ?.sendRequest<Answer | null>("workspace/executeCommand", {
        command: this.kind.command,
        arguments: [client.code2ProtocolConverter.asUri(uri)],
      })
      .catch(() => null);
    // Answers may overtake one another; only the last question counts.
    if (this.panel !== undefined && mine === this.asked) {
      this.show(this.panel, uri, answer ?? {}, client !== undefined);
    }
  }

  private show(panel: vscode.WebviewPanel, uri: vscode.Uri, answer: Answer, checked: boolean): void {
    const contract = uri.toString();
    if (answer.html === undefined && checked && this.shown === contract) {
      panel.title = this.kind.outdated;
      return;
    }
    this.shown = answer.html === undefined ? undefined : contract;
    const sentence = checked ? (answer.refusal ?? this.kind.refused) : this.kind.stopped;
    panel.title = this.kind.title(nameOf(uri));
    panel.webview.html = guarded(answer.html ?? saying(sentence), panel.webview.cspSource, contract);
  }
}

function nameOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri, false).replace(/^.*[\\/]/, "");
}

function saying(sentence: string): string {
  const text = sentence.replace(/&/g, "&amp;").replace(/</g, "&lt;");
  return `<!doctype html><html lang="en"><head><title>sib</title></head><body><p>${text}</p></body></html>`;
}

// The summary of the contract in front, beside its text.
//
// In: the page that the checker writes. Out: a panel that follows the contract, and its saved changes.
// Relies on: the command `sib.summary` of the checker. Guarantees: the page can load nothing and run nothing; the
// one script is ours and keeps the place where the reader was; a contract that is being mended keeps its last page.
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { isContract, type Session } from "./session";

interface Summary {
  readonly html?: string;
  readonly refusal?: string;
}

export class SummaryPanel implements vscode.Disposable {
  private panel: vscode.WebviewPanel | undefined;
  private shown: vscode.Uri | undefined;
  private asked = 0;
  private readonly following: vscode.Disposable[];

  constructor(private readonly session: Session) {
    this.following = [
      vscode.workspace.onDidSaveTextDocument((document) => {
        // A part of a contract may have been saved, so any of them counts.
        if (isContract(document)) {
          void this.refresh();
        }
      }),
      vscode.window.onDidChangeActiveTextEditor((editor) => {
        if (editor !== undefined && isContract(editor.document) && editor.document.uri.toString() !== this.key()) {
          void this.follow(editor.document.uri);
        }
      }),
    ];
  }

  /** Show the summary of the contract in front. */
  async open(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (editor === undefined || !isContract(editor.document)) {
      await vscode.window.showInformationMessage("Open a contract first; its summary is then shown beside it.");
      return;
    }
    if (this.panel === undefined) {
      this.panel = vscode.window.createWebviewPanel(
        "sib.summary",
        "Summary",
        { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
        { enableScripts: true, localResourceRoots: [] },
      );
      this.panel.onDidDispose(() => {
        this.panel = undefined;
        this.shown = undefined;
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

  private key(): string | undefined {
    return this.shown?.toString();
  }

  private async follow(uri: vscode.Uri): Promise<void> {
    if (this.panel !== undefined) {
      this.shown = uri;
      await this.refresh();
    }
  }

  private async refresh(): Promise<void> {
    const uri = this.shown;
    const mine = ++this.asked;
    const client = uri === undefined ? undefined : await this.session.running();
    const summary =
      client === undefined || uri === undefined
        ? undefined
        : await client
            .sendRequest<Summary | null>("workspace/executeCommand", {
              command: "sib.summary",
              arguments: [client.code2ProtocolConverter.asUri(uri)],
            })
            .catch(() => null);
    // Answers may overtake one another; only the last question counts.
    if (this.panel === undefined || uri === undefined || mine !== this.asked) {
      return;
    }
    const name = vscode.workspace.asRelativePath(uri, false).replace(/^.*[\\/]/, "");
    const html = summary?.html;
    const empty = this.panel.webview.html === "" || client === undefined;
    // A contract that cannot be summed up at the moment keeps its last page, and the title says so.
    this.panel.title = html === undefined && !empty ? "Summary before the last changes" : `Summary of ${name}`;
    if (html !== undefined || empty) {
      this.panel.webview.html = guarded(html ?? apology(client !== undefined, summary?.refusal), this.panel.webview.cspSource);
    }
  }
}

function apology(checked: boolean, refusal: string | undefined): string {
  const sentence = checked
    ? (refusal ?? "There is no summary of this contract at the moment. What is wrong with it is listed under Problems.")
    : "The checker is not running, so there is no summary. The status bar says why.";
  return `<!doctype html><html lang="en"><head><title>Summary</title></head><body><p>${escaped(sentence)}</p></body></html>`;
}

function escaped(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;");
}

/** The page, with a policy that lets nothing in, and a script that keeps the place where the reader was. */
export function guarded(html: string, source: string): string {
  const nonce = randomBytes(16).toString("base64");
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline' ${source}; script-src 'nonce-${nonce}'`;
  const head =
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    "<style>html{background:#fff;color:#1b1b1b}body{padding:0 1.5rem}</style>" +
    `<script nonce="${nonce}">` +
    "const editor = acquireVsCodeApi();" +
    "addEventListener('DOMContentLoaded', () => scrollTo(0, editor.getState()?.top ?? 0));" +
    "addEventListener('scroll', () => editor.setState({ top: scrollY }));" +
    "</script>";
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (tag) => tag + head) : `<head>${head}</head>${html}`;
}

// The checker that runs beside the editor: `sib lsp`, found, started, restarted and stopped.
//
// In: settings and commands. Out: a running language client, or a message that says what to do.
// Relies on: `finding` for where sib is. Guarantees: at most one checker runs; nothing is started in a folder that
// the user has not said to trust.
import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as vscode from "vscode";
import { LanguageClient, State, type LanguageClientOptions, type Middleware } from "vscode-languageclient/node";
import { findSib } from "./finding";
import type { Status } from "./status";

export const LANGUAGES = ["sib", "sib-markdown"] as const;

export function isContract(document: vscode.TextDocument): boolean {
  return (LANGUAGES as readonly string[]).includes(document.languageId);
}

/** What a program that ended at once says for itself. It is asked again, because its first words went unheard. */
function lastWords(program: string): Promise<string> {
  return new Promise((tell) => {
    const child = execFile(program, ["lsp"], { timeout: 5000 }, (failure, _output, errors) => {
      const lines = errors.trim().split("\n");
      tell(lines.at(-1) || failure?.message || "it gave no reason; pip install 'sibdsl[lsp]' brings all that it needs");
    });
    child.stdin?.end();
  });
}

export class Session implements vscode.Disposable {
  private client: LanguageClient | undefined;
  private work: Promise<void> = Promise.resolve();
  private ending = false;

  constructor(
    private readonly output: vscode.LogOutputChannel,
    private readonly status: Status,
    private readonly middleware: Middleware,
  ) {}

  /** The client, once it answers; undefined where no checker could be started. */
  async running(): Promise<LanguageClient | undefined> {
    await this.work;
    return this.client?.state === State.Running ? this.client : undefined;
  }

  /** Start the checker, or start it again. Calls come one after the other, however quickly they are made. */
  restart(): Promise<void> {
    this.work = this.work.then(async () => {
      await this.stop();
      if (vscode.workspace.isTrusted) {
        await this.start();
      } else {
        this.status.show("untrusted");
      }
    });
    return this.work;
  }

  async dispose(): Promise<void> {
    await this.work;
    await this.stop();
  }

  private async start(): Promise<void> {
    const found = findSib({
      setting: vscode.workspace.getConfiguration("sib").get<string>("path", ""),
      folders: (vscode.workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath),
      home: os.homedir(),
      searchPath: process.env["PATH"] ?? "",
      windows: process.platform === "win32",
      isFile: (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false,
    });
    if (found.program === undefined) {
      this.output.error(["sib was not found. Looked at:", ...found.lookedAt].join("\n  "));
      this.status.show("missing");
      // The answer may come hours later, or never: nothing waits for it.
      void this.sayMissing();
      return;
    }
    await this.connect(found.program);
  }

  private async connect(program: string): Promise<void> {
    this.output.info(`Starting ${program} lsp`);
    this.status.show("starting");
    const client = new LanguageClient("sib", "sib", { command: program, args: ["lsp"] }, this.options());
    client.onDidChangeState(({ newState }) => {
      if (client === this.client && !this.ending) {
        if (newState === State.Running) {
          this.status.show("ready", client.initializeResult?.serverInfo?.version);
        } else if (newState === State.Stopped) {
          this.status.show("stopped");
        }
      }
    });
    this.client = client;
    try {
      await client.start();
    } catch (reason) {
      this.output.error(`${program} lsp did not start: ${String(reason)}`);
      this.status.show("stopped");
      void this.sayStopped(program, await lastWords(program));
    }
  }

  private options(): LanguageClientOptions {
    const schemes = ["file", "untitled"];
    return {
      documentSelector: schemes.flatMap((scheme) => LANGUAGES.map((language) => ({ scheme, language }))),
      outputChannel: this.output,
      initializationOptions: vscode.workspace.getConfiguration("sib"),
      synchronize: { configurationSection: "sib" },
      initializationFailedHandler: () => false,
      middleware: this.middleware,
    };
  }

  private async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    if (client === undefined) {
      return;
    }
    this.ending = true;
    try {
      if (client.needsStop()) {
        await client.stop();
      }
      await client.dispose();
    } catch (reason) {
      this.output.warn(`The checker did not end in order: ${String(reason)}`);
    } finally {
      this.ending = false;
    }
  }

  private async sayMissing(): Promise<void> {
    const settings = "Open Settings";
    const again = "Look Again";
    const chosen = await vscode.window.showErrorMessage(
      "The program sib was not found on this computer, so contracts are coloured but not checked. " +
        "Install it with: pip install 'sibdsl[lsp]'. If it is installed, say where in the setting sib.path.",
      settings,
      again,
    );
    if (chosen === settings) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "sib.path");
    } else if (chosen === again) {
      await this.restart();
    }
  }

  private async sayStopped(program: string, reason: string): Promise<void> {
    const output = "Show Output";
    const again = "Try Again";
    const chosen = await vscode.window.showErrorMessage(
      `${program} ended when it was asked to check contracts: ${reason}`,
      output,
      again,
    );
    if (chosen === output) {
      this.output.show(true);
    } else if (chosen === again) {
      await this.restart();
    }
  }
}

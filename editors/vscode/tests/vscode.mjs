// As much of the editor's own module as the extension and its language client touch, with notes of what they did.
//
// In: the open folders, a document, the settings. Out: the module `vscode`, and notes: messages shown, providers
// registered, findings set, panels opened; `front` brings another
// document to the front, `typed` and `saved` tell of what an author did. Relies on: nothing. Guarantees: what is not here is an empty class, so
// that a feature of the client that is not tried can still be set up.
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export class Uri {
  constructor(text) {
    this.text = text;
    this.scheme = text.split(":")[0];
    this.fsPath = this.scheme === "file" ? fileURLToPath(text) : text;
    this.path = this.fsPath;
  }
  static parse = (text) => new Uri(text);
  static file = (file) => new Uri(pathToFileURL(file).href);
  toString = () => this.text;
}

export class Position {
  constructor(line, character) {
    Object.assign(this, { line, character });
  }
}

class Range {
  constructor(...given) {
    const [a, b, c, d] = given;
    Object.assign(this, given.length === 4 ? { start: new Position(a, b), end: new Position(c, d) } : { start: a, end: b });
  }
}

class Diagnostic {
  constructor(range, message, severity) {
    Object.assign(this, { range, message, severity });
  }
}

class EventEmitter {
  listeners = new Set();
  event = (listener, self) => {
    const bound = listener.bind(self);
    this.listeners.add(bound);
    return { dispose: () => this.listeners.delete(bound) };
  };
  fire = (value) => [...this.listeners].forEach((listener) => listener(value));
  dispose() {}
}

class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => ({ dispose() {} }) };
  cancel() {}
  dispose() {}
}

class Disposable {
  constructor(dispose) {
    this.dispose = dispose ?? (() => undefined);
  }
  static from = (...all) => new Disposable(() => all.forEach((each) => each.dispose()));
}

class CodeActionKind {
  constructor(value) {
    this.value = value;
  }
  append = (part) => new CodeActionKind(this.value === "" ? part : `${this.value}.${part}`);
  static Empty = new CodeActionKind("");
  static QuickFix = new CodeActionKind("quickfix");
  static Refactor = new CodeActionKind("refactor");
  static Source = new CodeActionKind("source");
}

class CodeLens {
  constructor(range, command) {
    Object.assign(this, { range, command });
  }
}

const nothing = () => new Disposable();
const events = (names) => Object.fromEntries(names.map((name) => [name, nothing]));

export function document(file, text, languageId) {
  const lines = () => text.split("\n");
  return {
    uri: Uri.file(file),
    fileName: file,
    languageId,
    version: 1,
    isClosed: false,
    get lineCount() {
      return lines().length;
    },
    getText: () => text,
    lineAt: (line) => ({ text: lines()[line] }),
    /** Type one thing over another, as the change that the editor tells of. */
    typeOver(before, after) {
      const offset = text.indexOf(before);
      const placeOf = (part) => new Position(part.split("\n").length - 1, part.split("\n").at(-1).length);
      const range = new Range(placeOf(text.slice(0, offset)), placeOf(text.slice(0, offset + before.length)));
      text = text.slice(0, offset) + after + text.slice(offset + before.length);
      this.version += 1;
      return { document: this, contentChanges: [{ range, rangeOffset: offset, rangeLength: before.length, text: after }] };
    },
  };
}

export function editor({ folder, open, settings = {} }) {
  const notes = { messages: [], lines: [], providers: {}, findings: {}, panels: [], commands: {}, status: {}, done: [] };
  const answer = async (text, ...rest) => void notes.messages.push({ text, buttons: rest.filter((r) => typeof r === "string") });
  const write = (line) => void notes.lines.push(String(line));
  const channel = () => ({
    ...Object.fromEntries(["append", "appendLine", "info", "warn", "error", "debug", "trace", "replace"].map((name) => [name, write])),
    ...events(["show", "hide", "clear", "dispose", "onDidChangeLogLevel"]),
    logLevel: 3,
  });
  const configuration = (section) => {
    const own = settings[section] ?? {};
    return { ...own, get: (name, fallback) => own[name] ?? fallback, has: (name) => name in own, inspect: () => undefined };
  };
  const happening = Object.fromEntries(["typed", "saved", "fronted", "opened"].map((name) => [name, new EventEmitter()]));
  notes.typed = (change) => happening.typed.fire(change);
  notes.saved = (saved) => happening.saved.fire(saved);
  notes.front = (other) => {
    if (!known.workspace.textDocuments.includes(other)) {
      known.workspace.textDocuments.push(other);
      happening.opened.fire(other);
    }
    known.window.activeTextEditor = { document: other };
    happening.fronted.fire(known.window.activeTextEditor);
  };
  const front = { document: open };
  const folderUri = Uri.file(folder);
  const known = {
    Uri, Position, Range, Diagnostic, EventEmitter, CancellationTokenSource, Disposable, CodeActionKind, CodeLens,
    ThemeColor: class {},
    StatusBarAlignment: { Left: 1, Right: 2 },
    ViewColumn: { Beside: -2 },
    Location: class {
      constructor(uri, range) {
        Object.assign(this, { uri, range });
      }
    },
    version: "1.91.0",
    env: { language: "en", appName: "test", openExternal: async () => true },
    workspace: {
      isTrusted: true,
      workspaceFolders: [{ uri: folderUri, name: path.basename(folder), index: 0 }],
      textDocuments: [open],
      notebookDocuments: [],
      getConfiguration: configuration,
      getWorkspaceFolder: () => undefined,
      asRelativePath: (uri) => path.relative(folder, uri.fsPath),
      createFileSystemWatcher: () => ({ ...events(["onDidCreate", "onDidChange", "onDidDelete", "dispose"]) }),
      applyEdit: async () => true,
      ...events([
        "onDidChangeConfiguration", "onWillSaveTextDocument", "onDidCloseTextDocument", "onDidChangeWorkspaceFolders", "onDidGrantWorkspaceTrust",
        "onDidCreateFiles", "onDidRenameFiles", "onDidDeleteFiles", "onWillCreateFiles", "onWillRenameFiles",
        "onWillDeleteFiles", "registerTextDocumentContentProvider",
      ]),
      onDidOpenTextDocument: happening.opened.event,
      onDidChangeTextDocument: happening.typed.event,
      onDidSaveTextDocument: happening.saved.event,
    },
    window: {
      activeTextEditor: front,
      visibleTextEditors: [front],
      tabGroups: { all: [], ...events(["onDidChangeTabs", "onDidChangeTabGroups"]) },
      showInformationMessage: answer,
      showWarningMessage: answer,
      showErrorMessage: answer,
      createOutputChannel: channel,
      createStatusBarItem: () => Object.assign(notes.status, events(["show", "hide", "dispose"])),
      createWebviewPanel: (kind, title, where, options) => {
        const panel = { kind, title, options, webview: { html: "", cspSource: "vscode-resource:" }, ...events(["onDidDispose", "reveal", "dispose"]) };
        notes.panels.push(panel);
        return panel;
      },
      withProgress: async (_options, task) => task({ report() {} }, new CancellationTokenSource().token),
      onDidChangeActiveTextEditor: happening.fronted.event,
      ...events(["onDidChangeVisibleTextEditors"]),
    },
    commands: {
      registerCommand: (name, run) => ((notes.commands[name] = run), new Disposable()),
      executeCommand: async (name, ...args) => void notes.done.push([name, args.length]),
    },
    languages: new Proxy(
      {
        match: (selector, opened) => [selector].flat().some(({ language }) => language === opened.languageId) ? 10 : 0,
        createDiagnosticCollection: () => ({
          set: (uri, found) => void (notes.findings[uri.toString()] = found),
          delete: (uri) => void delete notes.findings[uri.toString()],
          ...events(["clear", "dispose", "forEach"]),
          has: (uri) => uri.toString() in notes.findings,
        }),
      },
      {
        get: (own, name) =>
          own[name] ?? ((_selector, provider) => ((notes.providers[name] = provider), new Disposable())),
      },
    ),
  };
  const vscode = new Proxy(known, {
    get: (own, name) => (name in own || typeof name === "symbol" ? own[name] : (own[name] = class {})),
  });
  return { vscode, notes };
}

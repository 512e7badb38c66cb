// The built extension at work with the real checker, in an editor that is not there.
//
// In: JSON on standard input: {folder, file, languageId, settings, ask, click, steps}. A step is a text typed over
// another, {over, type}, and saved; or another contract brought to the front, {front}. Out: JSON: what the author would have seen.
// Relies on: dist/extension.js, and a `sib` where the extension finds it. Guarantees: ends by itself.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import Module from "node:module";
import { setTimeout as wait } from "node:timers/promises";
import { document, editor, Position } from "./vscode.mjs";

const task = JSON.parse(readFileSync(0, "utf8"));
const text = readFileSync(task.file, "utf8");
const open = document(task.file, text, task.languageId ?? "sib");
const { vscode, notes } = editor({ folder: task.folder, open, settings: task.settings });

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const extension = createRequire(import.meta.url)("../dist/extension.js");

async function until(condition) {
  for (let tries = 0; tries < 400 && !condition(); tries += 1) {
    await wait(50);
  }
}

const seen = {};
await extension.activate({ subscriptions: [] });
seen.status = { text: notes.status.text, tooltip: notes.status.tooltip, command: notes.status.command };
if (task.ask) {
  await until(() => Object.keys(notes.findings).length > 0);
  const token = new vscode.CancellationTokenSource().token;
  const line = text.split("\n").findIndex((each) => each.includes(task.ask));
  const place = new Position(line, text.split("\n")[line].indexOf(task.ask));
  seen.findings = Object.values(notes.findings).flat().map(({ message, range, code }) => ({ message, range, code: code?.value ?? code }));
  seen.definition = await notes.providers.registerDefinitionProvider?.provideDefinition(open, place, token);
  await notes.commands["sib.showSummary"]();
  await until(() => notes.panels[0]?.webview.html);
  const lenses = await notes.providers.registerCodeLensProvider?.provideCodeLenses(open, token);
  seen.lenses = [];
  for (const lens of lenses ?? []) {
    const { command } = await notes.providers.registerCodeLensProvider.resolveCodeLens(lens, token);
    seen.lenses.push(command.title);
    if (command.title.includes(task.click)) {
      await notes.commands[command.command](...command.arguments);
    }
  }
  seen.done = notes.done;
  seen.panels = notes.panels.map(({ title, options, webview }) => ({ title, options, html: webview.html }));
}
if (task.steps) {
  await notes.commands["sib.tryOut"]();
  const [panel] = notes.panels;
  const look = () => ({ title: panel.title, html: panel.webview.html });
  seen.tried = [look()];
  for (const step of task.steps) {
    const before = look();
    if (step.front) {
      notes.front(step.front === task.file ? open : document(step.front, readFileSync(step.front, "utf8"), "sib"));
    } else {
      notes.typed(open.typeOver(step.over, step.type));
      notes.saved(open);
    }
    await until(() => panel.title !== before.title || panel.webview.html !== before.html);
    seen.tried.push(look());
  }
}
seen.commands = Object.keys(notes.commands).sort();
seen.providers = Object.keys(notes.providers).sort();
seen.messages = notes.messages;
seen.lines = notes.lines;
await extension.deactivate();
process.stdout.write(JSON.stringify(seen));

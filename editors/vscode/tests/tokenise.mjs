// How the grammars colour files, as the editor would: the engine is the editor's own.
//
// In: JSON on standard input: {"scope": ..., "texts": {name: text}}. Out: JSON: {name: [[start, end, scopes], ...]},
// offsets counted in UTF-16. Relies on: the grammars named in package.json, and a Markdown grammar that is given.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import path from "node:path";

const require = createRequire(path.join(process.cwd(), "package.json"));
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const { contributes } = JSON.parse(readFileSync("package.json", "utf8"));
const paths = Object.fromEntries(contributes.grammars.map(({ scopeName, path }) => [scopeName, path]));
// The editor brings its own grammar of Markdown; headings are enough to see where prose is.
const MARKDOWN = JSON.stringify({
  scopeName: "text.html.markdown",
  patterns: [{ name: "markup.heading.markdown", match: "^#.*$" }],
});

await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async (scope) =>
    textmate.parseRawGrammar(scope in paths ? readFileSync(paths[scope], "utf8") : MARKDOWN, `${scope}.json`),
  getInjections: (scope) => contributes.grammars.filter((g) => g.injectTo?.includes(scope)).map((g) => g.scopeName),
});

const { scope, texts } = JSON.parse(readFileSync(0, "utf8"));
const grammar = await registry.loadGrammar(scope);
const answer = {};
for (const [name, text] of Object.entries(texts)) {
  const found = [];
  let state = textmate.INITIAL;
  let start = 0;
  for (const line of text.split("\n")) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const token of tokens) {
      found.push([start + token.startIndex, start + Math.min(token.endIndex, line.length), token.scopes]);
    }
    start += line.length + 1;
  }
  answer[name] = found;
}
process.stdout.write(JSON.stringify(answer));

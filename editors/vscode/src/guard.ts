// What a page about a contract is wrapped in before the editor shows it.
//
// In: the page that the checker wrote, and the contract that it is about. Out: the page with a policy and one script
// of ours at its very beginning. Relies on: a page that has a script of its own naming it in its own policy, by hash.
// Guarantees: nothing is loaded; nothing runs but that script and ours. Ours keeps where the reader was and what was
// chosen, which the page tells by an event `chosen` and is told in `chosenEarlier`.
import { randomBytes } from "node:crypto";

export function guarded(html: string, source: string, contract: string): string {
  const nonce = randomBytes(16).toString("base64");
  const scripts = [`'nonce-${nonce}'`, ...ownScripts(html)].join(" ");
  const policy = `default-src 'none'; img-src data:; style-src 'unsafe-inline' ${source}; script-src ${scripts}`;
  const head =
    `<meta http-equiv="Content-Security-Policy" content="${policy}">` +
    "<style>body{background:#fff;color:#1b1b1b;padding:0 1.5rem}</style>" +
    `<script nonce="${nonce}">${keeping(contract)}</script>`;
  return /<head[^>]*>/i.test(html) ? html.replace(/<head[^>]*>/i, (tag) => tag + head) : `<head>${head}</head>${html}`;
}

/** The hashes that the page lets run itself: those of its first policy, which stands before anything an author wrote. */
function ownScripts(html: string): string[] {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(html.split("<title>")[0] ?? "");
  return (policy?.[1]?.match(/sha256-[A-Za-z0-9+/]+={0,2}/g) ?? []).map((hash) => `'${hash}'`);
}

function keeping(contract: string): string {
  const key = JSON.stringify(contract).replace(/</g, "\\u003c");
  return (
    "{" +
    "const editor = acquireVsCodeApi();" +
    "const all = () => editor.getState() ?? {};" +
    `const kept = all()[${key}] ?? {};` +
    `const keep = (more) => editor.setState({ ...all(), [${key}]: { ...all()[${key}], ...more } });` +
    "globalThis.chosenEarlier = kept.chosen;" +
    "addEventListener('DOMContentLoaded', () => scrollTo(0, kept.top ?? 0));" +
    "addEventListener('scroll', () => keep({ top: scrollY }));" +
    "addEventListener('chosen', ({ detail }) => keep({ chosen: detail }), true);" +
    "}"
  );
}

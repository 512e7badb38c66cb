// One file from src/, with the language client in it, so that the package needs no node_modules.
import { build } from "esbuild";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  // The Node of the oldest editor that `engines` in package.json lets in.
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
});

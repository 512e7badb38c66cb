// Answers questions, one a line: import this module, call these functions of it, time these, give this constant of it.
import { createInterface } from "node:readline";

let module = null;

async function answer({ module: text, calls, value, timed }) {
  if (text !== undefined) {
    module = await import(`data:text/javascript;charset=utf-8,${encodeURIComponent(text)}`);
    return null;
  }
  if (value !== undefined) {
    return module[value];
  }
  if (timed !== undefined) {
    return timed.map(([name, ...given]) => {
      const start = performance.now();
      module[name](...given);
      return performance.now() - start;
    });
  }
  return calls.map(([name, ...given]) => module[name](...given));
}

for await (const line of createInterface({ input: process.stdin })) {
  let reply;
  try {
    reply = { found: await answer(JSON.parse(line)) };
  } catch (error) {
    reply = { error: `${error.stack}` };
  }
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}

// The pictures of the guide to editors, taken from a running editor.
//
// In: the address of a code-server in which the extension is installed and a copy of examples/nyc_able is open, the
// path of that copy, and the folder for the pictures. Out: PNG files. Relies on: playwright-core and chromium, which
// are not among the dependencies; docs/guides/editors.md says how to get them. Guarantees: the copy is as it was.
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

const [address, folder, pictures] = process.argv.slice(2);
const contract = path.join(folder, "contract.sib");
const original = await readFile(contract, "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--disable-quic"],
});
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
const pause = (milliseconds) => page.waitForTimeout(milliseconds);
const take = (name) => page.screenshot({ path: path.join(pictures, `${name}.png`) });

async function command(words) {
  await page.keyboard.press("F1");
  await pause(800);
  await page.keyboard.type(words);
  await pause(1200);
  await page.keyboard.press("Enter");
  await pause(1500);
}

async function goTo(line, column) {
  await page.keyboard.press("Control+G");
  await pause(600);
  await page.keyboard.type(`${line}:${column}`);
  await pause(300);
  await page.keyboard.press("Enter");
  await pause(800);
}

async function frameWith(part) {
  for (const frame of page.frames()) {
    if ((await frame.locator(part).count().catch(() => 0)) > 0) {
      return frame;
    }
  }
  throw new Error(`nothing on the screen has ${part}`);
}

function placeOf(text, part) {
  const offset = text.indexOf(part);
  const before = text.slice(0, offset).split("\n");
  return [before.length, before.at(-1).length + 1];
}

async function openContract(text) {
  await writeFile(contract, text);
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`, { waitUntil: "domcontentloaded" });
  await page.waitForSelector(".monaco-workbench", { timeout: 60000 });
  await pause(3000);
  await page.keyboard.press("Control+P");
  await pause(800);
  await page.keyboard.type("contract.sib");
  await pause(1500);
  await page.keyboard.press("Enter");
  await pause(6000);
  if (await page.locator(".part.panel").isVisible()) {
    await command("View: Toggle Panel Visibility");
    await page.keyboard.press("Control+1");
  }
}

try {
  // A finding, with what to do about it.
  const broken = original.replace("pays by reduction", "pays by reductoin");
  await openContract(broken);
  await command("Problems: Focus on Problems View");
  await page.keyboard.press("Control+1");
  await goTo(...placeOf(broken, "reductoin"));
  await command("Show or Focus Hover");
  await pause(1500);
  await take("finding");
  await page.keyboard.press("Escape");

  // What a name means.
  await openContract(original);
  await goTo(...placeOf(original, "reduction {\n    at least 20%"));
  await command("Show or Focus Hover");
  await pause(2500);
  await take("explanation");
  await page.keyboard.press("Escape");

  // What may come next.
  const [line] = placeOf(original, "  verified by   vera");
  await goTo(line, 1);
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Space");
  await pause(2500);
  await take("completion");
  await page.keyboard.press("Escape");

  // Worked examples, and the summary beside the text. What was typed may have been saved, so it begins anew.
  await openContract(original);
  await goTo(placeOf(original, 'scenario "just below')[0], 1);
  await command("View: Close Primary Side Bar");
  await command("sib: Show Summary");
  await pause(6000);
  await take("summary");

  // Sliders and payment curves beside the text, with a slider that was moved; higher, for all of the curve.
  await page.setViewportSize({ width: 1280, height: 900 });
  await openContract(original);
  await goTo(placeOf(original, "payment success")[0], 1);
  await command("sib: Try Out");
  await pause(6000);
  const panel = await frameWith("#choose-reduction");
  await panel.locator("#choose-reduction-exactly").fill("16%");
  await panel.evaluate(() => document.querySelector("#controls").scrollIntoView());
  await page.keyboard.press("Control+1");
  await pause(1500);
  await take("preview");
} finally {
  await writeFile(contract, original);
  await browser.close();
}

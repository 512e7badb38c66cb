// The live page: whenever the contract is saved, it shows the new one, with the sliders where they were.

import { showPreview, showSummary } from "./preview.js";

const chosen = new Map();
const axes = new Map();
let shown = 0;
let asked = 0;

async function refresh() {
  const turn = ++asked;
  const state = await (await fetch("./state.json")).json();
  if (turn !== asked) {
    return;
  }
  document.querySelector("#findings").innerHTML = state.findings;
  document.querySelector("#status").textContent = state.status;
  document.documentElement.classList.toggle("outdated", !state.ok);
  if (state.good > 0 && state.good !== shown) {
    const module = await import(`./contract.mjs?version=${state.good}`);
    if (turn !== asked) {
      return;
    }
    shown = state.good;
    const scrolled = window.scrollY;
    document.title = state.title;
    document.querySelector("#title").textContent = state.title;
    document.querySelector("#scenarios").innerHTML = state.scenarios;
    showPreview(document, module, chosen, axes);
    showSummary(document.querySelector("#summary"), state.summary);
    window.scrollTo(0, scrolled);
  }
  document.querySelector("#contract").hidden = state.good === 0;
  document.documentElement.dataset.version = `${state.version}`;
}

const events = new EventSource("./events");
events.onmessage = refresh;
events.onerror = () => {
  document.querySelector("#status").textContent = "sib watch has stopped; start it again to go on";
};
events.onopen = refresh;

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// Keys, as the sheet on the page lists them. A key never fires while somebody types, nor together
// with Control, Alt or the command key, which belong to the browser and to assistive software. Who
// speaks to the computer, or hits keys by mistake, turns them off (WCAG 2.1.4) and finds the switch
// again in the palette.

// LIMIT: how long after the first key of two the second counts.
const SEQUENCE_MILLISECONDS = 1200;
const STORED_AS = "nightlight-keys";

export function isTyping(target) {
  return target instanceof Element
    && target.closest("input, textarea, select, [contenteditable]") !== null;
}

export function startShortcuts(root) {
  const sheet = root.getElementById("shortcut-sheet");
  if (!sheet) return;
  const known = new Map();
  for (const row of sheet.querySelectorAll("[data-keys]")) known.set(row.dataset.keys, row.dataset);

  const choice = root.getElementById("shortcut-use");
  choice.checked = stored() !== "off";
  choice.addEventListener("change", () => store(choice.checked ? "on" : "off"));
  const opener = root.getElementById("shortcut-open");
  if (opener) {
    opener.hidden = false;
    opener.addEventListener("click", () => {
      opener.closest("dialog").close();
      sheet.showModal();
    });
  }

  let pressed = [];
  let timer = null;
  const forget = () => { pressed = []; };

  root.addEventListener("keydown", (event) => {
    if (!choice.checked || event.defaultPrevented) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (isTyping(event.target) || root.querySelector("dialog[open]")) return;
    if (event.key === "?") {
      event.preventDefault();
      sheet.showModal();
      return;
    }
    // LIMIT: a name such as "Shift" is no letter and ends nothing.
    if (event.key.length !== 1) return;
    pressed.push(event.key);
    clearTimeout(timer);
    timer = setTimeout(forget, SEQUENCE_MILLISECONDS);
    const whole = pressed.join(" ");
    const found = known.get(whole) ?? known.get(event.key);
    if (found) {
      event.preventDefault();
      forget();
      follow(root, found);
    } else if (![...known.keys()].some((keys) => keys.startsWith(whole + " "))) {
      pressed = [event.key];
    }
  });
}

// A browser may refuse to keep anything: then the choice holds for the page.
function stored() {
  try { return localStorage.getItem(STORED_AS); } catch { return null; }
}

function store(choice) {
  try { localStorage.setItem(STORED_AS, choice); } catch { /* It holds for the page. */ }
}

function follow(root, { path, target }) {
  if (path) {
    location.assign(path);
    return;
  }
  const element = root.getElementById(target);
  if (!element) return;
  if (element.matches("a, button, summary")) element.click();
  else element.focus();
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// Keys, as the sheet on the page lists them. A key never fires while somebody types, nor together
// with Control, Alt or the command key, which belong to the browser and to assistive software.

// LIMIT: how long after the first key of two the second counts.
const SEQUENCE_MILLISECONDS = 1200;

export function isTyping(target) {
  return target instanceof Element
    && target.closest("input, textarea, select, [contenteditable]") !== null;
}

export function startShortcuts(root) {
  const sheet = root.getElementById("shortcut-sheet");
  if (!sheet) return;
  const known = new Map();
  for (const row of sheet.querySelectorAll("[data-keys]")) known.set(row.dataset.keys, row.dataset);

  let pressed = [];
  let timer = null;
  const forget = () => { pressed = []; };

  root.addEventListener("keydown", (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return;
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

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// A button beside a block of code that copies it.

// LIMIT: how long the button says that it was done.
const SAID_MILLISECONDS = 2000;

export function startCopying(root) {
  if (!navigator.clipboard) return;
  for (const button of root.querySelectorAll("[data-copy]")) {
    const said = button.textContent;
    button.hidden = false;
    button.addEventListener("click", async () => {
      const block = document.getElementById(button.dataset.copy);
      if (!block) return;
      try {
        await navigator.clipboard.writeText(block.textContent);
      } catch {
        return; // The person or the browser said no; the text can still be marked by hand.
      }
      button.textContent = button.dataset.copied;
      setTimeout(() => { button.textContent = said; }, SAID_MILLISECONDS);
    });
  }
}

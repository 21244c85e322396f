// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// A message that was read goes away without loading the page again, and does not come back with it.

export function startToasts(root) {
  for (const link of root.querySelectorAll("[data-toast] [data-dismiss]")) {
    history.replaceState(null, "", link.href);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      link.closest("[data-toast]").remove();
      document.getElementById("main")?.focus();
    });
  }
}

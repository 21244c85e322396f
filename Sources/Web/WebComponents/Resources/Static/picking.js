// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// One box at the head of a table that ticks all of its rows, and Shift for a run of them.

export function startPicking(root) {
  for (const place of root.querySelectorAll("[data-pick-all]")) {
    const table = place.closest("table");
    const boxes = () => [...table.querySelectorAll("tbody .pick input:not(:disabled)")];
    const all = document.createElement("input");
    all.type = "checkbox";
    all.setAttribute("aria-label", place.dataset.pickAll);
    place.append(all);
    const show = () => {
      const ticked = boxes().filter((box) => box.checked).length;
      all.checked = ticked > 0 && ticked === boxes().length;
      all.indeterminate = ticked > 0 && !all.checked;
    };
    all.addEventListener("change", () => {
      for (const box of boxes()) box.checked = all.checked;
    });
    let last = null;
    table.addEventListener("click", (event) => {
      const box = event.target;
      if (!box.matches?.("tbody .pick input")) return;
      const list = boxes();
      if (event.shiftKey && last && list.includes(last)) {
        const ends = [list.indexOf(last), list.indexOf(box)].sort((a, b) => a - b);
        for (const between of list.slice(ends[0], ends[1] + 1)) between.checked = box.checked;
      }
      last = box;
      show();
    });
    show();
  }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// Control or command with K: type a few letters of where to go. The list is in the page; nothing is
// asked of the server while somebody types.

export function startPalette(root) {
  const palette = root.getElementById("palette");
  if (!palette) return;
  const input = palette.querySelector("input");
  const options = [...palette.querySelectorAll("[role=option]")];
  const nothing = palette.querySelector(".nothing");
  options.forEach((option, position) => { option.id ||= `palette-${position}`; });
  let chosen = null;

  const choose = (option) => {
    chosen?.setAttribute("aria-selected", "false");
    chosen = option ?? null;
    chosen?.setAttribute("aria-selected", "true");
    chosen?.scrollIntoView({ block: "nearest" });
    if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
    else input.removeAttribute("aria-activedescendant");
  };
  const shown = () => options.filter((option) => !option.hidden);
  const filter = () => {
    const words = plain(input.value).split(/\s+/).filter(Boolean);
    for (const option of options) {
      const text = plain(option.dataset.words);
      option.hidden = !words.every((word) => text.includes(word));
    }
    const left = shown();
    nothing.hidden = left.length > 0;
    choose(left[0]);
  };
  const open = () => {
    if (palette.open || root.querySelector("dialog[open]")) return;
    input.value = "";
    filter();
    palette.showModal();
    input.focus();
  };

  const button = root.getElementById("palette-open");
  if (button) {
    button.hidden = false;
    button.addEventListener("click", open);
  }
  root.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey
      && !event.shiftKey) {
      event.preventDefault();
      open();
    }
  });
  input.addEventListener("input", filter);
  input.addEventListener("keydown", (event) => {
    const left = shown();
    const at = left.indexOf(chosen);
    if (event.key === "ArrowDown") choose(left[(at + 1) % left.length]);
    else if (event.key === "ArrowUp") choose(left[(at - 1 + left.length) % left.length]);
    else if (event.key === "Enter" && chosen) location.assign(chosen.dataset.path);
    else return;
    event.preventDefault();
  });
  palette.addEventListener("click", (event) => {
    if (event.target === palette) palette.close();
  });
}

/** Small letters without accents, so that "resume" finds "résumé". */
function plain(text) {
  return text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase();
}

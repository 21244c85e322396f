// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// Parts of the page that are fetched again from time to time and exchanged when they changed, never
// under the hands of who is working in them. That all is well is said by the time beside it, which
// nobody is read out; what changes in that is.

// LIMIT: after failures it asks less and less often, at the least every five minutes.
const WAIT_SECONDS_MAX = 300;

/** `revive` gives a part that was exchanged what the other modules had given the one before. */
export function startRefreshing(root, revive) {
  for (const note of root.querySelectorAll("[data-live]")) new Refresh(note, revive).start();
}

class Refresh {
  constructor(note, revive) {
    this.note = note;
    this.revive = revive;
    this.seconds = Number(note.dataset.seconds);
    this.ids = note.dataset.live.split(" ");
    this.text = note.querySelector("[role=status]");
    this.time = note.querySelector(".numbers");
    this.button = note.querySelector("button");
    this.isPaused = false;
    this.failures = 0;
    this.timer = null;
  }

  start() {
    const pause = this.button.textContent;
    this.button.hidden = false;
    this.button.addEventListener("click", () => {
      this.isPaused = !this.isPaused;
      this.button.textContent = this.isPaused ? this.button.dataset.resume : pause;
      this.show(this.isPaused ? "paused" : "shown");
      this.wait(this.isPaused ? null : 0);
    });
    // A page nobody looks at asks for nothing.
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && !this.isPaused) this.wait(0);
    });
    this.wait(this.seconds);
  }

  wait(seconds) {
    clearTimeout(this.timer);
    if (seconds === null) return;
    this.timer = setTimeout(() => this.refresh(), seconds * 1000);
  }

  partsOf(page) { return this.ids.map((id) => page.getElementById(id)); }

  /** Somebody's focus, ticked box or marked text in it, or a dialog over it. */
  get isBusy() {
    const selection = document.getSelection();
    return document.querySelector("dialog[open], :popover-open") !== null
      || this.partsOf(document).some((part) => part.contains(document.activeElement)
        || part.querySelector("input:checked, details[open]") !== null
        || (!selection.isCollapsed && selection.containsNode(part, true)));
  }

  async refresh() {
    if (document.hidden || this.isPaused || this.partsOf(document).includes(null)) return;
    if (this.isBusy) {
      this.wait(this.seconds);
      return;
    }
    try {
      const answer = await fetch(location.href, {
        // Nobody pressed anything: this must not keep a session alive at a desk that was left.
        headers: { Accept: "text/html", "Nightlight-Refresh": "1" },
        credentials: "same-origin", cache: "no-store",
      });
      if (this.isPaused) return;
      if (answer.redirected) {
        // The session ended: what is on the screen is nobody's any more.
        location.reload();
        return;
      }
      if (!answer.ok) throw new Error("not the page");
      this.exchange(new DOMParser().parseFromString(await answer.text(), "text/html"));
      this.failures = 0;
      this.show("shown");
    } catch {
      this.failures += 1;
      this.show("stale");
    }
    this.wait(Math.min(WAIT_SECONDS_MAX, this.seconds * 2 ** this.failures));
  }

  exchange(page) {
    const fresh = this.partsOf(page);
    const time = page.querySelector("[data-live] .numbers");
    if (fresh.includes(null)) throw new Error("a part is missing");
    if (this.isPaused || this.isBusy) return;
    if (time) this.time.textContent = time.textContent;
    for (const [position, part] of this.partsOf(document).entries()) {
      if (part.isEqualNode(fresh[position])) continue;
      part.replaceWith(fresh[position]);
      this.revive(fresh[position]);
    }
  }

  show(state) {
    this.note.classList.toggle("paused", state === "paused");
    this.note.classList.toggle("stale", state === "stale");
    const said = this.note.dataset[state];
    if (this.text.textContent !== said) this.text.textContent = said;
  }
}

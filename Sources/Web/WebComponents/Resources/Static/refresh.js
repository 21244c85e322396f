// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// A part of the page that is fetched again from time to time and exchanged when it changed, never
// under the hands of who is working in it.

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
    this.text = note.querySelector("p");
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

  get region() { return document.getElementById(this.note.dataset.live); }

  /** Somebody's focus, ticked box or marked text in it, or a dialog over it. */
  get isBusy() {
    const region = this.region;
    const selection = document.getSelection();
    return region.contains(document.activeElement)
      || region.querySelector("input:checked, details[open]") !== null
      || document.querySelector("dialog[open], :popover-open") !== null
      || (!selection.isCollapsed && selection.containsNode(region, true));
  }

  async refresh() {
    if (document.hidden || this.isPaused || !this.region) return;
    if (this.isBusy) {
      this.wait(this.seconds);
      return;
    }
    try {
      const answer = await fetch(location.href, {
        headers: { Accept: "text/html" }, credentials: "same-origin", cache: "no-store",
      });
      // A redirect means that the session ended; the next click says so properly.
      if (!answer.ok || answer.redirected) throw new Error("not the page");
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
    const fresh = page.getElementById(this.note.dataset.live);
    const time = page.querySelector("[data-live] .numbers");
    if (!fresh) throw new Error("the part is missing");
    if (time) this.time.textContent = time.textContent;
    if (this.isPaused || this.isBusy || fresh.isEqualNode(this.region)) return;
    this.region.replaceWith(fresh);
    this.revive(fresh);
  }

  show(state) {
    this.note.classList.toggle("paused", state === "paused");
    this.note.classList.toggle("stale", state === "stale");
    this.text.firstChild.textContent = `${this.note.dataset[state]} `;
  }
}

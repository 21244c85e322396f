// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
//
// What a script adds for who works here all day. Every page works without it: whatever is shown
// here is in the page already, and each module does nothing where its part of the page is missing.

import { startCopying } from "./copy.js";
import { startPalette } from "./palette.js";
import { startPicking } from "./picking.js";
import { startRefreshing } from "./refresh.js";
import { startShortcuts } from "./shortcuts.js";
import { startToasts } from "./toasts.js";

function startWithin(part) {
  startCopying(part);
  startPicking(part);
}

startWithin(document);
startPalette(document);
startRefreshing(document, startWithin);
startShortcuts(document);
startToasts(document);

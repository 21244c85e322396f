// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// ReportFormats: formats that others wrote, read and written to the letter.
//
// Hash lists (CSV, lines, VICS, vPDQ), XARF notices, and JSON piece by piece for files too large to
// hold.
//
// May touch: nothing that keeps anything.
// Invariants:
// - a bad row is named with its number and its reason, and costs nobody else's;
// - what was written is read back the same, by us and by a foreign program.

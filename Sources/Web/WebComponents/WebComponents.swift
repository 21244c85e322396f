// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// WebComponents: how every page looks, whoever it is for.
//
// Tokens, components as templates with their models, charts drawn by the server, and small scripts
// that no page needs. The guide is Documentation/Reference/web-components.md.
//
// May touch: WebSupport. It knows no subject.
// Invariants:
// - every component works without scripts, by keyboard, from right to left and in the dark;
// - colour never says anything alone;
// - a chart has its figures as a table.

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Sealing: what can identify a person, unreadable without the casework key.
//
// Each record has a key, wrapped to the public casework key; fields are sealed with it. Doors hold
// the public half only. Deleting a record's key erases it.
//
// May touch: swift-crypto; passwords that lock the private key.
// Invariants:
// - a sealed field opens only in its own row and column (`BindingContext`);
// - the private half is opened in one place, `KeyDirectory`, and never by a door;
// - blind indexes are keyed: a table tells nobody which address it is about;
// - a row that lets somebody in has a seal that nobody makes without the keys (`RowSealer`).

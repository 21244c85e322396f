// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Scanning: what is at an address.
//
// It is fetched, its page read, and everything it shows fingerprinted, in memory.
//
// May touch: the outside through Outbound, the confined decoder. No records and no database.
// Invariants:
// - hostile bytes are read in the decoder alone;
// - pages, files, bytes and frames are bounded (`ScanLimits`), and what was left out is counted.

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// PerceptualHashing: PDQ and vPDQ, bit for bit as the reference makes them.
//
// A public library without dependencies; in WebAssembly it runs without C.
//
// May touch: kernels in C, each with a baseline that gives the same bits.
// Invariants:
// - exact mode equals the reference on the same pixels; fast mode says how far it is off;
// - hashes of another algorithm or version cannot be compared by mistake.

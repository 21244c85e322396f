// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Demonstration: a small internet on loopback, made by code.
//
// Hosts, a registry, a mail relay, reporters and providers for the demo command and for the tests.
//
// May touch: nothing of the platform: it stands where strangers stand.
// Invariants:
// - pictures are shapes, noise and gradients; hosts are `.test` and loopback;
// - the same seed makes the same world.

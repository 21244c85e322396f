// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// PasswordHashing: Argon2id, by libsodium.
//
// May touch: libsodium.
// Invariants:
// - hashing runs on threads of its own and no more at once than memory allows;
// - a hash names its parameters, so that stronger ones replace it at the next sign-in.

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// FileDigesting: MD5, SHA-1 and SHA-256 of a file, piece by piece.
//
// A target of its own, because two use it that must not know each other: the confined decoder and
// Fingerprinting.
//
// May touch: swift-crypto.

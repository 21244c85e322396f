// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Fingerprinting: the one type by which a file is known.
//
// From bytes to `FingerprintedFile`: digests of the file, PDQ of a picture or of a video's frames,
// and the members of an archive. Examination, takedown and commands use this and no other.
//
// May touch: the decoder's pool. No record, no list.
// Invariants:
// - digests are of every byte, whatever the decoder made of them;
// - a file that cannot be decoded says why, and still has its digests.

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// HashIndex: which members are within a distance of a fingerprint, exactly.
//
// Segments that never change, merged in the background, searched by groups of alike members;
// digests by sorted runs. A public library without dependencies.
//
// May touch: PerceptualHashing, and kernels in C that order memory ahead.
// Invariants:
// - recall is 1.0: every answer is that of a comparison with each member;
// - readers never wait for a writer.

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// MediaDecoding: pictures, videos, archives and pages, read in children that can do nothing else.
//
// A pool of confined processes; files go in by shared memory and answers come out as bounded
// messages. A public library.
//
// May touch: PerceptualHashing, and the sandbox in C.
// Invariants:
// - no hostile byte is parsed in this process: an answer is read as if an enemy wrote it;
// - a child that crashes, hangs or grows costs at most its own file;
// - bytes, pixels, members, frames, memory and time are bounded (`FileBounds`).

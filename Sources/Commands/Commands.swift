// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Commands: `nightlight NOUN VERB`, and what it prints.
//
// May touch: the composed program. No SQL, no rule of casework.
// Invariants:
// - results go to standard output, in a form for people and one for programs; the rest to standard
//   error;
// - an error has a stable code and says what to do next; exit codes are those of `ExitStatus`.

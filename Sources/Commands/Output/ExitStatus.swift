// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser

/// The exit codes of `nightlight`; documented in Documentation/Reference/exit-codes.md.
enum ExitStatus: Int32 {
    /// Something was found to be wrong by a command that checks: a log that does not verify, a
    /// machine that lacks something, an import with bad rows that kept nothing.
    case checkFailed = 1
    /// The thing that was named does not exist; of several files, one cannot be read.
    case notFound = 2
    /// The database, a key file or another part cannot be reached or used.
    case unavailable = 3
    /// The command line or a setting is wrong (ArgumentParser's own code for usage errors).
    case usage = 64

    var error: ExitCode { ExitCode(rawValue) }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// One thing `nightlight doctor` looked at.
struct DoctorFinding: Encodable, Sendable {
    enum State: String, Encodable, Sendable {
        /// As it should be.
        case good
        /// Works, but something is not set up that most installations want.
        case attention
        /// Does not work.
        case bad
    }

    let subject: String
    let state: State
    /// What was found, and what to do about it.
    let remark: String
}

extension DoctorFinding {
    /// What does not work, in the words that a command has for it.
    init(_ subject: String, failing error: any Error) {
        self.init(subject: subject, state: .bad, remark: CommandErrors.line(of: error))
    }
}

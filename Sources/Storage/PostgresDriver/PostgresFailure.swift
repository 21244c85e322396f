// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// What the server or the connection reported, and what may be done about it.
struct PostgresFailure: Error {
    enum Remedy {
        case none
        /// The transaction lost against another one: the same may succeed now.
        case runAgain
        /// A statement was prepared against tables that have changed since: prepare anew.
        case prepareAgain
    }

    let error: StorageError
    let remedy: Remedy

    init(_ error: StorageError, remedy: Remedy = .none) {
        self.error = error
        self.remedy = remedy
    }

    /// - Parameters:
    ///   - state: the five characters of the SQLSTATE; `nil` when the server said nothing.
    ///   - message: kept only where it can name nothing but the program's own SQL.
    ///   - function: where in the server it arose; unlike the message, it is in no language.
    init(state: String?, message: String, function: String) {
        guard let state else {
            self.init(.unavailable)
            return
        }
        switch state {
        case "40001", "40P01": self.init(.conflict, remedy: .runAgain)
        case "55P03": self.init(.conflict)
        case "0A000" where function == "RevalidateCachedQuery", "26000":
            self.init(.conflict, remedy: .prepareAgain)
        // 25P03: the body took so long between two statements that the server gave it up.
        case "57014", "25P03": self.init(.timeout)
        case "53100": self.init(.full)
        case "25006", "42501": self.init(.readOnly)
        case "22021", "22P05", "54000": self.init(.unstorable)
        case "XX001", "XX002": self.init(.corrupt)
        case _ where state.hasPrefix("23"): self.init(.constraint)
        case _ where state.hasPrefix("42"): self.init(.statement(state: "\(state) \(message)"))
        case _ where ["08", "53", "57", "58"].contains(state.prefix(2)): self.init(.unavailable)
        default: self.init(.statement(state: state))
        }
    }
}

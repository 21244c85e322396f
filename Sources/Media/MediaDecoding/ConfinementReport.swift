// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a decoder child found when it tried, from inside its confinement, what it must not be able
/// to do.
public struct ConfinementReport: Hashable, Sendable {
    /// One thing the child tried.
    public struct Attempt: Hashable, Sendable {
        /// What was tried, in plain words.
        public let operation: String
        /// The system's error number; 0 when the operation was allowed.
        public let errorNumber: Int

        /// Whether the confinement held.
        public var isDenied: Bool { errorNumber != 0 }

        package init(operation: String, errorNumber: Int) {
            self.operation = operation
            self.errorNumber = errorNumber
        }
    }

    /// Everything tried, in order.
    public let attempts: [Attempt]
    /// The version of the kernel's Landlock interface; 0 when the kernel has none.
    public let landlockVersion: Int

    /// Whether every attempt was denied.
    public var holds: Bool { attempts.allSatisfy(\.isDenied) }

    package init(attempts: [Attempt], landlockVersion: Int) {
        self.attempts = attempts
        self.landlockVersion = landlockVersion
    }
}

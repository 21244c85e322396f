// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The engines a test runs on: `@Test(arguments: DatabaseUnderTest.allCases)`.
package enum DatabaseUnderTest: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite
    case postgres

    package var description: String { rawValue }
}

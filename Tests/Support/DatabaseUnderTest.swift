// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The engines every store test runs on: `@Test(arguments: DatabaseUnderTest.allCases)`.
package enum DatabaseUnderTest: String, CaseIterable, Sendable, CustomStringConvertible {
    case sqlite

    package var description: String { rawValue }
}

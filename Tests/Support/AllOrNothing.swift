// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// Proves of a use case with one write that failing at any moment leaves nothing of it behind.
///
/// The use case runs against the same database again and again: with its commit refused, then
/// failing at its first statement, at its second, and so on until it gets through. What it changed
/// then is "everything".
package enum AllOrNothing {
    package enum Broken: Error, Equatable {
        /// Something of a failed run stayed in these tables.
        case halfDone(FaultInjectingDatabase.Fault, tables: [String])
        /// The use case reported success although it had failed.
        case swallowed(FaultInjectingDatabase.Fault)
        /// The use case changes nothing even when nothing fails: there is nothing to prove.
        case withoutEffect
        case endless
    }

    // LIMIT: statements of one use case; one with more is not one use case.
    private static let statementsMax = 500

    /// Returns how many statements the use case runs when nothing fails.
    @discardableResult
    package static func prove(
        on database: any Database, _ useCase: (any Database) async throws -> Void
    ) async throws -> Int {
        let before = try await DatabaseContents(of: database)
        guard try await fails(.commit(1), on: database, before: before, useCase) else {
            throw Broken.withoutEffect
        }
        for number in 1...statementsMax {
            guard try await fails(.statement(number), on: database, before: before, useCase)
            else {
                let after = try await DatabaseContents(of: database)
                guard after != before else { throw Broken.withoutEffect }
                return number - 1
            }
        }
        throw Broken.endless
    }

    /// `false` when the use case ended before the fault.
    private static func fails(
        _ fault: FaultInjectingDatabase.Fault, on database: any Database,
        before: DatabaseContents, _ useCase: (any Database) async throws -> Void
    ) async throws -> Bool {
        let faulty = FaultInjectingDatabase(database, failing: fault)
        do {
            try await useCase(faulty)
            guard faulty.hasFailed else { return false }
        } catch {
            // An error of its own, with nothing made to fail, is the test's to see.
            guard faulty.hasFailed else { throw error }
            let tables = try await DatabaseContents(of: database).differences(from: before)
            guard tables.isEmpty else { throw Broken.halfDone(fault, tables: tables) }
            return true
        }
        throw Broken.swallowed(fault)
    }
}

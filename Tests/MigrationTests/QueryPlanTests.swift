// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage
import TestSupport
import Testing

/// The watch over statements sees what it is there to see.
///
/// `TemporaryDatabase` has it look at every statement that stores run in any test.
struct QueryPlanTests {
    @Test(
        arguments: DatabaseUnderTest.allCases,
        [
            ("SELECT id FROM job WHERE payload = 'x'", true),
            ("SELECT count(*) FROM incident", true),
            ("UPDATE incident SET urgency = 1 WHERE classification = 'x'", true),
            ("DELETE FROM session WHERE seen_at < 7", true),
            ("SELECT id FROM report ORDER BY received_at LIMIT 5", true),
            ("SELECT id FROM report ORDER BY id DESC LIMIT 5", false),
            ("SELECT id FROM job WHERE kind = 'a' AND key = 'b'", false),
            (
                """
                SELECT id FROM job WHERE priority = 5 AND available_at <= 7
                ORDER BY available_at, id LIMIT 1
                """, false
            ),
            ("UPDATE report SET erased_at = 1 WHERE id = 'x'", false),
            ("INSERT INTO record_key (record_id, wrapped) VALUES ('x', 'y')", false),
        ] as [(SQLQuery, Bool)])
    func `a full scan is seen, and a look-up is not taken for one`(
        engine: DatabaseUnderTest, sample: (SQLQuery, Bool)
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let found = try await database.write { try QueryPlan.fullScans(of: sample.0, in: $0) }
        #expect(!found.isEmpty == sample.1)
        try await database.close()
    }

    /// Put together, as stores do, so that it is not taken for a statement of a test.
    @Test(arguments: DatabaseUnderTest.allCases)
    func `a test in which a store reads a whole table fails`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        let query: SQLQuery = "SELECT id " + "FROM job WHERE worker = 'w'"
        await withKnownIssue {
            _ = try await database.read { try $0.all(query) { $0 } }
        }
        try await database.close()
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Matching
import NightlightCore

/// Opens the lists of an installation for one command.
struct HashLists {
    let settings: Settings

    func using<Result>(
        _ body: (HashListService) async throws -> Result
    ) async throws -> Result {
        try await DatabaseOpening(settings: settings).using { database in
            try await body(
                HashListService(database: database, audit: AuditTrail(), time: SystemTime()))
        }
    }
}

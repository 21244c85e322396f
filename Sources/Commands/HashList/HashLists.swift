// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import Composition
import Matching
import NightlightCore

/// Opens the lists of an installation for one command.
struct HashLists {
    let settings: Settings

    /// - Parameter addsEntries: whether something is added, which is compared with benign lists
    ///   first: the one that comes with the platform has to be there by then.
    func using<Result>(
        addsEntries: Bool = false, _ body: (HashListService) async throws -> Result
    ) async throws -> Result {
        try await DatabaseOpening(settings: settings).using { services in
            let service = services.hashLists
            if addsEntries { try await ShippedBenignList(service: service).install() }
            return try await body(service)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
package import Sealing
package import Storage

/// Looks at every row that carries a seal, and changes nothing.
package struct SealInspection: Sendable {
    private let staff: RowSealer
    private let provider: RowSealer

    package init(staff: RowSealer, provider: RowSealer) {
        self.staff = staff
        self.provider = provider
    }

    /// How many rows of each table this installation did not write as they stand there; tables
    /// without such rows are left out.
    package func refused(in database: any Database) async throws -> [SealedTable: Int] {
        try await database.read { transaction in
            let watch = RowWatch()
            let staff = RowSeals(sealer: staff, watch: watch)
            try AccountStore(seals: staff).checkAll(in: transaction)
            try SessionStore(seals: staff).checkAll(in: transaction)
            // What accounts the links are of was counted above.
            let owners = AccountStore(seals: RowSeals(sealer: self.staff, watch: RowWatch()))
            try SignInLinkStore(seals: staff, accounts: owners).checkAll(in: transaction)
            let provider = RowSeals(sealer: provider, watch: watch)
            try ProviderStore(seals: provider).checkAll(in: transaction)
            try ProviderTokenStore(seals: provider).checkAll(in: transaction)
            return watch.counts
        }
    }
}

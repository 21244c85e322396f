// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Storage

/// A provider with its tokens, as of one moment.
struct ProviderSnapshot: Sendable {
    let provider: Provider
    let tokens: [ProviderToken]

    /// `nil` when there is no such provider.
    init?(
        of id: Provider.ID, _ providers: ProviderService, in transaction: any SQLTransaction
    ) throws {
        guard let provider = try providers.provider(id, in: transaction) else { return nil }
        self.provider = provider
        tokens = try providers.tokens(of: id, in: transaction)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts

extension Feature {
    /// People and providers, and how they prove who they are.
    static let accounts = Feature(
        module: "Accounts",
        tables: ["account", "provider", "provider_token", "session", "sign_in_link"])
}

extension DatabaseServices {
    package var accounts: AccountService {
        AccountService(database: database, audit: audit, hasher: hasher, time: time)
    }

    var providers: ProviderService {
        ProviderService(database: database, audit: audit, time: time)
    }
}

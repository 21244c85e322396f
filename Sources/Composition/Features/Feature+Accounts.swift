// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import PasswordHashing
package import Sealing

extension Feature {
    /// People and providers, and how they prove who they are.
    static let accounts = Feature(
        module: "Accounts",
        tables: ["account", "provider", "provider_token", "session", "sign_in_link"],
        doors: [
            TableGrant("provider", .select, for: [.providerAPI]),
            TableGrant(
                "provider_token", .select, .updateOf(["used_at"]), for: [.providerAPI]),
        ])
}

extension DatabaseServices {
    /// - Parameter sealer: of the purpose `staff`.
    package func accounts(sealedBy sealer: RowSealer) -> AccountService {
        AccountService(
            database: database, audit: audit, hasher: hasher, sealer: sealer, watch: watch,
            time: time)
    }
}

extension CaseworkServices {
    package var accounts: AccountService {
        installation.services.accounts(sealedBy: keys.staffSealer)
    }
}

extension Installation {
    var providers: ProviderService {
        ProviderService(
            database: database, audit: audit, sealer: keys.providerSealer,
            watch: services.watch, time: time)
    }
}

extension Settings {
    /// What vouches for accounts, without any other private key.
    package func staffSealer() async throws -> RowSealer {
        try await Installation.keyDirectory(of: self).loadStaffSealer(
            passphrase: try secretLine(.keysPassphraseFile),
            hasher: PasswordHasher(limits: .interactive))
    }
}

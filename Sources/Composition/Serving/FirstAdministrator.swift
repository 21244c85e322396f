// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Accounts
import AuditLog
import NightlightCore

/// The way in for the first person: without an administrator who has a password, each start makes a
/// new one-time link, and whoever reads the terminal sets that password.
package struct FirstAdministrator {
    private let accounts: AccountService

    package init(accounts: AccountService) { self.accounts = accounts }

    // LIMIT: names tried; the second is needed when somebody tampered with the first.
    private static let names = ["administrator"] + (2...9).map { "administrator-\($0)" }

    /// The link; `nil` once somebody can sign in and let others in.
    package func link() async throws -> SignInLink? {
        let administrators = try await active()
        guard !administrators.contains(where: \.hasPassword) else { return nil }
        let account: Account
        if let first = administrators.first {
            account = first
        } else {
            account = try await make()
        }
        return try await accounts.oneTimeLink(for: account.id, by: .system)
    }

    /// The name may be taken: by somebody of another role, or by a row that counts as absent.
    private func make() async throws -> Account {
        for name in Self.names.dropLast() {
            do {
                return try await make(name)
            } catch AccountError.nameTaken {
                continue
            }
        }
        return try await make(Self.names[Self.names.count - 1])
    }

    private func make(_ name: String) async throws -> Account {
        try await accounts.createAccount(
            name: name, role: .administrator, language: .english, by: .system)
    }

    private func active() async throws -> [Account] {
        var found: [Account] = []
        var last: Account.ID?
        while true {
            let page = try await accounts.list(after: last)
            guard let end = page.last else { return found }
            found += page.filter { $0.role == .administrator && $0.disabledAt == nil }
            last = end.id
        }
    }
}

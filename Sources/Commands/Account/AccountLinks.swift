// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import AuditLog
import Composition
import NightlightCore
import Storage

/// Accounts as a command sees them, and how it shows a one-time link.
struct AccountLinks {
    let settings: Settings

    func using<Result>(_ body: (AccountService) async throws -> Result) async throws -> Result {
        try await DatabaseOpening(settings: settings).using { services in
            try await body(services.accounts(sealedBy: try await settings.staffSealer()))
        }
    }

    func print(_ result: (account: Account, link: SignInLink), as format: OutputFormat) throws {
        let base =
            try settings.text(.workbenchBaseURL) ?? settings.listenAddress(.workbenchAddress).url
        let address = (base.hasSuffix("/") ? base : base + "/") + "welcome/" + result.link.token
        switch format {
        case .json:
            try Output.json([
                "id": result.account.id.text, "name": result.account.name,
                "role": result.account.role.rawValue, "link": address,
                "expires": result.link.expiresAt.rfc3339,
            ])
        case .table:
            Output.line("\(result.account.name) is \(result.account.role.rawValue).")
            Output.line("Sets the password, once, before \(result.link.expiresAt.rfc3339):")
            Output.line("  \(address)")
        }
    }
}

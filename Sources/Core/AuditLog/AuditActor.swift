// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore
package import Storage

/// Who did what an event tells.
package enum AuditActor: Hashable, Sendable {
    /// The platform by itself: its workers and its policy.
    case system
    /// Whoever runs the machine, by a command.
    case `operator`
    /// Somebody who signed in.
    case account(AccountID)
    /// A program of an internet provider.
    case provider(ProviderID)
    /// A member of the public; nothing else is known, by design.
    case reporter

    /// As it stands in the table, in exports and in commitments.
    package var text: String {
        switch self {
        case .system: "system"
        case .operator: "operator"
        case .account(let id): "account:\(id)"
        case .provider(let id): "provider:\(id)"
        case .reporter: "reporter"
        }
    }

    /// Whose account it is; `nil` for everybody who signs in nowhere.
    package var accountID: AccountID? {
        if case .account(let id) = self { id } else { nil }
    }

    /// Whether this is a person with an account, and not whoever acted first.
    package func isSecondPerson(after first: AuditActor) -> Bool {
        if case .account = self { self != first } else { false }
    }

    /// `nil` when the text is not that of an actor.
    package init?(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let actor: Self? =
            switch (parts[0], parts.count) {
            case ("system", 1): .system
            case ("operator", 1): .operator
            case ("reporter", 1): .reporter
            case ("account", 2): AccountID(String(parts[1])).map(Self.account)
            case ("provider", 2): ProviderID(String(parts[1])).map(Self.provider)
            default: nil
            }
        guard let actor else { return nil }
        self = actor
    }
}

extension AuditActor: SQLConvertible {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

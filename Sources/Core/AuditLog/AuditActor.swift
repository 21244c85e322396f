// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// Who did what an event tells.
package enum AuditActor: Hashable, Sendable {
    case system
    /// The identifier of a person's account.
    case account(String)
    /// The identifier of an internet provider.
    case provider(String)
    /// A member of the public; nothing else is known, by design.
    case reporter

    /// As it stands in the table, in exports and in commitments.
    package var text: String {
        switch self {
        case .system: "system"
        case .account(let id): "account:\(id)"
        case .provider(let id): "provider:\(id)"
        case .reporter: "reporter"
        }
    }

    package init?(_ text: String) {
        if text == "system" {
            self = .system
        } else if text == "reporter" {
            self = .reporter
        } else if text.hasPrefix("account:") {
            self = .account(String(text.dropFirst("account:".count)))
        } else if text.hasPrefix("provider:") {
            self = .provider(String(text.dropFirst("provider:".count)))
        } else {
            return nil
        }
    }
}

extension AuditActor: SQLConvertible {
    package var sqlValue: SQLValue { .text(text) }
    package init?(sqlValue: SQLValue) {
        guard case .text(let text) = sqlValue else { return nil }
        self.init(text)
    }
}

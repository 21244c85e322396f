// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The keys of an installation; the raw value is the file's name.
package enum KeyName: String, CaseIterable, Sendable {
    /// Wraps record keys. Public-facing applications hold it.
    case caseworkPublic = "casework.public"
    /// Unwraps record keys. Workers and the Workbench hold it.
    case caseworkPrivate = "casework.private"
    /// Verifies the audit log's checkpoints; may be given to anybody.
    case auditPublic = "audit.public"
    /// Signs the audit log's checkpoints.
    case auditPrivate = "audit.private"
    /// Keys the look-ups of sealed values.
    case index = "index.key"
    /// Authenticates what the Workbench hands to browsers, and the rows of accounts, sessions and
    /// links.
    case session = "session.key"
    /// Mixed into the hashes of receipts.
    case receiptPepper = "receipt.pepper"
    /// Authenticates what the public site hands to browsers, and the rows of internet providers;
    /// another than the Workbench's.
    case form = "form.key"

    /// What public-facing applications read, and nothing else.
    package static let publicRole: [KeyName] = [
        .caseworkPublic, .auditPublic, .receiptPepper, .form,
    ]

    /// Whether whoever reads it learns nothing that must stay secret.
    package var isPublic: Bool { self == .caseworkPublic || self == .auditPublic }

    /// Whether a passphrase, where there is one, protects it.
    var isProtected: Bool { !Self.publicRole.contains(self) }
}

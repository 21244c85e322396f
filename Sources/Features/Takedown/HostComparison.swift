// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// Who answers for an address, as far as was known before.
struct KnownHost: Sendable {
    /// Who is written to; `nil` when nobody is.
    let contact: AbuseContact?
    /// Whom the last trace named as the host; since then the network above may have been asked, or
    /// a person have chosen somebody else.
    let traced: String?

    static func read(_ takedown: Takedown, in transaction: any SQLTransaction) throws -> KnownHost {
        let contacts = AbuseContactStore()
        let trace = try ServerTraceStore().latest(
            locator: takedown.locatorID, role: takedown.role, in: transaction)
        let named = try trace?.contactID.flatMap { try contacts.find($0, in: transaction) }
        return KnownHost(
            contact: try takedown.contactID.flatMap { try contacts.find($0, in: transaction) },
            traced: named?.email)
    }
}

/// Whether an address is still hosted by whom we write to, as a fresh trace says.
enum HostComparison: Sendable, Equatable {
    /// The server as text; `nil` when it was never known.
    case unchanged(server: String?)
    /// Somebody else answers for it now.
    case changed
    /// Its name no longer exists.
    case vanished

    /// `server` is `nil` when nobody answered just now: what the trace before found then stands.
    init(_ server: TracedServer?, of takedown: Takedown, known: KnownHost) {
        guard let server else {
            self = .unchanged(server: takedown.serverAddress)
            return
        }
        guard let address = server.address else {
            self = .vanished
            return
        }
        self =
            Self.isOther(server, of: takedown, known: known)
            ? .changed : .unchanged(server: address)
    }

    private static func isOther(
        _ server: TracedServer, of takedown: Takedown, known: KnownHost
    ) -> Bool {
        let emails = server.hostEmails
        // A registry that has lost its contact proves no change.
        if emails.isEmpty { return false }
        if let traced = known.traced, emails.contains(traced) { return false }
        guard let contact = known.contact else { return true }
        if emails.contains(contact.email) { return false }
        // Where no trace ever named anybody, whom a person chose stays as long as the server does.
        return known.traced != nil || server.address != takedown.serverAddress
    }
}

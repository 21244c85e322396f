// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Whether an address is still hosted by whom we write to, as a fresh trace says.
enum HostCheck: Sendable, Equatable {
    /// The server as text; `nil` when it was never known.
    case unchanged(server: String?)
    /// Somebody else answers for it now.
    case changed
    /// Its name no longer exists.
    case vanished

    /// `server` is `nil` when nobody answered just now: what the trace before found then stands.
    ///
    /// `contact` is who is written to, `nil` when nobody is; then anybody who can be is a change.
    init(_ server: TracedServer?, of takedown: Takedown, told contact: AbuseContact?) {
        guard let server else {
            self = .unchanged(server: takedown.serverAddress)
            return
        }
        guard let address = server.address else {
            self = .vanished
            return
        }
        let emails = server.emails
        // A registry that has lost its contact proves no change either.
        if emails.isEmpty || contact.map({ emails.contains($0.email) }) == true {
            self = .unchanged(server: address)
        } else {
            self = .changed
        }
    }
}

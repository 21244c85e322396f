// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Outbound
import Scanning

/// What one recheck of an address found: a pure reading of what a scan of it gave.
///
/// The rules, from strict to lenient:
/// - 404, 410 and 451, and a name that does not exist (or points into a private network): gone.
/// - The very file, or a file that is on a list: present. Another file: gone.
/// - A page instead of the file: gone, since hosts answer so for what they removed.
/// - The reported page: present while it shows or names any of the material that is not gone
/// itself.
/// - Everything else (no answer, 403, 5xx, a broken certificate), of the page or of a page in it:
///   unreachable, which is neither; hosts block by country, and blocked is not removed.
struct RecheckFinding: Sendable, Equatable {
    let presence: Finding
    /// A stable code for people.
    let detail: String

    init(_ presence: Finding, _ detail: String) {
        self.presence = presence
        self.detail = detail
    }

    init(status: Int) {
        let isGone = [404, 410, 451].contains(status)
        self.init(isGone ? .gone : .unreachable, "status.\(status)")
    }

    init(_ failure: FetchFailure) {
        switch failure {
        case .nameNotFound, .refusedAddress: self.init(.gone, failure.code)
        case .nameServerFailed, .refusedPort, .onionWithoutProxy, .connectionRefused,
            .connectionFailed, .proxyFailed, .tls, .timedOut, .tooSlow, .tooLarge,
            .decompressionTooLarge, .tooManyRedirects,
            .redirectLoop, .badRedirect, .protocolError, .cancelled:
            self.init(.unreachable, failure.code)
        }
    }

    /// A page in the reported page that was not looked into: one that is gone hides nothing.
    init(_ frame: UnreadFrame) {
        switch frame {
        case .status(let status): self.init(status: status)
        case .failed(let failure): self.init(failure)
        case .unreadable, .beyondBounds: self.init(.unreachable, "page.frame-unread")
        }
    }

    /// The file that was there.
    ///
    /// `expected` are the digests of the material at this address, or of the incident's when there
    /// is none at this very address; `isListed` says whether the file matches a list, so that a
    /// recompressed copy is no removal.
    init(file sha256: Fingerprint, expected: Set<Fingerprint>, isListed: Bool) {
        if expected.contains(sha256) {
            self.init(.present, "media.same")
        } else if isListed {
            self.init(.present, "media.listed")
        } else if expected.isEmpty {
            self.init(.present, "media.unknown")
        } else {
            self.init(.gone, "media.different")
        }
    }

    /// The reported page.
    ///
    /// `shown` are the digests of what it shows or names and could be fetched, `isAnyListed` says
    /// whether any of that matches a list, `namesOpen` whether it names an address of the
    /// material that is not gone itself, and `unread` are the pages in it that nobody saw.
    init(
        page shown: Set<Fingerprint>, expected: Set<Fingerprint>, isAnyListed: Bool,
        namesOpen: Bool,
        isUnreadable: Bool, unread: [UnreadFrame]
    ) {
        if isUnreadable {
            self.init(.unreachable, "page.unreadable")
        } else if expected.isEmpty {
            self.init(.present, "page.up")
        } else if !shown.isDisjoint(with: expected) {
            self.init(.present, "page.shows")
        } else if isAnyListed {
            self.init(.present, "page.shows-listed")
        } else if namesOpen {
            self.init(.present, "page.names")
        } else if unread.contains(where: { RecheckFinding($0).presence == .unreachable }) {
            self.init(.unreachable, "page.frame-unread")
        } else {
            self.init(.gone, "page.clean")
        }
    }
}

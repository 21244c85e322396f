// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Fingerprinting
package import NightlightCore

/// Who writes: the hotline, as its settings name it.
package struct NoticeSender: Sendable, Equatable {
    package var organisation: String
    /// Where answers go; also the sender of the mail.
    package var email: String
    /// The hotline's own domain, for XARF and Message-IDs.
    package var domain: String
    /// A telephone number a provider may call; `nil` leaves the line out.
    package var phone: String?

    package init(organisation: String, email: String, domain: String, phone: String? = nil) {
        self.organisation = organisation
        self.email = email
        self.domain = domain
        self.phone = phone
    }
}

/// What a notice says about one address.
package struct NoticeEntry: Sendable, Equatable {
    /// Why the platform holds that the address must go.
    package enum Basis: String, Sendable {
        case listMatch
        case personAssessed
    }

    package let takedownID: Takedown.ID
    package let kind: NoticeKind
    /// The exact address: a notice that hides it cannot be acted on.
    package let address: String
    package let role: ServerRole
    package let serverAddress: String?
    package let country: String?
    package let basis: Basis
    /// `baseline` or `A1` to `B2` when an assessment says so.
    package let classification: String?
    /// When the platform last saw the material there.
    package let seenAt: Timestamp
    package let firstNoticeAt: Timestamp?
    package let noticeCount: Int
    /// By which the provider finds the files on its own disks.
    package let digests: [FileDigests]
    /// Whether every file was read as a picture; a video, or a file that is broken, was not.
    package let isOnlyPictures: Bool

    package init(
        takedownID: Takedown.ID, kind: NoticeKind, address: String, role: ServerRole,
        serverAddress: String?, country: String?, basis: Basis, classification: String?,
        seenAt: Timestamp, firstNoticeAt: Timestamp?, noticeCount: Int, digests: [FileDigests],
        isOnlyPictures: Bool
    ) {
        self.takedownID = takedownID
        self.kind = kind
        self.address = address
        self.role = role
        self.serverAddress = serverAddress
        self.country = country
        self.basis = basis
        self.classification = classification
        self.seenAt = seenAt
        self.firstNoticeAt = firstNoticeAt
        self.noticeCount = noticeCount
        self.digests = digests
        self.isOnlyPictures = isOnlyPictures
    }
}

/// A notice as words: pure, so that every sentence can be read in a test.
package struct NoticeLetter: Sendable {
    package let number: String
    package let sender: NoticeSender
    package let recipientName: String
    /// `nil` when the provider's language is unknown: the letter is then in both.
    package let language: Language?
    package let composedAt: Timestamp
    package let entries: [NoticeEntry]

    package init(
        number: String, sender: NoticeSender, recipientName: String, language: Language?,
        composedAt: Timestamp, entries: [NoticeEntry]
    ) {
        self.number = number
        self.sender = sender
        self.recipientName = Self.oneLine(recipientName)
        self.language = language
        self.composedAt = composedAt
        self.entries = entries
    }

    package var subject: String {
        switch language {
        case .english: "[\(number)] \(englishSubject)"
        case .french: "[\(number)] \(frenchSubject)"
        case nil: "[\(number)] \(englishSubject) / \(frenchSubject)"
        }
    }

    package var text: String {
        switch language {
        case .english: english
        case .french: french
        case nil:
            "(Le texte français suit l’anglais.)\n\n" + english + "\n" + Self.rule + "\n\n"
                + french
        }
    }

    static let rule = String(repeating: "-", count: 72)

    /// Whether any server may be in Canada, so that Canadian law is worth naming.
    var concernsCanada: Bool { entries.contains { $0.country == nil || $0.country == "CA" } }

    enum Tone {
        case request
        /// All of it was said before.
        case reminder
        /// The host did nothing.
        case escalation
    }

    var tone: Tone {
        if entries.contains(where: { $0.kind == .escalation }) { return .escalation }
        return entries.allSatisfy { $0.kind == .repeat } ? .reminder : .request
    }

    /// The same in every language.
    static func hashes(of file: FileDigests) -> [String] {
        [
            "   sha256 \(file.sha256.hex)", "   sha1   \(file.sha1.hex)",
            "   md5    \(file.md5.hex)",
        ]
    }

    /// Without control and format characters, which could forge lines of the letter: an address may
    /// come from anybody, and a provider's name from a registry.
    static func oneLine(_ text: String) -> String {
        let scalars = text.unicodeScalars.map { scalar -> Unicode.Scalar in
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: "\u{FFFD}"
            default: scalar
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }
}

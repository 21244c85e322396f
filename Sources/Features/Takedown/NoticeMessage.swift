// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import NightlightCore
import Outbound
import Sealing

/// The parts of a notice that are sealed: what it says, as it was composed.
package struct NoticeMessage: Codable, Sendable, Equatable {
    package let subject: String
    package let text: String
    let language: String?

    init(_ letter: NoticeLetter) {
        subject = letter.subject
        text = letter.text
        language = letter.language?.rawValue
    }

    private static let field = "notice.message"

    func sealed(by key: RecordKey, for notice: Notice.ID) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let json = String(decoding: try encoder.encode(self), as: UTF8.self)
        return try key.seal(json, field: Self.field, record: RecordID(of: notice))
    }

    init(_ sealed: [UInt8], by key: RecordKey, for notice: Notice.ID) throws {
        let json = try key.open(sealed, field: Self.field, record: RecordID(of: notice))
        self = try JSONDecoder().decode(Self.self, from: Data(json.utf8))
    }
}

extension NoticeItem {
    /// The name under which the report of one address is sealed.
    static func sealedField(_ takedown: Takedown.ID) -> String { "notice.report." + takedown.text }
}

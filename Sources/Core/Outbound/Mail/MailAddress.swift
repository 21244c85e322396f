// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebAddresses

/// A mail address in the plain form all servers take: no comment, no quotation, no line end, so
/// that nothing a registry or a provider writes can become a second header or a second recipient.
package struct MailAddress: Hashable, Sendable {
    package let text: String

    // LIMIT: bytes of the local part and of the whole, RFC 5321, section 4.5.3.1.
    private static let localBytesMax = 64
    private static let textBytesMax = 254

    package init?(_ typed: String) {
        guard typed.utf8.count <= Self.textBytesMax else { return nil }
        let parts = typed.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...Self.localBytesMax).contains(parts[0].utf8.count),
            case .name(let domain)? = WebHost(String(parts[1]))
        else { return nil }
        let atoms = parts[0].split(separator: ".", omittingEmptySubsequences: false)
        guard atoms.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Self.isAtomText) }) else {
            return nil
        }
        text = parts[0] + "@" + domain
        guard text.utf8.count <= Self.textBytesMax else { return nil }
    }

    package var domain: String {
        String(text[text.index(after: text.firstIndex(of: "@") ?? text.startIndex)...])
    }

    /// RFC 5322, section 3.2.3.
    private static func isAtomText(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: "!#$%&'*+-/=?^_`{|}~".utf8.contains(byte)
        }
    }
}

/// An address and the name shown for it.
package struct Mailbox: Hashable, Sendable {
    package let name: String?
    package let address: MailAddress

    package init(name: String? = nil, address: MailAddress) {
        self.name = name
        self.address = address
    }
}

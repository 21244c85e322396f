// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// Which published rule a report breaks.
package enum XARFFault: CodedError, CaseIterable {
    case badReportID
    case badParty
    case badSource
    case badPort
    case badAddress
    case badEvidence
    case badConfidence
    case badTag
    case badDescription
    case badCountry
    case badNumber

    package var code: String {
        switch self {
        case .badReportID: "xarf.bad-report-id"
        case .badParty: "xarf.bad-party"
        case .badSource: "xarf.bad-source"
        case .badPort: "xarf.bad-port"
        case .badAddress: "xarf.bad-address"
        case .badEvidence: "xarf.bad-evidence"
        case .badConfidence: "xarf.bad-confidence"
        case .badTag: "xarf.bad-tag"
        case .badDescription: "xarf.bad-description"
        case .badCountry: "xarf.bad-country"
        case .badNumber: "xarf.bad-number"
        }
    }
}

/// The rules of the published schemas, version 4.2.0, for category `content`, type `csam`.
extension XARFReport {
    // LIMIT: characters and counts, all the specification's own.
    private static let organisationCharactersMax = 200
    private static let descriptionCharactersMax = 1_000
    private static let evidenceDescriptionCharactersMax = 500
    private static let evidenceCountMax = 50
    private static let evidenceBytesMax = 5_242_880
    private static let tagsMax = 20

    package func validate() throws(XARFFault) {
        guard Identifier<XARFReport>(reportID) != nil else { throw .badReportID }
        for party in [reporter, sender] {
            guard
                (1...Self.organisationCharactersMax).contains(
                    party.organisation.unicodeScalars.count),
                Self.isMailAddress(party.contact), Self.isDomain(party.domain)
            else { throw .badParty }
        }
        guard !sourceIdentifier.isEmpty, !sourceIdentifier.contains(where: \.isWhitespace) else {
            throw .badSource
        }
        if let sourcePort, !(1...65_535).contains(sourcePort) { throw .badPort }
        guard url.hasPrefix("http://") || url.hasPrefix("https://"),
            url.utf8.allSatisfy({ (0x21...0x7e).contains($0) })
        else { throw .badAddress }
        try validateEvidence()
        if let confidence, !(0...1).contains(confidence) { throw .badConfidence }
        guard tags.count <= Self.tagsMax, tags.allSatisfy(Self.isTag) else { throw .badTag }
        if let description, description.unicodeScalars.count > Self.descriptionCharactersMax {
            throw .badDescription
        }
        if let domain, !Self.isDomain(domain) { throw .badSource }
        if let asn, !(0...4_294_967_295).contains(asn) { throw .badNumber }
        if let countryCode, !Self.isCountryCode(countryCode) { throw .badCountry }
    }

    private func validateEvidence() throws(XARFFault) {
        guard evidence.count <= Self.evidenceCountMax else { throw .badEvidence }
        for item in evidence {
            let description = item.description ?? ""
            guard item.text.utf8.count <= Self.evidenceBytesMax,
                description.unicodeScalars.count <= Self.evidenceDescriptionCharactersMax
            else { throw .badEvidence }
        }
    }

    private static func isMailAddress(_ text: String) -> Bool {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        return parts.count == 2 && !parts[0].isEmpty && isDomain(String(parts[1]))
            && text.utf8.allSatisfy { (0x21...0x7e).contains($0) }
    }

    private static func isDomain(_ text: String) -> Bool {
        let labels = text.split(separator: ".", omittingEmptySubsequences: false)
        return text.utf8.count <= 253 && !labels.isEmpty
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count)
                    && label.utf8.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
            }
    }

    /// `namespace:value`.
    private static func isTag(_ text: String) -> Bool {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        return parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.utf8.allSatisfy { isLetterOrDigit($0) || "_-.".utf8.contains($0) }
            }
    }

    private static func isCountryCode(_ text: String) -> Bool {
        text.utf8.count == 2
            && text.utf8.allSatisfy { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
    }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        (48...57).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import NightlightCore

/// The report as JSON, with its members in the specification's order.
extension XARFReport {
    /// Checks the published rules, then writes.
    package func json(pretty: Bool = true) throws(XARFFault) -> String {
        try validate()
        return value.json(pretty: pretty)
    }

    package var value: JSONValue {
        .members([
            "xarf_version": .string(Self.version),
            "report_id": .string(reportID),
            "timestamp": .string(timestamp.rfc3339),
            "reporter": Self.value(of: reporter),
            "sender": Self.value(of: sender),
            "source_identifier": .string(sourceIdentifier),
            "source_port": sourcePort.map { .number(String($0)) },
            "category": "content",
            "type": "csam",
            "evidence_source": evidenceSource.map { .string($0.rawValue) },
            "evidence": evidence.isEmpty ? nil : .array(evidence.map(Self.value)),
            "confidence": confidence.map { .number(String($0)) },
            "tags": tags.isEmpty ? nil : .array(tags.map { .string($0) }),
            "description": description.map { .string($0) },
            "url": .string(url),
            "domain": domain.map { .string($0) },
            "verified_at": verifiedAt.map { .string($0.rfc3339) },
            "verification_method": verificationMethod.map { .string($0.rawValue) },
            "hosting_provider": hostingProvider.map { .string($0) },
            "asn": asn.map { .number(String($0)) },
            "country_code": countryCode.map { .string($0) },
            "classification": .string(classification.rawValue),
            "detection_method": .string(detectionMethod.rawValue),
            "media_type": mediaType.map { .string($0.rawValue) },
            "hash_values": hashValues,
            "content_removed": contentRemoved.map { .bool($0) },
        ])
    }

    private static func value(of party: Party) -> JSONValue {
        .members([
            "org": .string(party.organisation),
            "contact": .string(party.contact),
            "domain": .string(party.domain),
        ])
    }

    private static func value(of evidence: Evidence) -> JSONValue {
        let bytes = Data(evidence.text.utf8)
        return .members([
            "content_type": .string(evidence.contentType.rawValue),
            "payload": .string(bytes.base64EncodedString()),
            "description": evidence.description.map { .string($0) },
            "size": .number(String(bytes.count)),
        ])
    }

    /// The specification knows no PDQ: those stay in the evidence, as text.
    private var hashValues: JSONValue? {
        let kinds: [HashKind] = [.md5, .sha1, .sha256]
        let members = kinds.compactMap { kind in
            hashes.first { $0.kind == kind }.map {
                JSONValue.Member(kind.rawValue, .string($0.hex))
            }
        }
        return members.isEmpty ? nil : .object(members)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// A report of child sexual abuse material in XARF v4 (category `content`, type `csam`), the part
/// of a notice that a provider's software reads.
///
/// Evidence holds text and hashes only. There is no way to put media into one: the type has no
/// field for bytes, and the validator refuses every content type but text and JSON.
package struct XARFReport: Hashable, Sendable {
    /// The version of the specification this follows.
    package static let version = "4.2.0"

    /// Who reports, or who sends on behalf of whom.
    package struct Party: Hashable, Sendable {
        package let organisation: String
        package let contact: String
        package let domain: String

        package init(organisation: String, contact: String, domain: String) {
            self.organisation = organisation
            self.contact = contact
            self.domain = domain
        }
    }

    /// The scheme of the Tech Coalition: age group (A, B) by severity (1, 2), and INTERPOL's
    /// baseline.
    package enum Classification: String, CaseIterable, Sendable {
        case baseline, A1, A2, B1, B2
    }

    package enum DetectionMethod: String, CaseIterable, Sendable {
        case hashMatch = "hash_match"
        case aiDetection = "ai_detection"
        case manualReview = "manual_review"
        case userReport = "user_report"
        case automatedScan = "automated_scan"
    }

    package enum EvidenceSource: String, CaseIterable, Sendable {
        case crawler
        case userReport = "user_report"
        case automatedScan = "automated_scan"
    }

    package enum VerificationMethod: String, CaseIterable, Sendable {
        case manual
        case automatedCrawler = "automated_crawler"
        case userReport = "user_report"
        case honeypot
        case threatIntelligence = "threat_intelligence"
    }

    package enum MediaType: String, CaseIterable, Sendable {
        case image, video, audio, text, mixed
    }

    /// A text that supports the report.
    package struct Evidence: Hashable, Sendable {
        package enum ContentType: String, CaseIterable, Sendable {
            case text = "text/plain"
            case json = "application/json"
        }

        package let contentType: ContentType
        package let text: String
        package let description: String?

        package init(contentType: ContentType, text: String, description: String? = nil) {
            self.contentType = contentType
            self.text = text
            self.description = description
        }
    }

    /// A UUID in lower case.
    package var reportID: String
    /// When the material was seen there.
    package var timestamp: Timestamp
    package var reporter: Party
    package var sender: Party
    /// The IP address, or the domain, that the report is about.
    package var sourceIdentifier: String
    package var sourcePort: Int?
    package var evidenceSource: EvidenceSource?
    package var evidence: [Evidence] = []
    /// 0 to 1.
    package var confidence: Double?
    /// Each `namespace:value`.
    package var tags: [String] = []
    package var description: String?
    package var url: String
    package var domain: String?
    package var verifiedAt: Timestamp?
    package var verificationMethod: VerificationMethod?
    package var hostingProvider: String?
    package var asn: Int?
    /// ISO 3166-1 alpha-2.
    package var countryCode: String?
    package var classification: Classification
    package var detectionMethod: DetectionMethod
    package var mediaType: MediaType?
    package var hashes: [Fingerprint] = []
    package var contentRemoved: Bool?

    package init(
        reportID: String, timestamp: Timestamp, reporter: Party, sender: Party,
        sourceIdentifier: String, url: String, classification: Classification,
        detectionMethod: DetectionMethod
    ) {
        self.reportID = reportID
        self.timestamp = timestamp
        self.reporter = reporter
        self.sender = sender
        self.sourceIdentifier = sourceIdentifier
        self.url = url
        self.classification = classification
        self.detectionMethod = detectionMethod
    }
}

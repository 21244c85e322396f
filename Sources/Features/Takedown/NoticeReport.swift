// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import NightlightCore
package import ReportFormats
import WebAddresses

/// The machine-readable half of a notice: one XARF 4 report per address.
extension NoticeEntry {
    /// The report under an identifier that is kept with the notice, so that an answer can name it.
    package func report(
        id reportID: String, sender: NoticeSender, provider: String, numbered number: String
    ) -> XARFReport {
        let party = XARFReport.Party(
            organisation: sender.organisation, contact: sender.email, domain: sender.domain)
        var report = XARFReport(
            reportID: reportID, timestamp: seenAt, reporter: party, sender: party,
            sourceIdentifier: serverAddress ?? Self.host(of: address), url: address,
            classification: exchangeClass, detectionMethod: detectionMethod)
        report.countryCode = country
        report.hostingProvider = provider
        report.verifiedAt = seenAt
        report.evidenceSource = basis == .listMatch ? .automatedScan : .userReport
        report.verificationMethod = basis == .listMatch ? .automatedCrawler : .manual
        report.mediaType = isOnlyPictures ? .image : nil
        report.tags = ["nightlight:\(kind.rawValue)", "nightlight-notice:\(number)"]
        if classification == nil { report.tags.append("nightlight:severity-not-assessed") }
        report.description = "Request to remove. Reference \(number)."
        if let first = digests.first { report.hashes = first.all }
        if digests.count > 1 {
            report.evidence = [
                XARFReport.Evidence(
                    contentType: .text,
                    text: digests.map { "sha256:\($0.sha256.hex)" }.joined(separator: "\n"),
                    description: "Digests of every file concerned; never the files.")
            ]
        }
        return report
    }

    /// XARF demands one of five classes.
    ///
    /// Where nobody gave a class, this says `baseline`, which its
    /// readers treat as the general one, and a tag says that the severity was not assessed.
    private var exchangeClass: XARFReport.Classification {
        classification.flatMap(XARFReport.Classification.init) ?? .baseline
    }

    private var detectionMethod: XARFReport.DetectionMethod {
        switch basis {
        case .listMatch: .hashMatch
        case .personAssessed: .manualReview
        }
    }

    private static func host(of address: String) -> String {
        switch WebAddress(address)?.host {
        case .name(let name): name
        case .address(let ip): ip.description
        case nil: address
        }
    }
}

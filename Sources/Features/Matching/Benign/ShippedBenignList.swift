// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import NightlightCore
import PerceptualHashing
import ReportFormats

/// The benign list that comes with the platform: the fingerprints of `BenignPictures`.
///
/// It is an ordinary list, so that it can be looked at, disabled, and its entries withdrawn; what a
/// person changed stays so when it is installed again.
package struct ShippedBenignList: Sendable {
    package static let name = "nightlight-benign"

    /// Counts up when the pictures change, so that installations get the new ones.
    private static let version = 2

    private static let source = sourcePrefix + ", version \(version)"

    /// The source while entries are being added; when all are there, the version stands behind it,
    /// so that an interrupted installation is taken up again.
    ///
    /// A source that does not begin with this was changed by a person, and the list is left alone.
    private static let sourcePrefix = "Nightlight: pictures drawn by code"

    private let service: HashListService

    package init(service: HashListService) {
        self.service = service
    }

    /// Makes the list, or adds what a newer version has; nothing when it is there already.
    ///
    /// A list of another kind that somebody gave the same name is left alone, and then no benign
    /// list is installed; so is one whose source somebody changed.
    package func install() async throws {
        let found = try await service.all().first { $0.name == Self.name }
        if let found {
            let isOurs = found.kind == .benign && found.source.hasPrefix(Self.sourcePrefix)
            guard isOurs, found.source != Self.source else { return }
        }
        let list: HashList
        if let found {
            list = found
        } else {
            do {
                list = try await service.create(
                    HashListDraft(
                        name: Self.name, source: Self.sourcePrefix, classification: .other,
                        kind: .benign, settings: .standard(for: .benign)), by: .system)
            } catch MatchingError.nameTaken {
                // Another process was faster.
                return
            }
        }
        var chunks = [Array(Self.text.utf8)]
        _ = try await service.importFile(
            into: list.id, format: .csv, policy: .keepGood, by: .system
        ) { chunks.popLast() }
        try await service.change(list.id, HashListChange(source: Self.source), by: .system)
    }

    /// The fingerprints as CSV; pictures that have the same are one entry with the first's name.
    private static var text: String {
        var writer = HashListWriter(format: .csv)
        var seen: Set<PDQHash> = []
        var text = writer.header
        for (name, picture) in BenignPictures.all() {
            guard let hash = picture.reading?.hash, seen.insert(hash).inserted,
                let fingerprint = Fingerprint(kind: .pdq, bytes: hash.bytes)
            else { continue }
            text += writer.text(
                of: HashListRow(fingerprints: [fingerprint], note: name, lineNumber: 0))
        }
        return text
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
package import Logging
package import Matching
package import Storage

extension Feature {
    /// Lists of hashes, and what a file is compared with.
    static let matching = Feature(
        module: "Matching",
        tables: [
            "hash_entry", "hash_entry_event", "hash_entry_statistic", "hash_import", "hash_list",
            "hash_proposal", "match_opinion", "matching_state", "media", "media_match",
        ],
        settings: [
            .matchingOvermatchMediaMax, .matchingOvermatchStrangersMax,
            .matchingOvermatchWindowHours,
        ],
        prepare: { installation in
            try await ShippedBenignList(service: installation.services.hashLists).install()
        })
}

extension DatabaseServices {
    package var hashLists: HashListService {
        HashListService(database: database, audit: audit, time: time)
    }
}

extension Settings {
    /// Where the index of pictures is kept between runs, so that it need not be read from the
    /// database each time.
    package var hashIndexPath: String { dataDirectory.appending(path: "hash-index").path }

    /// Compares with the lists of a database; the log hears when the kept index is of no use.
    package func matcher(over database: any Database, logger: Logger) -> Matcher {
        Matcher(database: database, snapshotPath: hashIndexPath) { code in
            logger.warning("the snapshot of the index is not used", metadata: ["code": "\(code)"])
        }
    }

    /// When an entry of a hash list attracts too many media.
    func overmatchLimits() throws -> OvermatchLimits {
        // LIMIT: files of a window are read with each match of a picture: thousands of rows.
        OvermatchLimits(
            mediaMax: try number(.matchingOvermatchMediaMax, in: 1...5_000),
            strangersMax: try number(.matchingOvermatchStrangersMax, in: 1...1_000),
            windowHours: try number(.matchingOvermatchWindowHours, in: 1...720))
    }
}

extension Setting {
    static let matchingOvermatchMediaMax = Setting(
        "matching.overmatchMediaMax", default: "50",
        reason: """
            Distinct files that one picture's entry may match within the window; more put it into \
            quarantine until a person has looked, since a gallery has tens of copies of one \
            picture and hardly more.
            """)
    static let matchingOvermatchStrangersMax = Setting(
        "matching.overmatchStrangersMax", default: "10",
        reason: """
            Of those files, pictures unlike one another by the list's own threshold: edits of one \
            picture differ so now and then, ten of them at once hardly ever.
            """)
    static let matchingOvermatchWindowHours = Setting(
        "matching.overmatchWindowHours", default: "24",
        reason: "The window of both: a day shows what floods in.")
}

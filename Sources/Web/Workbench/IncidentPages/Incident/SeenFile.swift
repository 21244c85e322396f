// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Incidents
import Matching
import NightlightCore
import Storage

/// One file that was seen at an incident's addresses: its fingerprints, never the file.
struct SeenFile: Sendable {
    let media: Media
    var locators: [Locator.ID]
    let matches: [RecordedMatch]

    // LIMIT: sightings read for one page: a gallery's files, each seen a few times.
    private static let sightingsMax = 1_000
    // LIMIT: files shown on one page.
    private static let filesMax = 200

    /// Each file once, those on a list first; `isCutShort` when there are more.
    static func files(of incident: Incident.ID, in transaction: any SQLTransaction) throws
        -> (files: [SeenFile], isCutShort: Bool)
    {
        let store = MediaStore()
        let sightings = try SightingStore().media(
            of: incident, limit: sightingsMax, in: transaction)
        var files: [SeenFile] = []
        var places: [Media.ID: Int] = [:]
        for sighting in sightings {
            if let place = places[sighting.media] {
                if !files[place].locators.contains(sighting.locator) {
                    files[place].locators.append(sighting.locator)
                }
                continue
            }
            guard let media = try store.find(sighting.media, in: transaction) else { continue }
            places[sighting.media] = files.count
            files.append(
                SeenFile(
                    media: media, locators: [sighting.locator],
                    matches: try store.matches(of: sighting.media, in: transaction)))
        }
        let listed = files.filter { !$0.matches.isEmpty }
        let others = files.filter(\.matches.isEmpty)
        return (
            Array((listed + others).prefix(filesMax)),
            files.count > filesMax || sightings.count == sightingsMax
        )
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Examination
import Sealing

extension Feature {
    /// An incident's scan and its comparison with the lists.
    static let examination = Feature(
        module: "Examination",
        tables: ["examination", "examined_server", "sighting"],
        handlers: { workers in
            let (casework, installation) = (workers.casework, workers.casework.installation)
            return Examiner(
                database: installation.database, jobs: installation.queue,
                audit: installation.audit, reader: casework.reader,
                blindIndex: casework.keys.blindIndex, scanner: workers.scanner,
                matcher: workers.matcher,
                overmatchLimits: try installation.settings.overmatchLimits(),
                time: installation.time
            ).handlers
        })
}

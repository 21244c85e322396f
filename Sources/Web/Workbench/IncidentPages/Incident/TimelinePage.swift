// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Incidents
import CaseworkParts
import WorkbenchShell

/// The timeline from where an incident's page leaves off.
struct TimelinePage {
    let id: String
    let number: String
    let events: [TimelineLine]
    let earlierPath: String?

    init(_ snapshot: IncidentSnapshot, _ words: PageWords) {
        let view = IncidentView(snapshot: snapshot, words: words)
        id = snapshot.incident.id.text
        number = snapshot.incident.number
        events = view.events
        earlierPath = view.earlierPath
    }
}

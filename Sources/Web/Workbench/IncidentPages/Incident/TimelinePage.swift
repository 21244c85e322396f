// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CaseworkParts
import Incidents
import NightlightCore
import WebComponents
import WorkbenchShell

/// The timeline from where an incident's page leaves off.
struct TimelinePage {
    let number: String
    let crumbs: Crumbs
    let timeline: Timeline

    init(_ snapshot: IncidentSnapshot, _ words: PageWords) {
        let incident = snapshot.incident
        number = incident.number
        crumbs = Crumbs([
            Link("/", words("section.queue")),
            Link(
                CaseworkPath.incident(incident.id),
                words("incident.title") + " " + incident.number),
        ])
        timeline = IncidentView(snapshot: snapshot, words: words).timeline
    }
}

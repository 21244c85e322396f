// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import NightlightCore

/// The payload of every job about one incident: `{"incident":"…"}`.
package struct IncidentPayload: Codable, Sendable {
    let incident: String

    package init(_ id: Incident.ID) { incident = id.text }

    /// `nil` when the text is not such a payload.
    package init?(_ text: String) {
        guard let payload = try? JSONDecoder().decode(Self.self, from: Data(text.utf8)) else {
            return nil
        }
        self = payload
    }

    package var incidentID: Incident.ID? { Incident.ID(incident) }

    package var text: String { #"{"incident":"\#(incident)"}"# }
}

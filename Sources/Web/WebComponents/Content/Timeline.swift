// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What happened, one after the other.
package struct Timeline: Sendable {
    package struct Event: Sendable {
        let title: String
        let tag: Tag?
        let tone: String
        let details: [String]
        let at: String
        let by: String?

        package init(
            _ title: String, at: String, by: String? = nil, tone: Tone = .plain, tag: Tag? = nil,
            details: [String] = []
        ) {
            self.title = title
            self.tag = tag
            self.tone = tone.rawValue
            self.details = details
            self.at = at
            self.by = by
        }
    }

    let events: [Event]
    let more: Link?

    package init(_ events: [Event], more: Link? = nil) {
        self.events = events
        self.more = more
    }
}

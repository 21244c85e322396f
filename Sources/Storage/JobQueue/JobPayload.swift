// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
package import NightlightCore

/// What a job is about: one identifier under one name, such as `{"notice":"…"}`.
package struct JobPayload<Subject>: Sendable {
    package let name: String
    package let id: Identifier<Subject>

    package init(_ name: String, _ id: Identifier<Subject>) {
        self.name = name
        self.id = id
    }

    /// `nil` when the text is not such a payload.
    package init?(_ name: String, in text: String) {
        guard
            let members = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)),
            let id = members[name].flatMap(Identifier<Subject>.init)
        else { return nil }
        self.init(name, id)
    }

    package var text: String { #"{"\#(name)":"\#(id.text)"}"# }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
import NightlightCore

/// The payloads of the jobs here: one identifier under one name, such as `{"notice":"…"}`.
struct JobPayload<Subject>: Sendable {
    let name: String
    let id: Identifier<Subject>

    init(_ name: String, _ id: Identifier<Subject>) {
        self.name = name
        self.id = id
    }

    /// - Throws: `TakedownError.badJob` when the text is not such a payload.
    init(_ name: String, in text: String) throws(TakedownError) {
        guard
            let members = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)),
            let id = members[name].flatMap(Identifier<Subject>.init)
        else { throw .badJob }
        self.init(name, id)
    }

    var text: String { #"{"\#(name)":"\#(id.text)"}"# }
}

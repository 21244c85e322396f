// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FoundationEssentials
package import NightlightCore

/// Something that jobs are about, such as a notice.
package protocol PayloadSubject: SendableMetatype {
    /// What payloads call it, such as `notice`; stands in rows and never changes.
    static var payloadName: String { get }
}

/// What a job is about: one identifier under its subject's name, such as `{"notice":"…"}`.
package struct JobPayload<Subject: PayloadSubject>: Hashable, Sendable {
    package let id: Identifier<Subject>

    package init(_ id: Identifier<Subject>) { self.id = id }

    /// `nil` when the text is not such a payload.
    package init?(_ text: String) {
        guard
            let members = try? JSONDecoder().decode([String: String].self, from: Data(text.utf8)),
            let id = members[Subject.payloadName].flatMap(Identifier<Subject>.init)
        else { return nil }
        self.init(id)
    }

    package var text: String { #"{"\#(Subject.payloadName)":"\#(id.text)"}"# }
}

extension Job {
    /// What this job is about.
    /// - Throws: `JobError.payload` when the payload names nothing of that kind.
    package func subject<Subject: PayloadSubject>() throws(JobError) -> Identifier<Subject> {
        guard let payload = JobPayload<Subject>(payload) else { throw .payload }
        return payload.id
    }
}

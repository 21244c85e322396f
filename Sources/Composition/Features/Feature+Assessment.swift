// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment

extension Feature {
    /// Policy or a person decides what an incident is.
    static let assessment = Feature(
        module: "Assessment",
        tables: ["assessment"],
        settings: [.assessmentTrustedMatch],
        handlers: { workers in
            let installation = workers.casework.installation
            let policy = AssessmentPolicy(
                trustedMatch: try installation.settings.choice(.assessmentTrustedMatch))
            return [
                Decider(
                    database: installation.database, jobs: installation.queue,
                    audit: installation.audit, policy: policy, time: installation.time
                ).handler
            ]
        })
}

extension CaseworkServices {
    var assessments: AssessmentService {
        AssessmentService(
            database: installation.database, jobs: installation.queue, audit: installation.audit,
            reader: reader, time: installation.time)
    }
}

extension Setting {
    package static let assessmentTrustedMatch = Setting(
        "assessment.trustedMatch", default: "person-confirms",
        reason: "person-confirms, or automatic-notice: what a match on a trusted list leads to.")
}

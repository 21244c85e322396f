// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import Intake
import WebSupport

/// One thing to correct: which step's page shows it, at which field, and its text.
struct ReportProblem {
    let step: ReportStep
    let field: String
    let key: String
    var values: [String: String] = [:]
}

extension ReportAnswers {
    /// What keeps the visitor on a step's page.
    func problems(at step: ReportStep, limits: IntakeLimits) -> [ReportProblem] {
        switch step {
        case .concern:
            guard concern == nil else { return [] }
            return [
                ReportProblem(
                    step: .concern, field: Self.firstConcern, key: "errors.concernMissing")
            ]
        case .address: return addressProblems(limits)
        case .details: return detailProblems(limits)
        case .check: return []
        }
    }

    /// The id of the first choice: where a missing choice is corrected.
    static let firstConcern = "concern-\(Concern.material.rawValue)"

    private func addressProblems(_ limits: IntakeLimits) -> [ReportProblem] {
        let lines = ReportDraft.addresses(inLines: addresses)
        if lines.isEmpty {
            guard !hasNoAddress else { return [] }
            return [ReportProblem(step: .address, field: "addresses", key: "errors.addressMissing")]
        }
        if lines.count > limits.addressesMax {
            return [
                ReportProblem(
                    step: .address, field: "addresses", key: "errors.addressesTooMany",
                    values: ["limit": String(limits.addressesMax), "count": String(lines.count)])
            ]
        }
        return lines.enumerated().compactMap { index, line in
            IntakeProblem(line: line, index: index, limits: limits).map(ReportProblem.init)
        }
    }

    private func detailProblems(_ limits: IntakeLimits) -> [ReportProblem] {
        var problems: [ReportProblem] = []
        let hasAddress = !ReportDraft.addresses(inLines: addresses).isEmpty
        if !hasAddress && narrative.isEmpty {
            problems.append(
                ReportProblem(step: .details, field: "narrative", key: "errors.narrativeMissing"))
        }
        if narrative.utf8.count > limits.narrativeBytesMax {
            problems.append(
                ReportProblem(
                    step: .details, field: "narrative", key: "errors.narrativeTooLong",
                    values: ["limit": String(limits.narrativeBytesMax)]))
        }
        if contact.utf8.count > limits.contactBytesMax {
            problems.append(
                ReportProblem(
                    step: .details, field: "contact", key: "errors.contactTooLong",
                    values: ["limit": String(limits.contactBytesMax)]))
        }
        return problems
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import Intake
import NightlightCore
import WebSupport

extension PublicSite {
    func startReport(_ language: Language) throws -> Response {
        try page(.concern, ReportAnswers(), language)
    }

    /// Somebody typed or bookmarked the address of a later page: there is nothing to go on with.
    func restartReport(_ language: Language) -> Response {
        .seeOther("/\(language.rawValue)/report")
    }

    /// Takes the answer to one question and shows what comes next.
    ///
    /// Which button was pressed is in `go`: `next` (also when Enter was pressed), `back`, `stay`
    /// (the language switch, answers unchecked), `no-address`, `send`, or `change-` and a step.
    func answer(_ step: ReportStep, _ request: PublicRequest) async throws -> Outcome {
        let language = request.language
        let form = try request.form(PublicForms.limits)
        var (answers, begun) = try self.answers.open(form["answers"])
        answers.take(step, from: form)
        let go = form["go"]
        switch go {
        case "stay": return .unchanged(try page(step, answers, language, begun: begun))
        case "back":
            let target = answers.isChanging ? .check : step.previous ?? step
            answers.isChanging = false
            return .unchanged(try page(target, answers, language, begun: begun))
        case _ where go.hasPrefix("change-"):
            let target = ReportStep(rawValue: String(go.dropFirst("change-".count))) ?? step
            answers.isChanging = true
            return .unchanged(try page(target, answers, language, begun: begun))
        default: break
        }
        let problems = answers.problems(at: step, limits: limits)
        guard problems.isEmpty else {
            return .unchanged(
                try page(step, answers, language, begun: begun, problems: problems))
        }
        if step == .check { return try await send(answers, language, begun: begun) }
        let target = nextPage(after: step, answers)
        if target == .check { answers.isChanging = false }
        return .unchanged(try page(target, answers, language, begun: begun))
    }

    private func nextPage(after step: ReportStep, _ answers: ReportAnswers) -> ReportStep {
        guard answers.isChanging else { return step.next }
        // A changed answer can make another one necessary: no address needs a description.
        let unanswered = ReportStep.allCases.first {
            !answers.problems(at: $0, limits: limits).isEmpty
        }
        return unanswered ?? .check
    }

    /// Hands the report over.
    ///
    /// The receipt is the answer to this very request: its secret is in no URL, and when the page
    /// is loaded again, the submission key gives the same receipt.
    private func send(_ answers: ReportAnswers, _ language: Language, begun: Timestamp)
        async throws -> Outcome
    {
        for step in ReportStep.allCases {
            let problems = answers.problems(at: step, limits: limits)
            guard problems.isEmpty else {
                return .unchanged(
                    try page(step, answers, language, begun: begun, problems: problems))
            }
        }
        do {
            let receipt = try await intake.submit(answers.draft(in: language))
            let page = try receiptPage(receipt, language)
            return receipt.isNew ? .done(page) : .unchanged(page)
        } catch IntakeError.invalid(let found) {
            let problems = found.map(ReportProblem.init)
            let step = problems.first?.step ?? .address
            return .unchanged(
                try page(
                    step, answers, language, begun: begun,
                    problems: problems.filter { $0.step == step }))
        }
    }

    var limits: IntakeLimits { IntakeLimits() }
}

extension ReportProblem {
    /// A rule that only the intake knows, said at the field it is about.
    init(_ problem: IntakeProblem) {
        switch problem.field {
        case .addresses:
            self.init(
                step: .address, field: "addresses", key: Self.addressKey(problem.reason),
                values: [
                    "line": problem.index.map { String($0 + 1) } ?? "",
                    "limit": problem.limit.map(String.init) ?? "",
                ])
        case .narrative: self.init(step: .details, field: "narrative", key: "errors.textRefused")
        case .contact: self.init(step: .details, field: "contact", key: "errors.textRefused")
        case .provider, .submissionKey:
            self.init(step: .check, field: "send", key: "errors.notSent")
        }
    }

    private static func addressKey(_ reason: IntakeProblem.Reason) -> String {
        switch reason {
        case .tooLong: "errors.addressTooLong"
        case .missing: "errors.addressHasNoHost"
        case .tooMany: "errors.addressesTooManyNamed"
        case .tooShort, .broken, .notAccepted: "errors.addressRefused"
        }
    }
}

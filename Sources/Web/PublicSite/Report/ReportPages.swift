// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import Intake
import NightlightCore
import WebSupport

/// What every page of the report holds besides its question.
struct StepValues {
    let number: Int
    let count: Int
    let text: String
    /// Where the answer goes.
    let action: String
    /// The answers so far, sealed.
    let answers: String
    let hasBack: Bool
}

struct ConcernPage {
    struct Choice {
        let id: String
        let value: String
        let title: String
        let hint: String
        let isChecked: Bool
    }

    let step: StepValues
    let choices: [Choice]
    let error: String?
}

struct AddressPage {
    let step: StepValues
    let addresses: String
    let error: String?
}

struct DetailsPage {
    let step: StepValues
    let narrative: String
    let contact: String
    let isNarrativeNeeded: Bool
    let narrativeError: String?
    let contactError: String?
}

struct CheckPage {
    let step: StepValues
    let concern: String
    let addresses: String?
    let narrative: String?
    let contact: String?
    let error: String?
}

extension PublicSite {
    /// The page of a step, with its problems if there are any.
    func page(
        _ step: ReportStep, _ answers: ReportAnswers, _ language: Language,
        begun: Timestamp? = nil, problems: [ReportProblem] = []
    ) throws -> Response {
        let phrases = renderer.phrases(language)
        let items = problems.map {
            ErrorSummary.Item(field: $0.field, text: phrases($0.key, $0.values))
        }
        func error(_ field: String) -> String? { items.first { $0.field == field }?.text }
        let sealed = try self.answers.seal(answers, begun: begun)
        let values = StepValues(
            number: step.number, count: ReportStep.allCases.count,
            text: phrases(
                "report.step",
                ["number": String(step.number), "count": String(ReportStep.allCases.count)]),
            action: "/\(language.rawValue)/report/\(step.rawValue)", answers: sealed,
            hasBack: step.previous != nil || answers.isChanging)
        let frame = frame(
            language, path: "/report/\(step.rawValue)", isInForm: true,
            errors: ErrorSummary(items))
        let html: String
        switch step {
        case .concern:
            html = try renderer.html(
                "Pages/report/concern",
                ConcernPage(
                    step: values, choices: choices(answers, phrases),
                    error: error(ReportAnswers.firstConcern)),
                frame: frame, language: language)
        case .address:
            html = try renderer.html(
                "Pages/report/address",
                AddressPage(step: values, addresses: answers.addresses, error: error("addresses")),
                frame: frame, language: language)
        case .details:
            html = try renderer.html(
                "Pages/report/details",
                DetailsPage(
                    step: values, narrative: answers.narrative, contact: answers.contact,
                    isNarrativeNeeded: answers.addresses.isEmpty,
                    narrativeError: error("narrative"), contactError: error("contact")),
                frame: frame, language: language)
        case .check:
            html = try renderer.html(
                "Pages/report/check", checkPage(answers, values, phrases, error("send")),
                frame: frame, language: language)
        }
        return .html(html, language: language, status: problems.isEmpty ? .ok : .badRequest)
    }

    private func choices(_ answers: ReportAnswers, _ phrases: Phrases) -> [ConcernPage.Choice] {
        Concern.allCases.map { concern in
            ConcernPage.Choice(
                id: "concern-\(concern.rawValue)", value: concern.rawValue,
                title: phrases("concern.\(concern.rawValue).title"),
                hint: phrases("concern.\(concern.rawValue).hint"),
                isChecked: answers.concern == concern)
        }
    }

    private func checkPage(
        _ answers: ReportAnswers, _ step: StepValues, _ phrases: Phrases, _ error: String?
    ) -> CheckPage {
        let concern = answers.concern ?? .other
        let addresses = ReportDraft.addresses(inLines: answers.addresses)
        return CheckPage(
            step: step, concern: phrases("concern.\(concern.rawValue).title"),
            addresses: addresses.isEmpty ? nil : addresses.joined(separator: "\n"),
            narrative: answers.narrative.isEmpty ? nil : answers.narrative,
            contact: answers.contact.isEmpty ? nil : answers.contact, error: error)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import HTTPTypes
import Hummingbird
import Incidents
import Intake
import NightlightCore
import WebComponents
import WebSupport

/// What every page of the report holds besides its question.
struct StepValues {
    let count: StepCount
    /// Where the answer goes.
    let action: String
    /// The answers so far, sealed.
    let answers: String
    let hasBack: Bool
}

struct ConcernPage {
    let step: StepValues
    let concern: ChoiceField
}

struct AddressPage {
    let step: StepValues
    let warning: Banner
    let addresses: TextArea
}

struct DetailsPage {
    let step: StepValues
    let narrative: TextArea
    let contact: TextField
}

struct CheckPage {
    let step: StepValues
    let answers: SummaryList
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
            count: StepCount(
                number: step.number, count: ReportStep.allCases.count,
                text: Self.text(of: step, phrases)),
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
                    step: values,
                    concern: concernField(answers, phrases, error(ReportAnswers.firstConcern))),
                frame: frame, language: language)
        case .address:
            html = try renderer.html(
                "Pages/report/address",
                AddressPage(
                    step: values,
                    warning: Banner(
                        .wait, title: phrases("report.address.warningTitle"),
                        phrases("report.address.warning"), id: "address-warning"),
                    addresses: TextArea(
                        "addresses", label: nil, value: answers.addresses,
                        hint: phrases("report.address.hint"), error: error("addresses"), rows: 5,
                        isCode: true, describedBy: "address-warning")),
                frame: frame, language: language)
        case .details:
            html = try renderer.html(
                "Pages/report/details",
                DetailsPage(
                    step: values,
                    narrative: TextArea(
                        "narrative",
                        label: answers.addresses.isEmpty
                            ? phrases("report.details.narrativeNeeded")
                            : phrases("report.details.narrative"),
                        value: answers.narrative, hint: phrases("report.details.narrativeHint"),
                        error: error("narrative"), rows: 7),
                    contact: TextField(
                        "contact", label: phrases("report.details.contact"),
                        value: answers.contact, hint: phrases("report.details.contactHint"),
                        error: error("contact"))),
                frame: frame, language: language)
        case .check:
            html = try renderer.html(
                "Pages/report/check", checkPage(answers, values, phrases, error("send")),
                frame: frame, language: language)
        }
        return .html(html, language: language, status: problems.isEmpty ? .ok : .badRequest)
    }

    /// The last step asks nothing: it is no question.
    private static func text(of step: ReportStep, _ phrases: Phrases) -> String {
        let questions = ReportStep.allCases.filter { $0 != .check }
        guard questions.contains(step) else { return phrases("report.lastStep") }
        return phrases(
            "report.step",
            ["number": String(step.number), "count": String(questions.count)])
    }

    private func concernField(
        _ answers: ReportAnswers, _ phrases: Phrases, _ error: String?
    ) -> ChoiceField {
        ChoiceField(
            "concern", legend: phrases("report.concern.title"), isHeading: true,
            hint: phrases("report.concern.hint"), error: error,
            Concern.allCases.map { concern in
                ChoiceField.Option(
                    id: "concern-\(concern.rawValue)", value: concern.rawValue,
                    phrases("concern.\(concern.rawValue).title"),
                    hint: phrases("concern.\(concern.rawValue).hint"),
                    isChecked: answers.concern == concern)
            })
    }

    private func checkPage(
        _ answers: ReportAnswers, _ step: StepValues, _ phrases: Phrases, _ error: String?
    ) -> CheckPage {
        let concern = answers.concern ?? .other
        let addresses = ReportDraft.addresses(inLines: answers.addresses)
        func row(_ name: String, _ value: String, changing step: ReportStep, empty: String = "none")
            -> SummaryList.Row
        {
            SummaryList.Row(
                phrases("report.check.\(name)"), value.isEmpty ? nil : value,
                placeholder: phrases("report.check.\(empty)"),
                changeButton: Button(
                    phrases("report.check.change"), hiddenText: phrases("report.check.\(name)"),
                    name: "go", value: "change-\(step.rawValue)", isLink: true))
        }
        return CheckPage(
            step: step,
            answers: SummaryList([
                row("concern", phrases("concern.\(concern.rawValue).title"), changing: .concern),
                row("addresses", addresses.joined(separator: "\n"), changing: .address),
                row("narrative", answers.narrative, changing: .details),
                row("contact", answers.contact, changing: .details, empty: "anonymous"),
            ]), error: error)
    }
}

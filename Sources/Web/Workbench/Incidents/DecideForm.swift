// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import WebSupport

/// The form with which a person decides about an incident.
struct DecideForm {
    struct Class {
        let id: String
        let value: String
        let text: String
        let outcome: Tag
        let isChecked: Bool
    }

    struct Group {
        let title: String
        let classes: [Class]
        /// The first scheme is the hotline's own; the others are folded away.
        let isFirst: Bool
        let isOpen: Bool
    }

    let groups: [Group]
    /// The decision this one would replace; empty when there is none.
    let superseding: String
    let isChange: Bool
    let reason: String
    let choiceError: String?
    let reasonError: String?
}

/// What somebody typed into the form.
struct DecideDraft {
    let scheme: Scheme.ID
    let value: String
    let reason: String
    let superseding: Assessment.ID?

    init(_ form: Form) {
        let parts = form["choice"].split(separator: ":", maxSplits: 1).map(String.init)
        scheme = Scheme.ID(rawValue: parts.first ?? "")
        value = parts.count > 1 ? parts[1] : ""
        reason = form["reason"]
        superseding = Assessment.ID(form["superseding"])
    }

    var choice: String { "\(scheme.rawValue):\(value)" }

    /// Whether this very decision was stored before: the same form sent twice.
    func isRepetition(of current: Assessment?, by account: String) -> Bool {
        current?.account == account && current?.scheme == scheme && current?.value == value
            && current?.supersedes == superseding
    }
}

extension Workbench {
    private static let firstChoice =
        Scheme.all.first.flatMap { scheme in
            scheme.values.first.map { "choice-\(scheme.id.rawValue)-\($0.id)" }
        } ?? "choice"

    /// `nil` while the incident is still being examined: nothing can be decided yet.
    func decideForm(
        _ file: IncidentFile, _ draft: DecideDraft?, _ errors: ErrorSummary?, _ language: Language
    ) -> DecideForm? {
        switch file.incident.status {
        case .received, .examining: return nil
        case .awaitingAssessment, .actionable, .noticed, .removed, .closed: break
        }
        let phrases = renderer.phrases(language)
        let groups = Scheme.all.enumerated().map { index, scheme in
            let classes = scheme.values.map { value in
                let choice = "\(scheme.id.rawValue):\(value.id)"
                return DecideForm.Class(
                    id: "choice-\(scheme.id.rawValue)-\(value.id)", value: choice,
                    text: value.label.text(in: language),
                    outcome: Tag(
                        phrases("outcome.\(value.outcome.rawValue)"),
                        value.outcome == .actionable ? .wait : .plain),
                    isChecked: draft?.choice == choice)
            }
            return DecideForm.Group(
                title: scheme.label.text(in: language), classes: classes, isFirst: index == 0,
                isOpen: classes.contains(where: \.isChecked))
        }
        return DecideForm(
            groups: groups, superseding: file.current?.id.text ?? "",
            isChange: file.current != nil && file.incident.status != .awaitingAssessment,
            reason: draft?.reason ?? "", choiceError: errors?.text(at: Self.firstChoice),
            reasonError: errors?.text(at: "reason"))
    }

    /// Records what a person decided.
    ///
    /// Whoever decides about something another person has decided meanwhile is told, and nothing is
    /// changed.
    func decide(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Incident.self)
        let account = try request.account.id.text
        let draft = DecideDraft(request.form)
        if Scheme.find(draft.scheme)?.value(draft.value) == nil {
            return try await refuse(id, draft, Self.firstChoice, "errors.choiceMissing", request)
        }
        if draft.superseding != nil && draft.reason.isEmpty {
            return try await refuse(id, draft, "reason", "errors.reasonMissing", request)
        }
        do {
            try await services.assessments.assess(
                incident: id, by: account, scheme: draft.scheme, value: draft.value,
                reason: draft.reason, superseding: draft.superseding)
        } catch AssessmentError.incidentNotFound {
            throw WebError.notFound
        } catch AssessmentError.unknownValue {
            return try await refuse(id, draft, Self.firstChoice, "errors.choiceMissing", request)
        } catch AssessmentError.reasonTooLong {
            return try await refuse(id, draft, "reason", "errors.reasonTooLong", request)
        } catch IncidentError.erased {
            return try await refuse(id, draft, "reason", "errors.reasonErased", request)
        } catch AssessmentError.notPossible {
            return try await refuse(
                id, draft, "decisions", "errors.notDecidable", request, status: .conflict)
        } catch AssessmentError.changedMeanwhile {
            let current = try await services.assessments.current(id)
            guard draft.isRepetition(of: current, by: account) else {
                return try await refuse(
                    id, draft, "decisions", "errors.decidedMeanwhile", request, status: .conflict)
            }
            return .unchanged(.seeOther("/incidents/\(id)?done=assessed"))
        }
        return .done(.seeOther("/incidents/\(id)?done=assessed"))
    }

    private func refuse(
        _ id: Incident.ID, _ draft: DecideDraft, _ field: String, _ key: String,
        _ request: StaffRequest,
        status: HTTPResponse.Status = .badRequest
    ) async throws -> Outcome {
        let text = renderer.phrases(request.language)(
            key, ["limit": String(AssessmentLimits.reasonBytesMax)])
        return .unchanged(
            try incidentPage(
                try await open(id, revealing: .nothing, for: request), request, draft: draft,
                errors: ErrorSummary([.init(field: field, text: text)]), status: status))
    }
}

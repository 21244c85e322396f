// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import CaseworkParts
import HTTPTypes
import Hummingbird
import Incidents
import NightlightCore
import WebSupport
import WorkbenchShell

extension IncidentPages {
    /// Records what a person decided.
    ///
    /// Whoever decides about something another person has decided meanwhile is told, and nothing is
    /// changed.
    func decide(_ request: StaffRequest) async throws -> Outcome {
        let id = try request.identifier(Incident.ID.self)
        let account = try request.account.id
        let draft = DecideDraft(request.form)
        if ClassificationScheme.find(draft.scheme)?.value(draft.value) == nil {
            return try await refuse(draft, DecideForm.firstChoice, "errors.choiceMissing", request)
        }
        if draft.superseding != nil && draft.reason.isEmpty {
            return try await refuse(draft, "reason", "errors.reasonMissing", request)
        }
        do {
            try await services.assessments.assess(
                incident: id, by: account, scheme: draft.scheme, value: draft.value,
                reason: draft.reason, superseding: draft.superseding)
        } catch AssessmentError.incidentNotFound {
            throw WebError.notFound
        } catch AssessmentError.unknownValue {
            return try await refuse(draft, DecideForm.firstChoice, "errors.choiceMissing", request)
        } catch AssessmentError.reasonTooLong {
            return try await refuse(draft, "reason", "errors.reasonTooLong", request)
        } catch IncidentError.erased {
            return try await refuse(draft, "reason", "errors.reasonErased", request)
        } catch AssessmentError.notPossible {
            return try await refuse(
                draft, "decisions", "errors.notDecidable", request, status: .conflict)
        } catch AssessmentError.changedMeanwhile {
            let current = try await services.assessments.current(id)
            guard draft.isRepetition(of: current, by: account) else {
                return try await refuse(
                    draft, "decisions", "errors.decidedMeanwhile", request, status: .conflict)
            }
            return .unchanged(.seeOther(CaseworkPath.incident(id), done: Done.assessed))
        }
        return .done(.seeOther(CaseworkPath.incident(id), done: Done.assessed))
    }

    private func refuse(
        _ draft: DecideDraft, _ field: String, _ key: String, _ request: StaffRequest,
        status: HTTPResponse.Status = .badRequest
    ) async throws -> Outcome {
        let errors = printer.words(for: request).problem(
            at: field, key, ["limit": String(AssessmentLimits.reasonBytesMax)])
        return .unchanged(
            try await incidentPage(
                request, .init(role: request.account.role, draft: draft, errors: errors),
                status: status))
    }
}

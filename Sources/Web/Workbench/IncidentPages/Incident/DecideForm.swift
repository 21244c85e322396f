// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Assessment
import Incidents
import NightlightCore
import WebComponents
import WebSupport
import WorkbenchShell

/// The form with which a person decides about an incident.
struct DecideForm {
    /// Another scheme than the hotline's own, folded away.
    struct Other {
        let title: String
        let field: ChoiceField
        let isOpen: Bool
    }

    let first: ChoiceField
    let others: [Other]
    /// The decision this one would replace; empty when there is none.
    let superseding: String
    let isChange: Bool
    /// Folded away where it would change something, unless it comes back with problems.
    let isOpen: Bool
    let reason: TextArea
}

/// What somebody typed into the form.
struct DecideDraft {
    let scheme: ClassificationScheme.ID
    let value: String
    let reason: String
    let superseding: Assessment.ID?

    init(_ form: Form) {
        let parts = form["choice"].split(separator: ":", maxSplits: 1).map(String.init)
        scheme = ClassificationScheme.ID(rawValue: parts.first ?? "")
        value = parts.count > 1 ? parts[1] : ""
        reason = form["reason"]
        superseding = Assessment.ID(form["superseding"])
    }

    var choice: String { "\(scheme.rawValue):\(value)" }

    /// Whether this very decision was stored before: the same form sent twice.
    func isRepetition(of current: Assessment?, by account: AccountID) -> Bool {
        current?.account == account && current?.scheme == scheme && current?.value == value
            && current?.supersedes == superseding
    }
}

extension DecideForm {
    /// What unfolds the form where a decision was made before.
    static let summaryID = "decide"

    static let firstChoice =
        ClassificationScheme.all.first.flatMap { scheme in
            scheme.values.first.map { "choice-\(scheme.id.rawValue)-\($0.id)" }
        } ?? "choice"

    /// `nil` while the incident is still being examined: nothing can be decided yet.
    init?(
        _ snapshot: IncidentSnapshot, _ draft: DecideDraft?, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        switch snapshot.incident.status {
        case .received, .examining: return nil
        case .awaitingAssessment, .actionable, .stranded, .noticed, .removed, .closed: break
        }
        let error = errors?.text(at: Self.firstChoice)
        let fields = ClassificationScheme.all.enumerated().map { position, scheme in
            let options = scheme.values.map { Self.option($0, in: scheme, draft, words) }
            let title = scheme.label.text(in: words.language)
            // The question is asked once; the other schemes are other words for its answer.
            let field = ChoiceField(
                "choice", legend: position == 0 ? words("decide.class") : title,
                hint: position == 0 ? title : nil, error: position == 0 ? error : nil, options)
            return Other(
                title: title, field: field,
                isOpen: draft?.scheme == scheme.id)
        }
        guard let first = fields.first?.field else { return nil }
        self.first = first
        others = Array(fields.dropFirst())
        superseding = snapshot.current?.id.text ?? ""
        isChange = snapshot.current != nil && snapshot.incident.status != .awaitingAssessment
        isOpen = errors != nil
        reason = TextArea(
            "reason", label: words(isChange ? "decide.reasonNeeded" : "decide.reason"),
            value: draft?.reason ?? "", hint: words("decide.reasonHint"),
            error: errors?.text(at: "reason"), rows: 3)
    }

    private static func option(
        _ value: ClassificationScheme.Value, in scheme: ClassificationScheme, _ draft: DecideDraft?,
        _ words: PageWords
    ) -> ChoiceField.Option {
        let choice = "\(scheme.id.rawValue):\(value.id)"
        return ChoiceField.Option(
            id: "choice-\(scheme.id.rawValue)-\(value.id)", value: choice,
            value.label.text(in: words.language),
            tag: Tag(
                words("outcome.\(value.outcome.rawValue)"),
                value.outcome == .actionable ? .wait : .plain),
            isChecked: draft?.choice == choice)
    }
}

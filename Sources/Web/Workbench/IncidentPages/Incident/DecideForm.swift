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
    func isRepetition(of current: Assessment?, by account: AccountID) -> Bool {
        current?.account == account && current?.scheme == scheme && current?.value == value
            && current?.supersedes == superseding
    }
}

extension DecideForm {
    static let firstChoice =
        Scheme.all.first.flatMap { scheme in
            scheme.values.first.map { "choice-\(scheme.id.rawValue)-\($0.id)" }
        } ?? "choice"

    /// `nil` while the incident is still being examined: nothing can be decided yet.
    init?(
        _ snapshot: IncidentSnapshot, _ draft: DecideDraft?, _ errors: ErrorSummary?,
        _ words: PageWords
    ) {
        switch snapshot.incident.status {
        case .received, .examining: return nil
        case .awaitingAssessment, .actionable, .noticed, .removed, .closed: break
        }
        groups = Scheme.all.enumerated().map { index, scheme in
            let classes = scheme.values.map { value in
                let choice = "\(scheme.id.rawValue):\(value.id)"
                return Class(
                    id: "choice-\(scheme.id.rawValue)-\(value.id)", value: choice,
                    text: value.label.text(in: words.language),
                    outcome: Tag(
                        words("outcome.\(value.outcome.rawValue)"),
                        value.outcome == .actionable ? .wait : .plain),
                    isChecked: draft?.choice == choice)
            }
            return Group(
                title: scheme.label.text(in: words.language), classes: classes,
                isFirst: index == 0, isOpen: classes.contains(where: \.isChecked))
        }
        superseding = snapshot.current?.id.text ?? ""
        isChange = snapshot.current != nil && snapshot.incident.status != .awaitingAssessment
        reason = draft?.reason ?? ""
        choiceError = errors?.text(at: Self.firstChoice)
        reasonError = errors?.text(at: "reason")
    }
}

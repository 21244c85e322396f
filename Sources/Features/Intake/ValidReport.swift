// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
import NightlightCore
import WebAddresses

/// A draft that keeps every rule: cleaned, sorted into addresses, duplicates merged.
struct ValidReport: Equatable {
    let channel: Channel
    let language: Language
    let concern: Concern
    let technology: Technology?
    let addresses: [AddressReading]
    let narrative: String?
    let contact: String?
    let provider: ReportingProvider?
    let submissionKey: String

    /// - Throws: `IntakeError.invalid` with every problem at once, in the order of the fields.
    init(_ draft: ReportDraft, limits: IntakeLimits) throws(IntakeError) {
        let typed = TypedAddresses(draft, limits: limits)
        var problems = typed.problems
        channel = draft.channel
        language = draft.language
        concern = draft.concern
        technology = draft.technology
        provider = draft.provider
        submissionKey = draft.submissionKey
        addresses = typed.readings
        let said = [draft.narrative].compactMap(\.self) + typed.words
        narrative = Self.prose(
            said.isEmpty ? nil : said.joined(separator: "\n"), .narrative,
            bytesMax: limits.narrativeBytesMax, problems: &problems)
        contact = Self.prose(
            draft.contact, .contact, bytesMax: limits.contactBytesMax, problems: &problems)
        Self.checkProvider(
            draft, hasProse: narrative != nil, hasContact: contact != nil, problems: &problems)
        if addresses.isEmpty, narrative == nil, problems.isEmpty {
            problems.append(IntakeProblem(.addresses, .missing))
        }
        let keyBytes = draft.submissionKey.utf8.count
        if keyBytes < limits.submissionKeyBytesMin {
            problems.append(
                IntakeProblem(.submissionKey, .tooShort, limit: limits.submissionKeyBytesMin))
        } else if keyBytes > limits.submissionKeyBytesMax {
            problems.append(
                IntakeProblem(.submissionKey, .tooLong, limit: limits.submissionKeyBytesMax))
        }
        if !problems.isEmpty { throw .invalid(problems) }
    }

    private static func prose(
        _ text: String?, _ field: IntakeProblem.Field, bytesMax: Int,
        problems: inout [IntakeProblem]
    ) -> String? {
        guard let text else { return nil }
        guard text.utf8.count <= bytesMax else {
            problems.append(IntakeProblem(field, .tooLong, limit: bytesMax))
            return nil
        }
        let cleaned = ReportText.cleanedProse(text)
        return cleaned.isEmpty ? nil : cleaned
    }

    /// SOR/2011-292, section 3(b): a provider reports Internet addresses and nothing else.
    private static func checkProvider(
        _ draft: ReportDraft, hasProse: Bool, hasContact: Bool, problems: inout [IntakeProblem]
    ) {
        guard draft.channel == .provider else {
            if draft.provider != nil { problems.append(IntakeProblem(.provider, .notAccepted)) }
            return
        }
        if draft.provider == nil { problems.append(IntakeProblem(.provider, .missing)) }
        if hasProse { problems.append(IntakeProblem(.narrative, .notAccepted)) }
        if hasContact { problems.append(IntakeProblem(.contact, .notAccepted)) }
        if draft.addresses.isEmpty { problems.append(IntakeProblem(.addresses, .missing)) }
    }
}

extension ValidReport: Concealed {}

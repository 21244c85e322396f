// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebAddresses

/// One broken rule of a draft, precise enough for a page to say it beside the field, in any
/// language.
package struct IntakeProblem: Sendable, Equatable {
    package enum Field: String, CaseIterable, Sendable {
        case addresses, narrative, contact, provider
        case submissionKey = "submission-key"
    }

    package enum Reason: String, CaseIterable, Sendable {
        /// Nothing was given where something is needed.
        case missing
        /// Fewer bytes than `limit`.
        case tooShort = "too-short"
        /// More bytes than `limit`.
        case tooLong = "too-long"
        /// More of them than `limit`.
        case tooMany = "too-many"
        /// Parts of the text were lost on the way here.
        case broken
        /// This channel does not take this.
        case notAccepted = "not-accepted"
    }

    package let field: Field
    package let reason: Reason
    /// Which address, counted from 0 in the draft's list.
    package let index: Int?
    /// The bound that was broken, in bytes or pieces.
    package let limit: Int?
    /// What is wrong with the address itself.
    package let refusal: AddressRefusal?

    package init(
        _ field: Field, _ reason: Reason, index: Int? = nil, limit: Int? = nil,
        refusal: AddressRefusal? = nil
    ) {
        self.field = field
        self.reason = reason
        self.index = index
        self.limit = limit
        self.refusal = refusal
    }

    /// Such as `intake.addresses-too-long`: the key of its message.
    package var code: String { "intake.\(field.rawValue)-\(reason.rawValue)" }

    /// The code of what is wrong with the address itself, such as `address.no-host`.
    package var refusalCode: String? { refusal?.code }
}

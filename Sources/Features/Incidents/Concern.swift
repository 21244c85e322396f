// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Storage

/// What a report is about, in its sender's judgement: the eight public report types, and other.
///
/// It is not an assessment. A person confirms or corrects it later.
package enum Concern: String, CaseIterable, Sendable, Codable {
    /// Child sexual abuse material.
    case material = "csam"
    /// Luring a child.
    case luring
    /// Travelling to exploit a child.
    case travelling
    /// Commercial sexual exploitation of a child.
    case commercialExploitation = "commercial-exploitation"
    /// Child trafficking.
    case trafficking
    /// Making sexually explicit material available to a child.
    case explicitToChild = "explicit-to-child"
    /// An agreement or arrangement with another person to offend against a child.
    case agreement
    /// Intimate images of somebody under 18 shared without consent.
    case intimateImages = "intimate-images"
    /// Anything else, or the sender cannot say.
    case other

    /// How soon a person should look, before anything else is known.
    ///
    /// The queue puts a child who may be in contact with an offender now before pictures that have
    /// been circulating; within one urgency it is first in, first out.
    package var urgency: Urgency {
        switch self {
        case .luring, .travelling, .commercialExploitation, .trafficking, .agreement: .urgent
        case .explicitToChild, .intimateImages: .raised
        case .material, .other: .routine
        }
    }
}

extension Concern: SQLConvertible {}

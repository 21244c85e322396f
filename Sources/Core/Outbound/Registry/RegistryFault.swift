// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import NightlightCore

/// Why a registry gave no answer.
package enum RegistryFault: CodedError, Hashable {
    /// The bootstrap files name no registry for it.
    case noRegistry
    /// The registry knows no such thing.
    case notFound
    /// The registry wants to be left alone until then.
    case tooManyRequests(until: Timestamp)
    case unreachable(FetchFailure)
    case refused(status: Int)
    case badAnswer

    package var code: String {
        switch self {
        case .noRegistry: "registry.none"
        case .notFound: "registry.not-found"
        case .tooManyRequests: "registry.too-many-requests"
        case .unreachable: "registry.unreachable"
        case .refused: "registry.refused"
        case .badAnswer: "registry.bad-answer"
        }
    }

    package var isTransient: Bool {
        switch self {
        case .tooManyRequests: true
        case .unreachable(let failure): failure.isTransient
        case .refused(let status): status >= 500
        case .noRegistry, .notFound, .badAnswer: false
        }
    }
}

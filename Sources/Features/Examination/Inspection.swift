// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Outbound
package import WebAddresses

/// Everything one reported address led to.
package struct Inspection: Sendable {
    package enum Result: Sendable, Equatable {
        case media
        case page
        /// The server answered with another status than success.
        case status(Int)
        case failed(FetchFailure)

        /// Why there was nothing to look at, as a stable code such as `status.404`.
        package var code: String? {
            switch self {
            case .media, .page: nil
            case .status(let status): "status.\(status)"
            case .failed(let failure): failure.code
            }
        }

        /// Whether another attempt soon is worth it: too many requests, time-outs, and what servers
        /// answer while they are ill.
        package var isTransient: Bool {
            switch self {
            case .media, .page: false
            case .status(let status):
                [408, 425, 429].contains(status) || (500..<600).contains(status)
            case .failed(let failure): failure.isTransient
            }
        }
    }

    package var result: Result
    package var route: Visit.Route?
    package var media: [SeenMedia] = []
    /// Every picture and other media that the page names, whether it could be fetched or not.
    package var named: [WebAddress] = []
    package var failedCount = 0
    package var skippedCount = 0
    package var byteCount = 0
    /// Why a page could not be read.
    package var pageCode: String?
}

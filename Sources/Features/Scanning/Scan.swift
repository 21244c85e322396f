// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Fingerprinting
package import Outbound
package import WebAddresses

/// Everything one address led to.
package struct Scan: Sendable {
    package enum Result: Sendable, Equatable {
        case file
        case page
        /// The server answered with another status than success.
        case status(Int)
        case failed(FetchFailure)

        /// Whether there was something to look at.
        package var isContent: Bool {
            switch self {
            case .file, .page: true
            case .status, .failed: false
            }
        }

        /// Why there was nothing to look at, as a stable code such as `status.404`.
        package var code: String? {
            switch self {
            case .file, .page: nil
            case .status(let status): "status.\(status)"
            case .failed(let failure): failure.code
            }
        }

        /// Whether the host was too slow, or said nothing.
        package var isOutOfTime: Bool {
            switch self {
            case .file, .page, .status: false
            case .failed(let failure): failure.isOutOfTime
            }
        }

        /// Whether another attempt soon is worth it: too many requests, time-outs, and what servers
        /// answer while they are ill.
        package var isTransient: Bool {
            switch self {
            case .file, .page: false
            case .status(let status):
                [408, 425, 429].contains(status) || (500..<600).contains(status)
            case .failed(let failure): failure.isTransient
            }
        }
    }

    package let result: Result
    /// How long it was allowed to take.
    package let look: ScanLook
    /// The servers on the way to the scanned address; `nil` when none answered.
    package let route: FetchRoute?
    /// In the page's order; an archive is one file here, which holds its parts.
    package internal(set) var files: [ScannedFile] = []
    /// Every picture and other file that the page names, whether it could be fetched or not.
    package internal(set) var named: [WebAddress] = []
    /// Files that the page names and that could not be fetched.
    package internal(set) var failedCount = 0
    /// Files that were left out because a bound was reached.
    package internal(set) var skippedCount = 0
    /// What was left out or refused, by its reason.
    package internal(set) var omissions: [ScanOmission: Int] = [:]
    /// Pages that were read: frames, and the one that a page sends its readers on to, as well.
    package internal(set) var pageCount = 0
    /// Pages in the page that were not looked into.
    package internal(set) var unreadFrames: [UnreadFrame] = []
    package internal(set) var byteCount = 0
    /// Why the page itself could not be read, as a stable code.
    package internal(set) var pageCode: String?

    init(_ result: Result, _ route: FetchRoute?, _ look: ScanLook) {
        self.result = result
        self.route = route
        self.look = look
    }

    /// Whether a thorough look could find more than this first one did.
    package var hasRest: Bool {
        guard look == .first else { return false }
        switch result {
        case .file, .status: return false
        case .page: return omissions[.leftForLater] != nil
        case .failed(let failure): return failure.isOutOfBounds
        }
    }
}

/// How long a scan may take over an address.
package enum ScanLook: Sendable, Equatable {
    /// A few seconds, for what answers as the web does.
    case first
    /// Minutes, for what needs them.
    case thorough
}

extension FetchFailure {
    /// Whether it took too long: the host is slow, or says nothing.
    package var isOutOfTime: Bool {
        switch self {
        case .timedOut, .tooSlow: true
        case .nameNotFound, .nameServerFailed, .refusedAddress, .refusedPort, .onionWithoutProxy,
            .connectionRefused, .connectionFailed, .proxyFailed, .tls, .tooLarge,
            .decompressionTooLarge, .tooManyRedirects, .redirectLoop, .badRedirect,
            .protocolError, .cancelled:
            false
        }
    }

    /// Whether more time or more room could change it.
    var isOutOfBounds: Bool { isOutOfTime || self == .tooLarge }
}

/// One file that a scan fetched, and where it lay.
package struct ScannedFile: Sendable {
    /// How the scan came to a file.
    package enum Origin: Sendable {
        /// The scanned address is the file's own.
        case asked
        /// The scanned address sent the scan on to it.
        case redirect
        /// The scanned page shows it.
        case picture
        /// The scanned page leads to it.
        case link
    }

    package let file: FingerprintedFile
    package let origin: Origin
    /// After all redirects; the files of an archive lie where the archive lies.
    package let address: WebAddress
    /// The server that gave it; `nil` when a proxy looked the name up.
    package let server: IPAddress?

    init(_ file: FingerprintedFile, _ origin: Origin, at route: FetchRoute) {
        self.file = file
        self.origin = origin
        address = route.final
        server = route.hosting
    }
}

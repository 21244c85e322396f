// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
package import MediaDecoding
package import Outbound
package import WebAddresses

/// Fetches an address, and everything that its page shows or leads to, and fingerprints it.
///
/// This target, Scanning, may use Outbound, the decoder and Fingerprinting. It has no records: it
/// knows no incident, no list and no database, so that everybody who has to see what is at an
/// address can ask it. What always holds: one page is read, never a page behind it; everything is
/// bounded by `ScanLimits`; bytes that were fetched live in memory only, for as long as it takes to
/// fingerprint them.
package struct Scanner: Sendable {
    private let contents: ContentFetcher

    package init(fetcher: Fetcher, decoders: DecoderPool, limits: ScanLimits = ScanLimits()) {
        contents = ContentFetcher(fetcher: fetcher, decoders: decoders, limits: limits)
    }

    /// Scans one place, given by its addresses in the order to try: with encryption and without.
    ///
    /// - Throws: `FingerprintingError`, which says nothing about the place.
    package func scan(_ addresses: [WebAddress]) async throws -> Scan {
        let deadline = ContinuousClock.now + .seconds(contents.limits.totalSecondsMax)
        switch try await contents.fetch(addresses) {
        case .failed(let failure): return Scan(.failed(failure), nil)
        case .status(let status, let route): return Scan(.status(status), route)
        case .file(let file, let route):
            let origin: ScannedFile.Origin = addresses.contains(route.final) ? .asked : .redirect
            var scan = Scan(.file, route)
            scan.files = [ScannedFile(file, origin, at: route)]
            scan.byteCount = file.byteCount
            return scan
        case .page(let page, let route):
            var scan = Scan(.page, route)
            scan.byteCount = page.byteCount
            scan.pageCode = page.undecodableReason?.code
            scan.named = page.pictures + page.links
            try await collect(page, into: &scan, until: deadline)
            return scan
        }
    }

    /// Fetches what the page names: its pictures first, then what it links to.
    private func collect(
        _ page: FetchedPage, into scan: inout Scan, until deadline: ContinuousClock.Instant
    ) async throws {
        let limits = contents.limits
        var wanted = page.pictures.map { ($0, ScannedFile.Origin.picture) }
        wanted += page.links.map { ($0, ScannedFile.Origin.link) }
        scan.skippedCount = max(0, wanted.count - limits.filesPerPageMax)
        var waiting = wanted.prefix(limits.filesPerPageMax)[...]
        var found: [WebAddress: ScannedFile] = [:]
        var fileCount = 0
        try await withThrowingTaskGroup(
            of: (ScannedFile.Origin, FetchedContent).self
        ) { group in
            var running = 0
            while running > 0 || !waiting.isEmpty {
                let hasRoom = scan.byteCount < limits.totalBytesMax && .now < deadline
                if !hasRoom {
                    scan.skippedCount += waiting.count
                    waiting = []
                }
                while running < limits.fetchesAtOnceMax, let (address, origin) = waiting.popFirst()
                {
                    running += 1
                    group.addTask { (origin, try await contents.fetch([address])) }
                }
                guard let (origin, content) = try await group.next() else { break }
                running -= 1
                switch content {
                case .file(let file, let route):
                    scan.byteCount += file.byteCount
                    guard found[route.final] == nil else { continue }
                    let partCount = file.parts.count
                    guard fileCount + partCount <= limits.filesMax else {
                        scan.skippedCount += 1
                        continue
                    }
                    fileCount += partCount
                    found[route.final] = ScannedFile(file, origin, at: route)
                case .page(let page, _):
                    // A link that leads to another page is not followed: one page, not a crawl.
                    scan.byteCount += page.byteCount
                    scan.failedCount += 1
                case .status, .failed: scan.failedCount += 1
                }
            }
        }
        // In the page's order, whatever order they came in; a redirect may have changed an address.
        let order = Dictionary(
            wanted.enumerated().map { ($0.element.0, $0.offset) }, uniquingKeysWith: min)
        scan.files = found.sorted {
            (order[$0.key] ?? .max, $0.key.text) < (order[$1.key] ?? .max, $1.key.text)
        }.map(\.value)
    }
}

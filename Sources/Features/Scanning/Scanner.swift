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
/// address can ask it. What always holds: one page is read as a browser shows it, with its frames
/// and the page it sends its readers on to, never a page behind a link; everything is bounded by
/// `ScanLimits`; bytes that were fetched live in memory only, for as long as it takes to
/// fingerprint them.
package struct Scanner: Sendable {
    private let fetcher: Fetcher
    private let decoders: DecoderPool
    private let limits: ScanLimits

    package init(fetcher: Fetcher, decoders: DecoderPool, limits: ScanLimits = ScanLimits()) {
        self.fetcher = fetcher
        self.decoders = decoders
        self.limits = limits
    }

    /// Scans one place, given by its addresses in the order to try: with encryption and without.
    ///
    /// - Throws: `FingerprintingError`, which says nothing about the place.
    package func scan(
        _ addresses: [WebAddress], _ look: ScanLook = .thorough
    ) async throws -> Scan {
        let contents = ContentFetcher(
            fetcher: fetcher, decoders: decoders,
            limits: look == .first ? limits.ofFirstLook : limits)
        let deadline = ContinuousClock.now + .seconds(contents.limits.totalSecondsMax)
        switch try await contents.fetch(addresses) {
        case .failed(let failure): return Scan(.failed(failure), nil, look)
        case .status(let status, let route): return Scan(.status(status), route, look)
        case .file(let file, let route):
            let origin: ScannedFile.Origin = addresses.contains(route.final) ? .asked : .redirect
            var scan = Scan(.file, route, look)
            scan.files = [ScannedFile(file, origin, at: route)]
            scan.byteCount = file.byteCount
            return scan
        case .page(let page, let route):
            var scan = Scan(.page, route, look)
            scan.pageCode = page.undecodableReason?.code
            var collection = ScanCollection(contents: contents, scan: scan, until: deadline)
            try await collection.collect(page, at: route)
            return collection.scan
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
package import WebAddresses

/// Looks at a reported address and at everything its page shows or leads to, within the limits.
package struct Inspector: Sendable {
    package let visitor: Visitor

    package init(visitor: Visitor) { self.visitor = visitor }

    /// Inspects one place, given by its addresses in the order to try: with encryption and without.
    ///
    /// Throws `ExaminationError.decoderUnavailable`, which says nothing about the place.
    package func inspect(_ addresses: [WebAddress]) async throws -> Inspection {
        let deadline = ContinuousClock.now + .seconds(visitor.limits.totalSecondsMax)
        switch try await visitor.visit(addresses) {
        case .failed(let failure): return Inspection(result: .failed(failure))
        case .status(let status, let route):
            var inspection = Inspection(result: .status(status))
            inspection.route = route
            return inspection
        case .media(let media, let route):
            var inspection = Inspection(result: .media)
            inspection.route = route
            inspection.media = media
            inspection.byteCount = media.first?.byteCount ?? 0
            return inspection
        case .page(let page, let route):
            var inspection = Inspection(result: .page)
            inspection.route = route
            inspection.byteCount = page.byteCount
            inspection.pageCode = page.undecodableCode
            inspection.named = page.pictures + page.links
            try await collect(page, into: &inspection, until: deadline)
            return inspection
        }
    }

    /// Fetches what the page names: its pictures first, then what it links to.
    private func collect(
        _ page: SeenPage, into inspection: inout Inspection, until deadline: ContinuousClock.Instant
    ) async throws {
        let limits = visitor.limits
        var wanted = page.pictures.map { ($0, Locator.Origin.picture) }
        wanted += page.links.map { ($0, Locator.Origin.link) }
        inspection.skippedCount = max(0, wanted.count - limits.mediaPerPageMax)
        var waiting = wanted.prefix(limits.mediaPerPageMax)[...]
        var found: [WebAddress: [SeenMedia]] = [:]
        var mediaCount = 0
        try await withThrowingTaskGroup(of: (Locator.Origin, Visit).self) { group in
            var running = 0
            while running > 0 || !waiting.isEmpty {
                let hasRoom =
                    inspection.byteCount < limits.totalBytesMax && .now < deadline
                if !hasRoom {
                    inspection.skippedCount += waiting.count
                    waiting = []
                }
                while running < limits.fetchesAtOnceMax, let (address, origin) = waiting.popFirst()
                {
                    running += 1
                    group.addTask { (origin, try await visitor.visit([address])) }
                }
                guard let (origin, visit) = try await group.next() else { break }
                running -= 1
                switch visit {
                case .media(let media, _):
                    guard let address = media.first?.address else { continue }
                    inspection.byteCount += media.first?.byteCount ?? 0
                    guard found[address] == nil else { continue }
                    guard mediaCount + media.count <= limits.mediaMax else {
                        inspection.skippedCount += 1
                        continue
                    }
                    mediaCount += media.count
                    found[address] = media.map { seen in
                        var seen = seen
                        seen.origin = origin
                        return seen
                    }
                case .page(let page, _):
                    // A link that leads to another page is not followed: one page, not a crawl.
                    inspection.byteCount += page.byteCount
                    inspection.failedCount += 1
                case .status, .failed: inspection.failedCount += 1
                }
            }
        }
        // In the page's order, whatever order they came in; a redirect may have changed an address.
        let order = Dictionary(
            wanted.enumerated().map { ($0.element.0, $0.offset) }, uniquingKeysWith: min)
        inspection.media = found.sorted {
            (order[$0.key] ?? .max, $0.key.text) < (order[$1.key] ?? .max, $1.key.text)
        }.flatMap(\.value)
    }
}

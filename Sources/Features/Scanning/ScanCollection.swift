// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import Outbound
import WebAddresses

/// What one page shows and leads to, being fetched.
struct ScanCollection {
    private let contents: ContentFetcher
    private let deadline: ContinuousClock.Instant
    private(set) var scan: Scan
    private var found: [WebAddress: ScannedFile] = [:]
    private var fileCount = 0
    /// In the order of the pages: pictures first, then what is linked to.
    private var wanted: [(address: WebAddress, origin: ScannedFile.Origin)] = []

    init(contents: ContentFetcher, scan: Scan, until deadline: ContinuousClock.Instant) {
        self.contents = contents
        self.scan = scan
        self.deadline = deadline
    }

    private var limits: ScanLimits { contents.limits }

    private var hasRoom: Bool { scan.byteCount < limits.totalBytesMax && .now < deadline }

    mutating func collect(_ page: FetchedPage, at route: FetchRoute) async throws {
        let pages = try await pages(from: page, at: route)
        var seen: Set<WebAddress> = []
        for origin in [ScannedFile.Origin.picture, .link] {
            for page in pages {
                let addresses = origin == .picture ? page.pictures : page.links
                wanted += addresses.filter { seen.insert($0).inserted }.map { ($0, origin) }
            }
        }
        scan.named = wanted.map(\.address)
        scan.pageCount = pages.count
        for page in pages {
            for (omission, count) in page.omissions { note(.unnamed(omission), count) }
        }
        try await fetchFiles()
        scan.skippedCount = scan.omissions[.beyondBounds] ?? 0
        // In the page's order, whatever order they came in; a redirect may have changed an address.
        let order = Dictionary(
            wanted.enumerated().map { ($0.element.address, $0.offset) }, uniquingKeysWith: min)
        scan.files = found.sorted {
            (order[$0.key] ?? .max, $0.key.text) < (order[$1.key] ?? .max, $1.key.text)
        }.map(\.value)
    }

    /// The page itself, its frames, and the page it sends its readers on to.
    private mutating func pages(
        from page: FetchedPage, at route: FetchRoute
    ) async throws -> [FetchedPage] {
        scan.byteCount += page.byteCount
        var pages = [page]
        var seen: Set<WebAddress> = [route.asked, route.final]
        var waiting = page.frames.map { ($0, depth: 1) }[...]
        while let (address, depth) = waiting.popFirst() {
            guard seen.insert(address).inserted else { continue }
            guard pages.count < limits.pagesMax, depth <= limits.pageDepthMax, hasRoom else {
                note(.pageBeyondBounds)
                scan.unreadFrames.append(.beyondBounds)
                continue
            }
            switch try await contents.fetch([address]) {
            case .page(let inner, let route):
                scan.byteCount += inner.byteCount
                guard seen.insert(route.final).inserted || route.final == address else { continue }
                pages.append(inner)
                if inner.undecodableReason != nil { noteUnread(.unreadable) }
                waiting += inner.frames.map { ($0, depth: depth + 1) }
            case .file(let file, let route): add(file, .picture, at: route)
            case .status(let status, _):
                scan.unreadFrames.append(.status(status))
                noteFailure(status)
            case .failed(let failure): noteUnread(.failed(failure))
            }
        }
        return pages
    }

    private mutating func noteUnread(_ frame: UnreadFrame) {
        scan.unreadFrames.append(frame)
        scan.failedCount += 1
    }

    private mutating func fetchFiles() async throws {
        let contents = contents
        note(.beyondBounds, max(0, wanted.count - limits.filesPerPageMax))
        var waiting = wanted.prefix(limits.filesPerPageMax)[...]
        try await withThrowingTaskGroup(
            of: (ScannedFile.Origin, FetchedContent).self
        ) { group in
            var running = 0
            while running > 0 || !waiting.isEmpty {
                if !hasRoom {
                    note(.beyondBounds, waiting.count)
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
                case .file(let file, let route): add(file, origin, at: route)
                case .page(let page, _):
                    // A link that leads to another page is not followed: one page, not a crawl.
                    scan.byteCount += page.byteCount
                    scan.failedCount += 1
                    note(.page)
                case .status(let status, _): noteFailure(status)
                case .failed: scan.failedCount += 1
                }
            }
        }
    }

    private mutating func add(
        _ file: FingerprintedFile, _ origin: ScannedFile.Origin, at route: FetchRoute
    ) {
        scan.byteCount += file.byteCount
        guard found[route.final] == nil else { return }
        let partCount = file.parts.count
        guard fileCount + partCount <= limits.filesMax else { return note(.beyondBounds) }
        fileCount += partCount
        found[route.final] = ScannedFile(file, origin, at: route)
    }

    /// Hosts that want to be asked from their own pages only, or by people who agreed to something,
    /// answer so.
    private mutating func noteFailure(_ status: Int) {
        scan.failedCount += 1
        if [401, 402, 403, 451].contains(status) { note(.refused) }
    }

    private mutating func note(_ omission: ScanOmission, _ count: Int = 1) {
        guard count > 0 else { return }
        scan.omissions[omission, default: 0] += count
    }
}

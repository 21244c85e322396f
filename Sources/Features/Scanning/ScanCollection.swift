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
    /// How often a host kept this scan waiting.
    private var silences: [WebHost: Int] = [:]
    /// Hosts of which something came.
    private var living: Set<WebHost> = []
    /// In the order of the pages: pictures first, then what is linked to.
    private var wanted: [Wanted] = []

    /// A file that a page names.
    private struct Wanted: Sendable {
        let address: WebAddress
        let origin: ScannedFile.Origin
    }

    init(contents: ContentFetcher, scan: Scan, until deadline: ContinuousClock.Instant) {
        self.contents = contents
        self.scan = scan
        self.deadline = deadline
    }

    private var limits: ScanLimits { contents.limits }

    private var hasRoom: Bool { scan.byteCount < limits.totalBytesMax }
    private var hasTime: Bool { .now < deadline }

    /// What is said of something that more time would have changed.
    private var late: ScanOmission { scan.look == .first ? .leftForLater : .outOfTime }
    /// The same of room for bytes.
    private var large: ScanOmission { scan.look == .first ? .leftForLater : .beyondBounds }

    mutating func collect(_ page: FetchedPage, at route: FetchRoute) async throws {
        let pages = try await pages(from: page, at: route)
        var seen: Set<WebAddress> = []
        for origin in [ScannedFile.Origin.picture, .link] {
            for page in pages {
                let addresses = origin == .picture ? page.pictures : page.links
                wanted += addresses.filter { seen.insert($0).inserted }
                    .map { Wanted(address: $0, origin: origin) }
            }
        }
        scan.named = wanted.map(\.address)
        scan.pageCount = pages.count
        for page in pages {
            for (omission, count) in page.omissions { note(.unnamed(omission), count) }
        }
        try await fetchFiles()
        scan.skippedCount = [ScanOmission.beyondBounds, .leftForLater, .outOfTime]
            .reduce(0) { $0 + (scan.omissions[$1] ?? 0) }
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
        living.insert(route.final.host)
        var pages = [page]
        var seen: Set<WebAddress> = [route.asked, route.final]
        var waiting = page.frames.map { ($0, depth: 1) }[...]
        while let (address, depth) = waiting.popFirst() {
            guard seen.insert(address).inserted else { continue }
            guard pages.count < limits.pagesMax, depth <= limits.pageDepthMax else {
                note(.pageBeyondBounds)
                scan.unreadFrames.append(.beyondBounds)
                continue
            }
            guard hasTime, hasRoom else {
                note(scan.look == .first ? .leftForLater : hasRoom ? .outOfTime : .pageBeyondBounds)
                scan.unreadFrames.append(.beyondBounds)
                continue
            }
            switch try await contents.fetch([address], until: deadline) {
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
            case .failed(let failure):
                scan.unreadFrames.append(.failed(failure))
                failure.isOutOfTime ? note(late) : noteFailure(failure)
            }
        }
        return pages
    }

    private mutating func noteUnread(_ frame: UnreadFrame) {
        scan.unreadFrames.append(frame)
        scan.failedCount += 1
    }

    private mutating func fetchFiles() async throws {
        note(.beyondBounds, max(0, wanted.count - limits.filesPerPageMax))
        var slow = Array(wanted.prefix(limits.filesPerPageMax))
        if scan.look == .thorough { slow = try await fetch(slow, with: contents.hurried) }
        slow = try await fetch(slow, with: contents)
        note(late, slow.count)
    }

    /// Fetches what there is time and room for.
    /// - Returns: what took too long, and what there was no time for.
    private mutating func fetch(_ files: [Wanted], with contents: ContentFetcher) async throws
        -> [Wanted]
    {
        let deadline = deadline
        var waiting = files[...]
        var slow: [Wanted] = []
        silences = [:]
        try await withThrowingTaskGroup(of: (Wanted, FetchedContent).self) { group in
            var running = 0
            while running > 0 || !waiting.isEmpty {
                if !hasRoom {
                    note(large, waiting.count)
                    waiting = []
                } else if !hasTime {
                    slow += waiting
                    waiting = []
                }
                while running < limits.fetchesAtOnceMax, let file = waiting.popFirst() {
                    guard !isSilent(file.address, contents.limits) else {
                        slow.append(file)
                        continue
                    }
                    running += 1
                    group.addTask {
                        (file, try await contents.fetch([file.address], until: deadline))
                    }
                }
                guard let (file, content) = try await group.next() else { break }
                running -= 1
                if take(content, of: file) { slow.append(file) }
            }
        }
        return slow
    }

    /// Keeps what came; `true` when nothing came in time.
    private mutating func take(_ content: FetchedContent, of wanted: Wanted) -> Bool {
        let host = wanted.address.host
        if case .failed(let failure) = content {
            if failure.isOutOfTime {
                silences[host, default: 0] += 1
                return true
            }
            noteFailure(failure)
            return false
        }
        living.insert(host)
        switch content {
        case .file(let file, let route): add(file, wanted.origin, at: route)
        case .page(let page, _):
            // A link that leads to another page is not followed: one page, not a crawl.
            scan.byteCount += page.byteCount
            scan.failedCount += 1
            note(.page)
        case .status(let status, _): noteFailure(status)
        case .failed: break
        }
        return false
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

    private mutating func noteFailure(_ failure: FetchFailure) {
        if failure == .tooLarge, scan.look == .first {
            note(.leftForLater)
        } else {
            scan.failedCount += 1
        }
    }

    /// A host of which something came is none: it could else hide one file behind another.
    private func isSilent(_ address: WebAddress, _ limits: ScanLimits) -> Bool {
        !living.contains(address.host)
            && silences[address.host, default: 0] >= limits.silencesPerHostMax
    }

    private mutating func note(_ omission: ScanOmission, _ count: Int = 1) {
        guard count > 0 else { return }
        scan.omissions[omission, default: 0] += count
    }
}

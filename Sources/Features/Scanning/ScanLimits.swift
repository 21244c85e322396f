// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Outbound

/// The bounds of one scan, each with its reason.
package struct ScanLimits: Sendable, Equatable {
    // LIMIT: addresses fetched from one page. Galleries show tens; a page of hundreds is read again
    // by a person, who is told how many were left out.
    package var filesPerPageMax = 200
    // LIMIT: pages of one scan: the one that was asked for, those that stand in it as frames, and
    // the one that it sends its readers on to; honest pages have a handful.
    package var pagesMax = 8
    // LIMIT: frames in frames, and one page that leads to the next.
    package var pageDepthMax = 3
    // LIMIT: bytes of one page. Pages of ordinary sites stay under two megabytes.
    package var pageBytesMax = 8 << 20
    // LIMIT: bytes of one picture, video or archive: what the decoder takes if not told otherwise.
    // Four are fetched at once, and the decoder holds them as well.
    package var fileBytesMax = 128 << 20
    // LIMIT: files taken from one archive. Collections of known material hold some tens on average;
    // thousands are told by the archive's own digest, and what is left out is on record.
    package var membersPerArchiveMax = 2_000
    // LIMIT: files of one scan, with those of its archives: what whoever asked for it may write in
    // one transaction.
    package var filesMax = 5_000
    // LIMIT: bytes of everything one scan fetches: what one address may cost the machine.
    package var totalBytesMax = 512 << 20
    // LIMIT: seconds for one fetch.
    package var fetchSecondsMax = 60
    // LIMIT: seconds for a connection and its handshake, and without a byte after that.
    package var connectSecondsMax = 10
    package var silentSecondsMax = 15
    // LIMIT: seconds for everything one scan fetches, so that one slow site holds up one worker
    // for five minutes and no longer.
    package var totalSecondsMax = 300
    // LIMIT: times that one host, of which nothing came, may keep a scan waiting; what else it has
    // is left out. A page can name hundreds of its files. A thorough scan asks for each once first.
    package var silencesPerHostMax = 2
    // LIMIT: fetches of one scan at once: polite to the host, and four times
    // `fileBytesMax` of memory, and as much again on its way to the decoder.
    package var fetchesAtOnceMax = 4

    /// Of a scan's first look; everything else is bounded as above.
    package var firstLook = FirstLook()

    /// The bounds of a first look, which many share: what needs more is left for a thorough one.
    package struct FirstLook: Sendable, Equatable {
        // LIMIT: bytes of one file, and of all: pictures of large cameras fit, videos do not. Tens
        // of first looks may be under way.
        package var fileBytesMax = 32 << 20
        package var totalBytesMax = 64 << 20
        // LIMIT: seconds for a connection and its handshake, and without a byte after that: ten
        // times what an ordinary host takes. With the one below, what a dead address costs.
        package var connectSecondsMax = 3
        package var silentSecondsMax = 4
        // LIMIT: seconds for one fetch, by both schemes.
        package var fetchSecondsMax = 8
        // LIMIT: seconds for everything after the page itself.
        package var totalSecondsMax = 20

        package init() {}
    }

    package init() {}

    /// These bounds, as far as a first look keeps to them.
    var ofFirstLook: ScanLimits {
        var limits = self
        limits.fileBytesMax = min(fileBytesMax, firstLook.fileBytesMax)
        limits.totalBytesMax = min(totalBytesMax, firstLook.totalBytesMax)
        limits.connectSecondsMax = min(connectSecondsMax, firstLook.connectSecondsMax)
        limits.silentSecondsMax = min(silentSecondsMax, firstLook.silentSecondsMax)
        limits.fetchSecondsMax = min(fetchSecondsMax, firstLook.fetchSecondsMax)
        limits.totalSecondsMax = min(totalSecondsMax, firstLook.totalSecondsMax)
        limits.silencesPerHostMax = min(silencesPerHostMax, 1)
        return limits
    }

    /// These bounds for asking once for everything: what is slow is asked again when the rest is
    /// done, so that a few slow links hide nothing that stands beside them.
    var hurried: ScanLimits {
        var limits = self
        limits.connectSecondsMax = min(connectSecondsMax, firstLook.connectSecondsMax)
        limits.silentSecondsMax = min(silentSecondsMax, firstLook.silentSecondsMax)
        limits.silencesPerHostMax = .max
        return limits
    }

    /// - Parameter deadline: when everything has to be over, whatever one fetch may take.
    func fetch(bytesMax: Int, until deadline: ContinuousClock.Instant?) -> FetchLimits {
        let whole = Duration.seconds(fetchSecondsMax)
        let left = deadline.map { max(.zero, $0 - .now) } ?? whole
        var limits = FetchLimits(bodyBytesMax: bytesMax, deadline: min(whole, left))
        limits.connectTimeout = .seconds(connectSecondsMax)
        limits.idleTimeout = .seconds(silentSecondsMax)
        return limits
    }
}

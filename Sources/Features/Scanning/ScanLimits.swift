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
    // LIMIT: seconds for everything one scan fetches, so that one slow site holds up one worker
    // for a quarter of an hour and no longer.
    package var totalSecondsMax = 900
    // LIMIT: fetches of one scan at once: polite to the host, and four times
    // `fileBytesMax` of memory, and as much again on its way to the decoder.
    package var fetchesAtOnceMax = 4

    package init() {}

    func fetch(bytesMax: Int) -> FetchLimits {
        FetchLimits(bodyBytesMax: bytesMax, deadline: .seconds(fetchSecondsMax))
    }
}

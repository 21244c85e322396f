// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The bounds of notices and removals, each with its reason.
package enum TakedownLimits {
    // LIMIT: addresses in one notice. A desk that gets more in one mail reads none; the rest goes
    // into the next day's.
    package static let noticeItemsMax = 1_000
    // LIMIT: bytes of a notice's text, under what one sealed field holds.
    package static let noticeTextBytesMax = 900_000
    // LIMIT: digests printed for one address; a page of hundreds of pictures names the rest in its
    // own lines.
    package static let digestsPerEntryMax = 50
    // LIMIT: attempts to trace while no registry answers, about half an hour; then a person is
    // told.
    package static let traceAttemptsMax = 6
    // LIMIT: attempts to hand a notice to the relay: about eight days at the queue's back-off, so
    // that a relay may be away over long holidays; then a person is told.
    package static let sendAttemptsMax = 40
    // LIMIT: rows of one page of a list.
    package static let pageRowsMax = 200
}

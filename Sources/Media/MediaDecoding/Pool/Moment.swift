// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc

/// A point on the clock that only runs forward, for deadlines.
package struct Moment: Comparable {
    private let nanoseconds: Int64

    package static var now: Moment {
        var time = timespec()
        // SAFETY: the call fills the structure it is given.
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return Moment(nanoseconds: Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec))
    }

    package func advanced(by duration: Duration) -> Moment {
        let (seconds, attoseconds) = duration.components
        return Moment(
            nanoseconds: nanoseconds + seconds * 1_000_000_000 + attoseconds / 1_000_000_000)
    }

    func nanoseconds(until later: Moment) -> Int64 { later.nanoseconds - nanoseconds }

    /// The moment that is as far from this one as a part of the way to another.
    package func part(_ part: Int, to later: Moment) -> Moment {
        Moment(nanoseconds: nanoseconds + max(0, later.nanoseconds - nanoseconds) / Int64(part))
    }

    /// How long to poll until then: rounded up, at least 0, at most a minute at a time.
    var pollMilliseconds: Int32 {
        let left = nanoseconds - Moment.now.nanoseconds
        return Int32(clamping: min(60_000, max(0, (left + 999_999) / 1_000_000)))
    }

    package static func < (left: Moment, right: Moment) -> Bool {
        left.nanoseconds < right.nanoseconds
    }
}

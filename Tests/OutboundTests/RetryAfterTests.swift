// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Testing

@testable import Outbound

@Suite struct RetryAfterTests {
    private static let now = Timestamp(secondsSinceEpoch: 784_111_777)

    @Test(
        arguments: [
            ("120", 120), (" 0 ", 0), ("86400", 86_400), ("999999999", 86_400),
            ("Sun, 06 Nov 1994 08:49:37 GMT", 0), ("Sun, 06 Nov 1994 08:59:37 GMT", 600),
            ("Sat, 05 Nov 1994 08:49:37 GMT", 0), ("Fri, 01 Jan 2100 00:00:00 GMT", 86_400),
        ])
    func `a wish is read as seconds or as a date, and is never longer than a day`(
        header: String, seconds: Int64
    ) throws {
        let wish = try #require(RetryAfter(header: header))
        #expect(wish.moment(from: Self.now) == Self.now + .seconds(seconds))
    }

    @Test(
        arguments: [
            "", "-1", "soon", "1.5", "0x10", "9999999999999", "１２",
            "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
            "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 06 Abc 1994 08:49:37 GMT",
            // As long as a date, and once the end of the process: found by fuzzing.
            "Sun, 06 Nov 398898 8:0:37 GMT", "Sun, 06 Nov -398898 8:0:7 GMT",
            "Sun, 32 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:49:37 GMT",
            "Sun, +6 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 08:49:61 GMT",
        ])
    func `anything else is no wish`(header: String) {
        #expect(RetryAfter(header: header) == nil)
    }
}

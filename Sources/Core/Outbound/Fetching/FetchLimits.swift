// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The bounds of one fetch, redirects included.
package struct FetchLimits: Sendable {
    // LIMIT: bytes of a body after decompression; a picture from a large camera fits, a video does
    // not and is answered with `tooLarge`.
    package var bodyBytesMax = 32 << 20

    // LIMIT: bytes and lines of all headers of one request; browsers take 256 KiB, honest servers
    // send less than ten.
    package static let headerBytesMax = 256 << 10
    package static let headerLinesMax = 1_000

    // LIMIT: redirects followed; browsers follow 20, honest sites need one to three.
    package var redirectsMax = 5

    // LIMIT: seconds for everything from the first look-up to the last byte.
    package var deadline: Duration = .seconds(60)

    // LIMIT: seconds for each connection.
    package var connectTimeout: Duration = .seconds(10)

    // LIMIT: seconds without a single byte of a body, or a whole line of a header.
    package var idleTimeout: Duration = .seconds(15)

    // LIMIT: bytes per second a body must average after the grace, so that a server that drips
    // cannot keep a worker busy until the deadline.
    package var slowestBytesPerSecond = 1_024
    package var slowBodyGrace: Duration = .seconds(10)

    package init() {}

    package init(bodyBytesMax: Int, deadline: Duration) {
        self.bodyBytesMax = bodyBytesMax
        self.deadline = deadline
    }
}

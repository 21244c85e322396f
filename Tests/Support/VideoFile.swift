// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Videos in a container simple enough to write by hand: AVI, each frame a JPEG file.
package enum VideoFile {
    /// - Parameter frames: JPEG files, all of the given size; each is shown for a second.
    package static func avi(_ frames: [[UInt8]], width: Int, height: Int) -> [UInt8] {
        let rate = 1
        let header = chunk(
            "avih",
            numbers(1_000_000 / rate, 0, 0, 0, frames.count, 0, 1, 0, width, height, 0, 0, 0, 0))
        let stream = chunk(
            "strh",
            Array("vidsMJPG".utf8) + numbers(0, 0, 0, 1, rate, 0, frames.count, 0, -1, 0, 0, 0))
        let format = chunk(
            "strf",
            numbers(40, width, height, 1 | 24 << 16) + Array("MJPG".utf8)
                + numbers(width * height * 3, 0, 0, 0, 0))
        let lists =
            list("hdrl", header + list("strl", stream + format))
            + list("movi", frames.flatMap { chunk("00dc", $0) })
        return Array("RIFF".utf8) + numbers(lists.count + 4) + Array("AVI ".utf8) + lists
    }

    private static func list(_ name: String, _ body: [UInt8]) -> [UInt8] {
        chunk("LIST", Array(name.utf8) + body)
    }

    private static func chunk(_ name: String, _ body: [UInt8]) -> [UInt8] {
        Array(name.utf8) + numbers(body.count) + body + (body.count % 2 == 0 ? [] : [0])
    }

    private static func numbers(_ numbers: Int...) -> [UInt8] {
        numbers.flatMap { number in
            (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
        }
    }
}

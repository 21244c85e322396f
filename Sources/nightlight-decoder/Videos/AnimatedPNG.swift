// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// How a PNG file moves, by its chunks: what FFmpeg does not tell of it.
struct AnimatedPNG: Equatable {
    // LIMIT: frames whose times are kept; as many are looked at.
    private static let framesMax = 100_000
    // LIMIT: chunks of one file; a frame has a few.
    private static let chunksMax = 1_000_000

    /// When each frame begins, in milliseconds; the last is when the last frame ends.
    let times: [Int]
    /// Whether the picture for those who cannot see it move is the first frame as well.
    let showsDefault: Bool

    /// `nil` for a file that does not move: a still picture, or one whose promise to move comes too
    /// late to be believed.
    init?(of bytes: [UInt8]) {
        guard bytes.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) else {
            return nil
        }
        var place = 8
        var (moves, hasPicture, showsDefault) = (false, false, false)
        var times = [0]
        for _ in 0..<Self.chunksMax {
            guard place + 12 <= bytes.count else { break }
            let length = Self.number(bytes, at: place, count: 4)
            let name = bytes[place + 4..<place + 8]
            let isWhole = length <= bytes.count - place - 12
            if name.elementsEqual("IEND".utf8) { break }
            if name.elementsEqual("IDAT".utf8) { hasPicture = true }
            if name.elementsEqual("acTL".utf8), !hasPicture { moves = true }
            if name.elementsEqual("fcTL".utf8), isWhole, length == 26,
                times.count <= Self.framesMax
            {
                if !hasPicture { showsDefault = true }
                times.append(times[times.count - 1] + Self.delay(bytes, at: place + 8))
            }
            guard isWhole else { break }
            place += 12 + length
        }
        guard moves, hasPicture, times.count > (showsDefault ? 2 : 1) else { return nil }
        self.times = times
        self.showsDefault = showsDefault
    }

    /// Milliseconds for which browsers show a frame: one that asks for next to no time gets a tenth
    /// of a second, as in GIF.
    private static func delay(_ bytes: [UInt8], at place: Int) -> Int {
        let numerator = number(bytes, at: place + 20, count: 2)
        let denominator = number(bytes, at: place + 22, count: 2)
        let delay = numerator * 1_000 / (denominator == 0 ? 100 : denominator)
        return delay > 10 ? delay : 100
    }

    private static func number(_ bytes: [UInt8], at place: Int, count: Int) -> Int {
        bytes[place..<place + count].reduce(0) { $0 << 8 | Int($1) }
    }
}

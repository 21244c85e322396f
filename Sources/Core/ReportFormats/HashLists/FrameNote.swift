// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Where in a video a frame was, and the quality of its fingerprint: what a list of frames says
/// beside the fingerprint, and what an entry keeps of it as its note.
///
///     frame 120 at 4.000 s, quality 87
struct FrameNote: Equatable {
    // LIMIT: digits of a number before the point: 31 years in seconds.
    private static let digitsMax = 9
    // LIMIT: digits behind the point; `vpdq` writes three.
    private static let decimalsMax = 9

    let frame: Int
    let quality: Int
    /// Seconds, as they were written.
    let seconds: String

    init(frame: Int, quality: Int, seconds: String) {
        self.frame = frame
        self.quality = quality
        self.seconds = seconds
    }

    /// `nil` for any other note.
    init?(_ note: String) {
        let words = note.split(separator: " ", omittingEmptySubsequences: false)
        guard words.count == 7, words[0] == "frame", words[2] == "at", words[4] == "s,",
            words[5] == "quality", let frame = Self.number(words[1]),
            let quality = Self.number(words[6]), quality <= 100, Self.isTime(words[3])
        else { return nil }
        self.init(frame: frame, quality: quality, seconds: String(words[3]))
    }

    var text: String { "frame \(frame) at \(seconds) s, quality \(quality)" }

    /// Digits and nothing else.
    static func number(_ text: Substring) -> Int? {
        guard (1...digitsMax).contains(text.utf8.count), areDigits(text) else { return nil }
        return Int(text)
    }

    /// Seconds in plain digits, as a note has them.
    static func isTime(_ text: Substring) -> Bool {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard number(parts[0]) != nil else { return false }
        return parts.count == 1
            || (1...decimalsMax).contains(parts[1].utf8.count) && areDigits(parts[1])
    }

    /// The seconds of a time in any form that tools write: as they are where they are plain digits,
    /// and else to the millisecond; `nil` for what is no time.
    static func seconds(_ text: Substring) -> String? {
        if isTime(text) { return String(text) }
        guard let milliseconds = VideoTime.milliseconds(in: text.utf8) else { return nil }
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }

    private static func areDigits(_ text: Substring) -> Bool {
        text.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}

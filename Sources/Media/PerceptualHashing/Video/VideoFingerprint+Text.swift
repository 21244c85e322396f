// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension VideoFingerprint {
    // LIMIT: bytes of one line: 64 digits, three commas, and numbers of up to twenty digits.
    private static let lineBytesMax = 160

    /// The vPDQ text form: for each frame a line of its number, quality, fingerprint and time in
    /// seconds with three decimals, as `vpdq-hash-video` writes it.
    ///
    /// `0,100,e2f1…055c,0.000`
    public var text: String {
        var text = ""
        text.reserveCapacity(frames.count * 90)
        for frame in frames {
            text += "\(frame.number),\(frame.quality),\(frame.hash.hex),\(frame.timeText)\n"
        }
        return text
    }

    /// Reads the vPDQ text form.
    ///
    /// Also reads lines of three fields, fingerprint, quality and time, as PyPI `vpdq`'s command
    /// and `threatexchange` write them; their frames are numbered by line. Lines may end in a
    /// carriage return; empty lines are passed over. Time grows with the length of the text.
    ///
    /// - Parameter text: The text; anything in it is taken as hostile.
    /// - Throws: `VideoTextError`, with the line that is wrong.
    public init(text: some StringProtocol) throws(VideoTextError) {
        var frames: [VideoFrame] = []
        var number = 0
        for line in text.utf8.split(separator: 0x0a, omittingEmptySubsequences: false) {
            number += 1
            var bytes = Array(line.prefix(Self.lineBytesMax + 1))
            guard bytes.count <= Self.lineBytesMax else { throw .lineTooLong(line: number) }
            if bytes.last == 0x0d { bytes.removeLast() }
            if bytes.isEmpty { continue }
            guard frames.count < Self.framesMax else { throw .tooManyFrames(line: number) }
            frames.append(try Self.frame(in: bytes, line: number, place: frames.count))
        }
        guard !frames.isEmpty else { throw .empty }
        self.init(frames: frames)
    }

    private static func frame(
        in line: [UInt8], line number: Int, place: Int
    ) throws(VideoTextError) -> VideoFrame {
        var fields = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        switch fields.count {
        case 4: break
        // The short form begins with the fingerprint, and does not number its frames.
        case 3: fields = [Array(String(place).utf8)[...], fields[1], fields[0], fields[2]]
        default: throw .fieldCount(line: number)
        }
        guard let frame = DecimalText.integer(in: fields[0]) else {
            throw .badNumber(line: number)
        }
        guard let quality = DecimalText.integer(in: fields[1]), quality <= 100 else {
            throw .badQuality(line: number)
        }
        guard let hash = PDQHash(hex: String(decoding: fields[2], as: UTF8.self)) else {
            throw .badHash(line: number)
        }
        guard let milliseconds = DecimalText.thousandths(in: fields[3]) else {
            throw .badTime(line: number)
        }
        return VideoFrame(
            number: frame, hash: hash, quality: quality, milliseconds: milliseconds)
    }
}

extension VideoFrame {
    /// The time in seconds with three decimals.
    fileprivate var timeText: String {
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}

/// Numbers as the text form has them: digits, and nothing that a number may look like otherwise.
private enum DecimalText {
    // LIMIT: digits before the point: 31 years in seconds, and no sum overflows.
    private static let digitsMax = 9

    static func integer(in text: ArraySlice<UInt8>) -> Int? {
        guard (1...digitsMax).contains(text.count) else { return nil }
        var value = 0
        for character in text {
            guard (0x30...0x39).contains(character) else { return nil }
            value = value * 10 + Int(character - 0x30)
        }
        return value
    }

    /// A number with or without decimals, times a thousand, rounded half up.
    static func thousandths(in text: ArraySlice<UInt8>) -> Int? {
        let parts = text.split(
            separator: UInt8(ascii: "."), maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first.flatMap(integer) else { return nil }
        guard parts.count == 2 else { return whole * 1_000 }
        let decimals = parts[1]
        guard !decimals.isEmpty, decimals.allSatisfy({ (0x30...0x39).contains($0) }) else {
            return nil
        }
        let digits = decimals.prefix(4).map { Int($0 - 0x30) } + [0, 0, 0]
        let thousandths = digits[0] * 100 + digits[1] * 10 + digits[2]
        let roundsUp = decimals.count > 3 && digits[3] >= 5
        return whole * 1_000 + thousandths + (roundsUp ? 1 : 0)
    }
}

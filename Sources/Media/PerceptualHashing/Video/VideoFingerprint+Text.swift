// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension VideoFingerprint {
    // LIMIT: bytes of one line: 64 digits, three commas, and numbers of up to thirty digits.
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
    /// and `threatexchange` write them; their frames are numbered by line. Times may be in general
    /// form, such as `1.23e+03`, or a clock's, such as `1:02:03.5`. Lines may end in a line feed, a
    /// carriage return or both; empty lines are passed over, and so are spaces around a field and a
    /// byte order mark. Time grows with the length of the text.
    ///
    /// - Parameter text: The text; anything in it is taken as hostile.
    /// - Throws: `VideoTextError`, with the line that is wrong.
    public init(text: some StringProtocol) throws(VideoTextError) {
        var frames: [VideoFrame] = []
        var number = 0
        var rest = Substring(text).utf8[...]
        if rest.starts(with: [0xef, 0xbb, 0xbf]) { rest.removeFirst(3) }
        while !rest.isEmpty {
            number += 1
            let line = rest.prefix { $0 != 0x0a && $0 != 0x0d }
            rest = rest[line.endIndex...]
            // A carriage return and a line feed are one line end.
            if rest.popFirst() == 0x0d, rest.first == 0x0a { rest.removeFirst() }
            let bytes = Array(line.prefix(Self.lineBytesMax + 1))
            guard bytes.count <= Self.lineBytesMax else { throw .lineTooLong(line: number) }
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
            .map(trimmed)
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
        guard let milliseconds = VideoTime.milliseconds(in: fields[3]) else {
            throw .badTime(line: number)
        }
        return VideoFrame(
            number: frame, hash: hash, quality: quality, milliseconds: milliseconds)
    }

    /// Without spaces and tabs at either end.
    private static func trimmed(_ field: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var field = field.drop { $0 == 0x20 || $0 == 0x09 }
        while field.last == 0x20 || field.last == 0x09 { field.removeLast() }
        return field
    }
}

extension VideoFrame {
    /// The time in seconds with three decimals.
    fileprivate var timeText: String {
        let rest = String(milliseconds % 1_000)
        return "\(milliseconds / 1_000)." + String(repeating: "0", count: 3 - rest.count) + rest
    }
}

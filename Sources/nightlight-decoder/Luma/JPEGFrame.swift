// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a JPEG file says of its picture before the data begin, when all of it is usual.
///
/// Usual is: eight bits, Huffman codes, one scan with all components, and a first component that is
/// the brightness (ITU-T T.81, baseline and extended sequential). Anything else is left to
/// libjpeg-turbo, so there is no reason given for a refusal.
struct JPEGFrame {
    struct Component {
        /// Blocks of 8 x 8 in one unit of the scan, across and down.
        let across: Int
        let down: Int
        /// 64 divisors, in zigzag order.
        let quantization: ArraySlice<UInt8>
        /// Sixteen numbers of codes, one for each length, and the codes' symbols.
        let dcCode: ArraySlice<UInt8>
        let acCode: ArraySlice<UInt8>
    }

    /// In pixels, 1 to 65,500.
    let width: Int
    let height: Int
    /// One or three.
    let components: [Component]
    /// Units between two restart markers; 0 when there are none.
    let restartInterval: Int
    /// Where the entropy-coded data begin.
    let dataStart: Int

    init?(of bytes: [UInt8]) {
        var header = Header(bytes: bytes)
        guard header.read(), let size = header.size, !header.parts.isEmpty else { return nil }
        var components: [Component] = []
        for part in header.parts {
            guard let quantization = header.quantization[part.table],
                let dcCode = header.dcCodes[part.dcCode], let acCode = header.acCodes[part.acCode]
            else { return nil }
            // A single component's units are single blocks, whatever its factors say.
            let isAlone = header.parts.count == 1
            components.append(
                Component(
                    across: isAlone ? 1 : part.across, down: isAlone ? 1 : part.down,
                    quantization: quantization, dcCode: dcCode, acCode: acCode))
        }
        (width, height) = size
        self.components = components
        restartInterval = header.restartInterval
        dataStart = header.position
    }

    /// A picture's units in one direction.
    ///
    /// - Parameters:
    ///   - length: width or height, in pixels.
    ///   - blocks: the brightness' blocks of one unit in this direction.
    static func units(in length: Int, blocks: Int) -> Int {
        (length + 8 * blocks - 1) / (8 * blocks)
    }
}

/// Reads the marker segments in front of the data.
private struct Header {
    struct Part {
        let identifier: UInt8
        let across: Int
        let down: Int
        let table: Int
        var dcCode = 0
        var acCode = 0
    }

    let bytes: [UInt8]
    /// Behind the start-of-image marker, which the caller has not looked at.
    var position = 2
    var size: (width: Int, height: Int)?
    var parts: [Part] = []
    var restartInterval = 0
    var quantization = [ArraySlice<UInt8>?](repeating: nil, count: 4)
    var dcCodes = [ArraySlice<UInt8>?](repeating: nil, count: 4)
    var acCodes = [ArraySlice<UInt8>?](repeating: nil, count: 4)
    private var isOtherColour = false

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// Reads up to the first scan's data; false when something is not usual.
    mutating func read() -> Bool {
        guard bytes.count > 4, bytes[0] == 0xff, bytes[1] == 0xd8 else { return false }
        while position + 4 <= bytes.count, bytes[position] == 0xff {
            let marker = bytes[position + 1]
            let length = Int(bytes[position + 2]) << 8 | Int(bytes[position + 3])
            let end = position + 2 + length
            guard length >= 2, end <= bytes.count else { return false }
            let body = bytes[position + 4..<end]
            position = end
            switch marker {
            case 0xc0, 0xc1: guard readFrame(body) else { return false }
            case 0xc4: guard readCodes(body) else { return false }
            case 0xda: return readScan(body)
            case 0xdb: guard readQuantization(body) else { return false }
            case 0xdd:
                guard body.count == 2 else { return false }
                restartInterval = Int(body[body.startIndex]) << 8 | Int(body[body.startIndex + 1])
            case 0xe0: guard readJFIF(body) else { return false }
            case 0xee: readAdobe(body)
            case 0xe1...0xed, 0xef, 0xfe: break
            default: return false
            }
        }
        return false
    }

    private mutating func readFrame(_ body: ArraySlice<UInt8>) -> Bool {
        let body = Array(body)
        guard parts.isEmpty, body.count >= 6, body[0] == 8, body[5] == 1 || body[5] == 3,
            body.count == 6 + 3 * Int(body[5])
        else { return false }
        let height = Int(body[1]) << 8 | Int(body[2])
        let width = Int(body[3]) << 8 | Int(body[4])
        // LIMIT: libjpeg-turbo's longest side.
        guard (1...65_500).contains(width), (1...65_500).contains(height) else { return false }
        size = (width, height)
        for start in stride(from: 6, to: body.count, by: 3) {
            let part = Part(
                identifier: body[start], across: Int(body[start + 1] >> 4),
                down: Int(body[start + 1] & 15), table: Int(body[start + 2]))
            // Where there are colours, they have one block for each one, two or four of brightness.
            let sidesMax = parts.isEmpty ? 2 : 1
            guard (1...sidesMax).contains(part.across), (1...sidesMax).contains(part.down),
                part.table < 4, !parts.contains(where: { $0.identifier == part.identifier })
            else { return false }
            parts.append(part)
        }
        return true
    }

    private mutating func readScan(_ body: ArraySlice<UInt8>) -> Bool {
        let body = Array(body)
        guard !parts.isEmpty, body.count == 4 + 2 * parts.count, Int(body[0]) == parts.count,
            body.suffix(3).elementsEqual([0, 63, 0])
        else { return false }
        for index in parts.indices {
            let codes = body[2 + 2 * index]
            guard body[1 + 2 * index] == parts[index].identifier, codes >> 4 < 4, codes & 15 < 4
            else { return false }
            parts[index].dcCode = Int(codes >> 4)
            parts[index].acCode = Int(codes & 15)
        }
        // Components that are called R, G and B are that.
        let isNamedRGB = parts.map(\.identifier) == Array("RGB".utf8)
        return parts.count == 1 || !(isOtherColour || isNamedRGB)
    }

    private mutating func readQuantization(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = body
        while let first = rest.popFirst() {
            // Zero in front of the number stands for divisors of one byte.
            guard first < 4, rest.count >= 64, rest[rest.startIndex] > 0 else { return false }
            quantization[Int(first)] = rest.prefix(64)
            rest = rest.dropFirst(64)
        }
        return true
    }

    private mutating func readCodes(_ body: ArraySlice<UInt8>) -> Bool {
        var rest = body
        while let first = rest.popFirst() {
            guard first & 15 < 4, first >> 4 < 2, rest.count >= 16 else { return false }
            let count = rest.prefix(16).reduce(0) { $0 + Int($1) }
            guard count <= 256, rest.count >= 16 + count else { return false }
            let code = rest.prefix(16 + count)
            if first >> 4 == 0 {
                dcCodes[Int(first & 15)] = code
            } else {
                acCodes[Int(first & 15)] = code
            }
            rest = rest.dropFirst(16 + count)
        }
        return true
    }

    /// Of another version libjpeg-turbo warns.
    private func readJFIF(_ body: ArraySlice<UInt8>) -> Bool {
        !body.starts(with: Array("JFIF\0".utf8)) || body.count < 12
            || body[body.startIndex + 5] == 1
    }

    /// Adobe's segment says in its last byte what the components are: 1 is brightness and colours.
    private mutating func readAdobe(_ body: ArraySlice<UInt8>) {
        guard body.starts(with: Array("Adobe".utf8)) else { return }
        isOtherColour = body.count < 12 || body[body.startIndex + 11] != 1
    }
}

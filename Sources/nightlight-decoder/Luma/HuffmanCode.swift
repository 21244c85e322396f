// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A canonical Huffman code, as JPEG defines it: how many codes there are of each length, and their
/// symbols in order (ITU-T T.81, annex C).
struct HuffmanCode {
    static let lengthMax = 16

    /// For each length, from 0: the first 16-bit number that does not begin with a code of this
    /// length or of a shorter one.
    let limits: [Int]
    /// For each length: what a code's symbol has for a place beyond the code itself.
    let offsets: [Int]
    let symbols: [UInt8]
    /// All codes in order: their lengths and symbols.
    let codes: [(length: Int, symbol: UInt8)]

    /// - Parameter definition: sixteen numbers of codes, and the symbols.
    /// - Returns: `nil` when the codes of some length do not fit, or one of them is all ones, which
    ///   the standard rules out.
    init?(_ definition: ArraySlice<UInt8>) {
        guard definition.count >= Self.lengthMax else { return nil }
        symbols = Array(definition.dropFirst(Self.lengthMax))
        var (limits, offsets) = ([0], [0])
        var codes: [(length: Int, symbol: UInt8)] = []
        codes.reserveCapacity(symbols.count)
        var (code, place) = (0, 0)
        for (index, count) in definition.prefix(Self.lengthMax).enumerated() {
            let length = index + 1
            offsets.append(place - code)
            guard place + Int(count) <= symbols.count else { return nil }
            for symbol in symbols[place..<place + Int(count)] { codes.append((length, symbol)) }
            code += Int(count)
            place += Int(count)
            if count > 0, code >= 1 << length { return nil }
            limits.append(code << (Self.lengthMax - length))
            code <<= 1
        }
        guard place == symbols.count else { return nil }
        (self.limits, self.offsets, self.codes) = (limits, offsets, codes)
    }

    /// The code that a 16-bit number begins with: its length and symbol; `nil` when it is none.
    func symbol(at window: Int) -> (length: Int, symbol: UInt8)? {
        var length = 1
        while length <= Self.lengthMax {
            if window < limits[length] {
                return (length, symbols[window >> (Self.lengthMax - length) + offsets[length]])
            }
            length += 1
        }
        return nil
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A parser of ours, and what must hold of it whatever it reads.
///
/// libFuzzer calls it with inputs of its own (Fuzzing/Entry), the tests with those that were kept
/// (Fuzzing/Replay).
struct FuzzTarget: Sendable {
    /// Lower case and hyphens: the name on the command line and of the corpus file.
    let name: String
    /// The longest input worth trying.
    let bytesMax: Int
    /// Well-formed inputs made by code, from which libFuzzer starts.
    let seeds: @Sendable () -> [[UInt8]]
    /// Reads the input; throws when a property does not hold.
    ///
    /// A trap is a finding as well.
    let check: @Sendable ([UInt8]) throws -> Void

    init(
        _ name: String, bytesMax: Int, seeds: @escaping @Sendable () -> [[UInt8]],
        check: @escaping @Sendable ([UInt8]) throws -> Void
    ) {
        self.name = name
        self.bytesMax = bytesMax
        self.seeds = seeds
        self.check = check
    }

    /// A parser of text; bytes that are not UTF-8 are repaired first.
    init(
        text name: String, bytesMax: Int, seeds: @escaping @Sendable () -> [String],
        check: @escaping @Sendable (String) throws -> Void
    ) {
        self.init(name, bytesMax: bytesMax, seeds: { seeds().map { Array($0.utf8) } }) { bytes in
            try check(String(decoding: bytes, as: UTF8.self))
        }
    }

    static let all: [FuzzTarget] =
        wire + pictures + pages + fingerprints + hashLists + json + addresses + typedAddresses
        + registries
        + mail
        + audit + keys + web + people + storage + matching
}

/// What a parser promised and did not keep.
struct BrokenProperty: Error, CustomStringConvertible {
    let description: String
}

/// Throws when a property does not hold.
func hold(_ condition: Bool, _ property: @autoclosure () -> String) throws {
    if !condition { throw BrokenProperty(description: property()) }
}

/// Takes an input apart: choices from its front, and what is left.
struct FuzzInput {
    private var bytes: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        self.bytes = bytes[...]
    }

    /// A number from 0 to `count` - 1; 0 when nothing is left.
    mutating func number(below count: Int) -> Int {
        let high = Int(bytes.popFirst() ?? 0)
        let low = count > 256 ? Int(bytes.popFirst() ?? 0) : 0
        return (count > 256 ? high << 8 | low : high) % count
    }

    /// The bytes up to the next zero byte, which is dropped.
    mutating func piece() -> [UInt8] {
        let piece = bytes.prefix { $0 != 0 }
        bytes = bytes.dropFirst(piece.count + 1)
        return Array(piece)
    }

    mutating func text() -> String { String(decoding: piece(), as: UTF8.self) }

    var rest: [UInt8] { Array(bytes) }
}

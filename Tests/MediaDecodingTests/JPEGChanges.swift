// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import TestSupport

/// What happens to a JPEG file before it is read.
enum Changes {
    static func make(_ change: JPEGLumaTests.Change, in bytes: inout [UInt8]) {
        let scan = place(of: 0xda, in: bytes)
        let data = scan + 2 + Int(bytes[scan + 3])
        let frame = place(of: 0xc0, in: bytes)
        switch change {
        case .none: break
        case .rubbishBehindTheEnd: bytes += [1, 2, 3, 0xff, 0xd8, 0xff]
        case .noEnd: bytes.removeLast(2)
        case .cutOff: bytes.removeLast((bytes.count - data) / 2)
        case .markerInside: bytes.replaceSubrange(data + 20..<data + 22, with: [0xff, 0xc1])
        case .fillBytes: bytes.insert(0xff, at: bytes.count - 2)
        case .rubbishBeforeEnd: bytes.insert(7, at: bytes.count - 2)
        case .wrongRestart: insertInterval(1, in: &bytes, at: scan)
        case .missingRestart: insertInterval(4, in: &bytes, at: scan)
        case .rubbishBeforeRestart:
            bytes.insert(contentsOf: [7, 0xff, 0xd0], at: bytes.count - 2)
        case .namedRGB:
            for (number, letter) in "RGB".utf8.enumerated() {
                bytes[frame + 10 + 3 * number] = letter
                bytes[scan + 5 + 2 * number] = letter
            }
        case .adobeRGB: insert(0xee, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 0], in: &bytes)
        case .adobeYCC: insert(0xee, Array("Adobe".utf8) + [0, 100, 0, 0, 0, 0, 1], in: &bytes)
        case .otherJFIF:
            insert(0xe0, Array("JFIF\0".utf8) + [2, 1, 0, 0, 1, 0, 1, 0, 0], in: &bytes)
        case .missingTable: removeSegments(0xdb, in: &bytes)
        case .missingCode: removeSegments(0xc4, in: &bytes)
        case .codeOfOnes:
            insert(
                0xc4, [0x00, 2] + [UInt8](repeating: 0, count: 15) + [0, 1], before: 0xda,
                in: &bytes)
        case .twelveBits: bytes[frame + 4] = 12
        case .arithmetic: bytes[frame + 1] = 0xc9
        case .twoFrames: bytes.insert(contentsOf: bytes[frame..<frame + 19], at: frame)
        case .longSide: bytes.replaceSubrange(frame + 5..<frame + 7, with: [0xff, 0xf0])
        case .secondScan: bytes.insert(contentsOf: bytes[scan...], at: bytes.count - 2)
        case .wrongSpectrum: bytes[data - 2] = 62
        case .lineCountBehind: bytes.replaceSubrange(frame + 5..<frame + 7, with: [0, 0])
        }
    }

    /// One to three small changes, half of them in front of the data.
    static func mangled(_ bytes: [UInt8], by generator: inout SplitMix) -> [UInt8] {
        var bytes = bytes
        let front = place(of: 0xda, in: bytes)
        for _ in 0..<Int.random(in: 1...3, using: &generator) where bytes.count > front {
            let range = Bool.random(using: &generator) ? 0..<front : 0..<bytes.count
            let place = Int.random(in: range, using: &generator)
            switch Int.random(in: 0..<8, using: &generator) {
            case 0, 1: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            case 2: bytes[place] = UInt8.random(in: 0...255, using: &generator)
            case 3: bytes.remove(at: place)
            case 4: bytes.insert(UInt8.random(in: 0...255, using: &generator), at: place)
            case 5: bytes[place] = 0xff
            case 6: bytes[place] = 0
            default: bytes[place] &+= 1
            }
        }
        return bytes
    }

    /// The first segment of a kind, as long as its files have one.
    private static func place(of marker: UInt8, in bytes: [UInt8]) -> Int {
        var place = 2
        while place + 4 <= bytes.count, bytes[place + 1] != marker {
            place += 2 + Int(bytes[place + 2]) << 8 + Int(bytes[place + 3])
        }
        return place
    }

    private static func insert(
        _ marker: UInt8, _ body: [UInt8], before other: UInt8 = 0xdb, in bytes: inout [UInt8]
    ) {
        let segment = [0xff, marker, 0, UInt8(body.count + 2)] + body
        bytes.insert(contentsOf: segment, at: place(of: other, in: bytes))
    }

    private static func insertInterval(_ units: UInt8, in bytes: inout [UInt8], at scan: Int) {
        bytes.insert(contentsOf: [0xff, 0xdd, 0, 4, 0, units], at: scan)
    }

    private static func removeSegments(_ marker: UInt8, in bytes: inout [UInt8]) {
        var found = place(of: marker, in: bytes)
        while found + 4 < bytes.count {
            let length = 2 + Int(bytes[found + 2]) << 8 + Int(bytes[found + 3])
            bytes.removeSubrange(found..<found + length)
            let scan = place(of: 0xda, in: bytes)
            found = place(of: marker, in: bytes)
            if found > scan { break }
        }
    }
}

/// The reference for a block's quarters: the cosine transform as the standard writes it (ITU-T
/// T.81, A.3.3), and of its 64 numbers the four lowest.
enum LowPass {
    static func quarters(of block: [UInt8]) -> [Double] {
        func cosine(_ place: Int, _ frequency: Int) -> Double {
            (frequency == 0 ? 0.5.squareRoot() : 1) / 2
                * cos(Double(2 * place + 1) * Double(frequency) * .pi / 16)
        }
        var quarters = [Double](repeating: 0, count: 4)
        for (across, down) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
            let value = block.enumerated().reduce(0.0) {
                $0 + Double($1.element) * cosine($1.offset % 8, across)
                    * cosine($1.offset / 8, down)
            }
            for part in 0..<4 {
                for place in 0..<16 {
                    let column = part % 2 * 4 + place % 4
                    let row = part / 2 * 4 + place / 4
                    quarters[part] += value * cosine(column, across) * cosine(row, down) / 16
                }
            }
        }
        return quarters
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// ZIP archives of files as they are, written by hand.
package enum StoredZip {
    package static func archive(_ files: [[UInt8]]) -> [UInt8] {
        var bytes: [UInt8] = []
        var directory: [UInt8] = []
        for (number, file) in files.enumerated() {
            let name = Array("file\(number)".utf8)
            // Version, flags, method, time and date, check sum, both sizes, lengths.
            let facts =
                little(20, 2) + little(0, 2) + little(0, 2) + little(0, 4)
                + little(Int(checkSum(file)), 4) + little(file.count, 4) + little(file.count, 4)
                + little(name.count, 2) + little(0, 2)
            directory += [0x50, 0x4b, 1, 2] + little(20, 2) + facts
            directory += little(0, 2) + little(0, 2) + little(0, 2) + little(0, 4)
            directory += little(bytes.count, 4) + name
            bytes += [0x50, 0x4b, 3, 4] + facts + name + file
        }
        let end =
            little(0, 2) + little(0, 2) + little(files.count, 2) + little(files.count, 2)
            + little(directory.count, 4) + little(bytes.count, 4) + little(0, 2)
        return bytes + directory + [0x50, 0x4b, 5, 6] + end
    }

    private static func little(_ number: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    private static func checkSum(_ bytes: [UInt8]) -> UInt32 {
        var sum = UInt32.max
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 { sum = sum >> 1 ^ (sum & 1 == 0 ? 0 : 0xedb8_8320) }
        }
        return ~sum
    }
}

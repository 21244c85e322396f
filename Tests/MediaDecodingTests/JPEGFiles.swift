// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CTurboJPEG
import Foundation
import TestSupport

/// JPEG files of every usual kind: those that `Oracle/jpegs.py` makes, once for all tests, and
/// those of samplings that Pillow does not write.
enum JPEGFiles {
    struct File: Sendable {
        let name: String
        let bytes: [UInt8]
    }

    struct NotMade: Error {}

    /// Small pictures, in every way that is read here.
    static func usual() throws -> [File] {
        try made.get().filter { $0.name.first?.isNumber == true } + tall.get() + [greyWithFactors()]
    }

    /// Pictures whose fingerprint is that of a fraction.
    static func large() throws -> [File] {
        try made.get().filter { $0.name.hasPrefix("large-") }
    }

    /// As large, and of a quality near the gate.
    static func faint() throws -> [File] {
        try made.get().filter { $0.name.hasPrefix("faint-") }
    }

    /// Kinds that are left to libjpeg-turbo.
    static func others() throws -> [File] {
        try made.get().filter { $0.name.hasPrefix("other-") }
            + [encoded(width: 50, height: 40, sampling: TJSAMP_411, name: "other-411")]
    }

    private static let made = Result { () throws -> [File] in
        let folder = try ScratchFolder.path() + "/jpegs-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let script = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/jpegs.py", arguments: [folder])
        guard try script.finish() == 0 else { throw NotMade() }
        return try FileManager.default.contentsOfDirectory(atPath: folder).sorted().map {
            File(
                name: $0, bytes: [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0))))
        }
    }

    /// A grey picture's sampling factors say nothing.
    private static func greyWithFactors() throws -> File {
        guard let grey = try made.get().first(where: { $0.name.contains("33x31-75-grey") }),
            let frame = grey.bytes.indices.dropLast().first(where: {
                grey.bytes[$0] == 0xff && grey.bytes[$0 + 1] == 0xc0
            })
        else { throw NotMade() }
        var bytes = grey.bytes
        bytes[frame + 11] = 0x22
        return File(name: "33x31-grey-factors", bytes: bytes)
    }

    private static let tall = Result {
        try [(40, 30), (33, 65), (8, 17)].map { width, height in
            try encoded(
                width: width, height: height, sampling: TJSAMP_440, name: "\(width)x\(height)-440")
        }
    }

    private static func encoded(
        width: Int, height: Int, sampling: TJSAMP, name: String
    ) throws -> File {
        let pixels = (0..<width * height * 3).map {
            UInt8(truncatingIfNeeded: $0 / 3 % width * 5 + $0 / (3 * width) * 3 + $0 % 3 * 40)
        }
        let handle = unsafe tjInitCompress()
        defer { unsafe tjDestroy(handle) }
        var buffer: UnsafeMutablePointer<UInt8>?
        var count: UInt = 0
        // SAFETY: the library allocates what it writes, and releases it below.
        let result = unsafe tjCompress2(
            handle, pixels, Int32(width), 0, Int32(height), TJPF_RGB.rawValue, &buffer, &count,
            Int32(bitPattern: sampling.rawValue), 80, 0)
        defer { unsafe tjFree(buffer) }
        guard result == 0 else { throw NotMade() }
        let bytes = unsafe Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
        return File(name: name, bytes: bytes)
    }
}

/// A brightness that libjpeg-turbo read.
struct LibraryLuma {
    let pixels: [UInt8]
    let width: Int
    let height: Int

    /// `nil` when the library does not read the file, or not without a warning.
    init?(of bytes: [UInt8], denominator: Int) {
        let handle = unsafe tjInitDecompress()
        defer { unsafe tjDestroy(handle) }
        var (full, fullHeight, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        guard
            unsafe tjDecompressHeader3(
                handle, bytes, UInt(bytes.count), &full, &fullHeight, &sampling, &space) == 0,
            full > 0, space == TJCS_YCbCr.rawValue || space == TJCS_GRAY.rawValue
        else { return nil }
        width = (Int(full) + denominator - 1) / denominator
        height = (Int(fullHeight) + denominator - 1) / denominator
        var pixels = [UInt8](repeating: 0, count: width * height)
        guard
            unsafe tjDecompress2(
                handle, bytes, UInt(bytes.count), &pixels, Int32(width), 0, Int32(height),
                TJPF_GRAY.rawValue, 0) == 0
        else { return nil }
        self.pixels = pixels
    }
}

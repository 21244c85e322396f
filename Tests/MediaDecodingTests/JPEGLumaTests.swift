// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

@testable import nightlight_decoder

/// Our own reading of JPEG's brightness against libjpeg-turbo's.
struct JPEGLumaTests {
    private struct Plane: Equatable {
        let pixels: [UInt8]
        let width: Int
        let height: Int
    }

    private func read(_ bytes: [UInt8], _ denominator: Int, by luma: JPEGLuma) -> Plane? {
        // The largest picture of these tests has as many; a lie about the size costs no time.
        guard let frame = JPEGFrame(of: bytes), frame.width * frame.height <= 1_300_000 else {
            return nil
        }
        let width = FastPDQHasher.scaled(frame.width, denominator)
        let height = FastPDQHasher.scaled(frame.height, denominator)
        return luma.withPlane(of: bytes, frame, denominator: denominator) { pixels, rowBytes in
            let rows = (0..<height).flatMap { row in
                (0..<width).map { pixels[row * rowBytes + $0] }
            }
            return Plane(pixels: rows, width: width, height: height)
        }
    }

    @Test func `at an eighth every value is libjpeg-turbo's`() throws {
        let luma = JPEGLuma()
        let files = try JPEGFiles.usual()
        #expect(files.count > 300)
        for file in files {
            let plane = try #require(read(file.bytes, 8, by: luma), "\(file.name)")
            let frame = try #require(JPEGFrame(of: file.bytes))
            // Asked for one pixel of so few, the library takes another fraction.
            guard max(frame.width, frame.height) > 4 else { continue }
            let library = try #require(LibraryLuma(of: file.bytes, denominator: 8))
            #expect(plane.pixels == library.pixels, "\(file.name)")
        }
    }

    @Test func `at a quarter every value is what the four lowest frequencies make`() throws {
        let luma = JPEGLuma()
        var compared = 0
        for file in try JPEGFiles.usual() {
            let plane = try #require(read(file.bytes, 4, by: luma), "\(file.name)")
            let full = try #require(LibraryLuma(of: file.bytes, denominator: 1))
            for row in 0..<full.height / 8 {
                for column in 0..<full.width / 8 {
                    let block = (0..<64).map {
                        full.pixels[(8 * row + $0 / 8) * full.width + 8 * column + $0 % 8]
                    }
                    // What was cut off at black or white is no longer there to compare with.
                    guard block.allSatisfy({ (1...254).contains($0) }) else { continue }
                    compared += 1
                    let away = zip([0, 1, 2, 3], LowPass.quarters(of: block)).map { part, mean in
                        let place = (2 * row + part / 2) * plane.width + 2 * column + part % 2
                        return abs(Double(plane.pixels[place]) - min(255, max(0, mean)))
                    }
                    // Half for our rounding, and what the library rounded in 64 pixels.
                    #expect(away.allSatisfy { $0 < 1 }, "\(file.name) \(row) \(column) \(away)")
                }
            }
        }
        #expect(compared > 3_000)
    }

    @Test func `a quality near the gate is decided at full size, and no other`() throws {
        let (fast, luma) = (FastJPEG(), JPEGLuma())
        func reading(_ plane: Plane?, _ denominator: Int) throws -> PDQReading {
            let plane = try #require(plane)
            var hasher = FastPDQHasher(width: 640, height: 480, denominator: denominator)
            let reading = hasher.reading(ofLuma: plane.pixels.span, rowBytes: plane.width)
            return try #require(reading)
        }
        func libraryPlane(_ file: JPEGFiles.File, _ denominator: Int) -> Plane? {
            LibraryLuma(of: file.bytes, denominator: denominator).map {
                Plane(pixels: $0.pixels, width: $0.width, height: $0.height)
            }
        }
        var (near, far, differing) = (0, 0, 0)
        for file in try JPEGFiles.faint() {
            let own = read(file.bytes, 4, by: luma)
            let fraction = try reading(own ?? libraryPlane(file, 4), 4)
            let full = try reading(libraryPlane(file, 1), 1)
            let isNear = (42...58).contains(fraction.quality)
            let found = try #require(try fast.reading(of: file.bytes, pixelsMax: 1_000_000))
            let expected = isNear ? full : fraction
            #expect(found.pdq.hex == expected.hash.hex && found.quality == expected.quality)
            if isNear { near += 1 } else { far += 1 }
            if isNear, full != fraction { differing += 1 }
        }
        #expect(near >= 6 && far >= 6 && differing >= 1, "\(near) \(far) \(differing)")
    }

    @Test func `kinds that are not usual have no answer`() throws {
        let luma = JPEGLuma()
        for file in try JPEGFiles.others() {
            #expect(read(file.bytes, 8, by: luma) == nil, "\(file.name)")
        }
    }

    /// What is done to a file, and whether it is still usual.
    enum Change: String, CaseIterable {
        case none, rubbishBehindTheEnd, noEnd, cutOff, markerInside, fillBytes, rubbishBeforeEnd
        case wrongRestart, missingRestart, rubbishBeforeRestart, namedRGB, adobeRGB, adobeYCC
        case otherJFIF, missingTable, missingCode, codeOfOnes, twelveBits, arithmetic, twoFrames
        case longSide, secondScan, wrongSpectrum, lineCountBehind
    }

    @Test(arguments: Change.allCases)
    func `a file that is damaged or strange has no answer`(change: Change) throws {
        let file = try #require(
            try JPEGFiles.usual().first { $0.name.contains("64x48-96-420") })
        var bytes = file.bytes
        Changes.make(change, in: &bytes)
        let isAnswered = read(bytes, 8, by: JPEGLuma()) != nil
        #expect(isAnswered == [.none, .rubbishBehindTheEnd, .adobeYCC].contains(change))
        if isAnswered { #expect(LibraryLuma(of: bytes, denominator: 8) != nil) }
    }

    @Test(arguments: 1...8)
    func `what is read of a mangled file libjpeg-turbo reads alike`(seed: UInt64) throws {
        let luma = JPEGLuma()
        var generator = SplitMix(seed: seed)
        let files = try JPEGFiles.usual().filter { $0.bytes.count < 2_500 && $0.name.contains("x") }
        var answered = 0
        for _ in 0..<2_500 {
            let file = try #require(files.randomElement(using: &generator))
            let bytes = Changes.mangled(file.bytes, by: &generator)
            guard let plane = read(bytes, 8, by: luma) else { continue }
            guard plane.width > 1 || plane.height > 1 else { continue }
            answered += 1
            let library = LibraryLuma(of: bytes, denominator: 8)
            #expect(library?.pixels == plane.pixels, "\(file.name) \(seed)")
            // A block's quarters may be out of bounds where its mean is not.
            guard let quarters = read(bytes, 4, by: luma) else { continue }
            #expect(isMean(plane, of: quarters), "\(file.name) \(seed)")
        }
        // Most changes fall into the data, where nearly all bits mean something.
        #expect(answered > 300)
    }

    /// Four quarters have the block's mean, where none was cut off at black or white.
    private func isMean(_ plane: Plane, of quarters: Plane) -> Bool {
        for row in 0..<quarters.height / 2 {
            for column in 0..<quarters.width / 2 {
                let parts = (0..<4).map {
                    let place = (2 * row + $0 / 2) * quarters.width + 2 * column + $0 % 2
                    return Int(quarters.pixels[place])
                }
                guard parts.allSatisfy({ (1...254).contains($0) }) else { continue }
                let mean = Int(plane.pixels[row * plane.width + column])
                if abs(parts.reduce(0, +) - 4 * mean) > 4 { return false }
            }
        }
        return true
    }

    @Test func `no answer depends on the files before`() throws {
        let kept = FastJPEG()
        for file in try JPEGFiles.large() + JPEGFiles.usual().prefix(40) + JPEGFiles.large() {
            let reading = try kept.reading(of: file.bytes, pixelsMax: 2_000_000)
            let fresh = try FastJPEG().reading(of: file.bytes, pixelsMax: 2_000_000)
            #expect(reading == fresh && reading != nil, "\(file.name)")
        }
        // A file without tables finds none of another file's.
        var bytes = try #require(JPEGFiles.large().first).bytes
        Changes.make(.missingTable, in: &bytes)
        #expect(throws: UndecodableReason.self) {
            try kept.reading(of: bytes, pixelsMax: 2_000_000)
        }
    }

    @Test func `a fraction's fingerprint is close to the full size's`() throws {
        let fast = FastJPEG()
        for file in try JPEGFiles.large() {
            let picture = try JPEGDecoder.decode(file.bytes, pixelsMax: 2_000_000)
            let exactReading = picture.withPixels {
                PDQHasher.reading(ofRGB: $0, width: picture.width, height: picture.height)
            }
            let exact = try #require(exactReading)
            let reading = try #require(try fast.reading(of: file.bytes, pixelsMax: 2_000_000))
            #expect(reading.width == picture.width && reading.height == picture.height)
            #expect(exact.hash.distance(to: reading.pdq) <= 12, "\(file.name)")
            #expect(abs(exact.quality - reading.quality) <= 6, "\(file.name)")
        }
    }

    @Test(arguments: [
        ([1], true), ([2], false), ([0, 3], true), ([0, 4], false), ([1, 1], true),
        ([1, 2], false),
        ([1, 3], false), ([3], false),
    ])
    func `a code that is full or more is refused`(counts: [UInt8], isTaken: Bool) {
        let zeros = [UInt8](repeating: 0, count: 16 - counts.count)
        let symbols = (0..<counts.reduce(0, +)).map { $0 }
        #expect((HuffmanCode((counts + zeros + symbols)[...]) != nil) == isTaken)
        #expect(HuffmanCode((counts + zeros + symbols.dropLast())[...]) == nil)
        #expect(HuffmanCode((counts + zeros + symbols + [1])[...]) == nil)
    }

    @Test func `a picture with too many pixels is refused`() throws {
        let bytes = try #require(JPEGFiles.large().first).bytes
        #expect(throws: UndecodableReason.tooManyPixels) {
            try FastJPEG().reading(of: bytes, pixelsMax: 640 * 480 - 1)
        }
    }
}

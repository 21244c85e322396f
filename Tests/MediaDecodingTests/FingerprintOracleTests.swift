// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// Every fingerprint against the reference implementation, on pictures that the oracle makes.
struct FingerprintOracleTests {
    private struct Picture: Decodable {
        let file: String
        let label: String
    }

    private struct Answer: Decodable {
        let pdq: String?
        let quality: Int?
        let verdict: String?
        let pillow: String?
        let dihedral: [String]?
    }

    @Test func `fingerprint and quality are the reference's, bit for bit`() async throws {
        let folder = try ScratchFolder.path() + "/oracle-\(UUID().uuidString)"
        try FileManager.default.createDirectory(
            atPath: folder, withIntermediateDirectories: true)
        let oracle = try PythonScript(
            "Tests/MediaDecodingTests/Oracle/pdq_oracle.py", arguments: [folder])
        var pictures: [Picture] = []
        while let line = oracle.line(), !line.isEmpty {
            pictures.append(try JSONDecoder().decode(Picture.self, from: Data(line.utf8)))
        }
        #expect(pictures.count > 500)

        var agreed = 0
        try await DecoderUnderTest.withPool { pool in
            for picture in pictures {
                let bytes = [UInt8](
                    try Data(contentsOf: URL(filePath: folder + "/" + picture.file)))
                async let reading = pool.reading(of: bytes)
                let pixels = await pool.pixels(of: bytes)
                let problems = try ask(oracle, about: pixels, reading: await reading)
                #expect(problems.isEmpty, "\(picture.label): \(problems)")
                if problems.isEmpty { agreed += 1 }
            }
        }
        #expect(try oracle.finish() == 0)
        print("pdq oracle: \(agreed) of \(pictures.count) pictures agree")
        #expect(agreed == pictures.count)
    }

    private func ask(
        _ oracle: PythonScript, about pixels: PixelReading, reading: MediaReading
    ) throws -> [String] {
        guard case .pixels(let width, let height, let rgb) = pixels else {
            try oracle.write([UInt8](repeating: 0, count: 8))
            _ = oracle.line()
            return ["\(pixels)"]
        }
        try oracle.write(bigEndian(width) + bigEndian(height) + rgb)
        let line = try #require(oracle.line())
        let answer = try JSONDecoder().decode(Answer.self, from: Data(line.utf8))
        guard case .picture(let picture) = reading else { return ["\(reading)"] }
        var problems: [String] = []
        if picture.width != width || picture.height != height { problems.append("size") }
        if picture.pdq.hex != answer.pdq {
            problems.append("\(picture.pdq.hex) is not \(answer.pdq ?? "")")
        }
        if picture.quality != answer.quality {
            problems.append("quality \(picture.quality) is not \(answer.quality ?? -1)")
        }
        if let verdict = answer.verdict, verdict != "exact", verdict != "close" {
            problems.append("pixels: \(verdict)")
        }
        let turned = turned(rgb, width, height)
        if turned.map(\.hex) != answer.dihedral {
            problems.append("turned: \(turned.map(\.hex)) are not \(answer.dihedral ?? [])")
        }
        if let pillow = answer.pillow, pillow != picture.pdq.hex {
            problems.append("Pillow's pixels give \(pillow)")
        }
        return problems
    }

    /// The eight fingerprints from one pass, in the reference's order.
    private func turned(_ rgb: [UInt8], _ width: Int, _ height: Int) -> [PDQHash] {
        var hasher = PDQHasher(width: width, height: height)
        let rowBytes = 3 * width
        for row in 0..<height {
            hasher.add(row: rgb.span.extracting(row * rowBytes..<(row + 1) * rowBytes))
        }
        return hasher.finishWithSymmetries().hashes
    }

    private func bigEndian(_ number: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
    }
}

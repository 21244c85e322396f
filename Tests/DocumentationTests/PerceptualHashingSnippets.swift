// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing
import TestSupport
import Testing

/// The code of PerceptualHashing's articles, compiled and run.
@Suite struct PerceptualHashingSnippets {
    /// A picture made by code: slanted waves.
    private static func picture(width: Int, height: Int, brighter: Int = 0) -> [UInt8] {
        (0..<height).flatMap { y in
            (0..<width).flatMap { x -> [UInt8] in
                let wave = abs((x * 640 / width * 3 + y * 480 / height * 2) % 400 - 200)
                return [UInt8(min(255, wave + brighter)), UInt8(wave), UInt8(wave / 2)]
            }
        }
    }

    private static func reading(_ rgb: [UInt8], width: Int, height: Int) -> PDQReading? {
        PDQHasher.reading(ofRGB: rgb.span, width: width, height: height)
    }

    /// The brightness of a picture of 640 x 480.
    private static func brightness(_ added: Int) -> [UInt8] {
        let colours = picture(width: 640, height: 480, brighter: added)
        return (0..<640 * 480).map { colours[3 * $0] }
    }

    /// Rows of a picture that looks different from every side.
    private static func hills(width: Int, height: Int) -> [[UInt8]] {
        (0..<height).map { row in
            (0..<width).flatMap { column -> [UInt8] in
                let (x, y) = (column * 160 / width, row * 160 / height)
                let wave = (x * 3 + y * y / 49 + x * y / 55) % 510
                let grey = UInt8(wave > 255 ? 510 - wave : wave)
                return [grey, grey, grey]
            }
        }
    }

    @Test func `a picture in memory has a reading`() throws {
        let pixels = Self.picture(width: 640, height: 480)
        // snippet: whole picture
        let reading = PDQHasher.reading(ofRGB: pixels.span, width: 640, height: 480)
        guard let reading else { return }  // The size does not fit the number of bytes.
        let hash: PDQHash = reading.hash  // 256 bits
        let digits: String = hash.hex  // 64 digits, as hash lists write them
        let isDetailed: Bool = reading.quality >= 50  // flat pictures resemble each other
        // end of snippet
        #expect(digits.count == 64 && isDetailed)
    }

    @Test func `rows one after another give the same`() throws {
        let pixels = Self.picture(width: 640, height: 480)
        let rows = (0..<480).map { Array(pixels[$0 * 1_920..<($0 + 1) * 1_920]) }
        // snippet: rows
        var hasher = PDQHasher(width: 640, height: 480)
        for row in rows { hasher.add(row: row.span) }
        let reading = hasher.finish()
        // end of snippet
        #expect(reading == PDQHasher.reading(ofRGB: pixels.span, width: 640, height: 480))
    }

    @Test func `a copy is recognised`() throws {
        let originalPixels = Self.picture(width: 640, height: 480)
        let smallerPixels = Self.picture(width: 320, height: 240, brighter: 12)
        // snippet: comparing
        let original = PDQHasher.reading(ofRGB: originalPixels.span, width: 640, height: 480)
        let smaller = PDQHasher.reading(ofRGB: smallerPixels.span, width: 320, height: 240)
        guard let original, let smaller else { return }
        let distance = original.hash.distance(to: smaller.hash)  // 0 to 256
        let isSamePicture = distance <= 31 && smaller.quality >= 50
        // end of snippet
        #expect(isSamePicture)
        #expect(original.hash != smaller.hash || distance == 0)
    }

    @Test func `a mirrored copy is told from a stranger`() throws {
        let rows = Self.hills(width: 600, height: 450)
        // snippet: turned and mirrored
        var hasher = PDQHasher(width: 600, height: 450)
        for row in rows { hasher.add(row: row.span) }
        let forms = hasher.finishWithSymmetries()
        let mirrored: PDQHash = forms[.flippedHorizontally]
        let all: [PDQHash] = forms.hashes  // eight, in the order of PDQSymmetry.allCases
        // end of snippet
        #expect(all.count == 8 && Set(all).count == 8 && all.contains(mirrored))
        #expect(forms.quality >= 50)
        let copyPixels = rows.flatMap { row in
            (0..<600).reversed().flatMap { row[3 * $0..<3 * $0 + 3] }
        }
        let copy = try #require(Self.reading(copyPixels, width: 600, height: 450))
        // snippet: how a copy was made
        let closest = forms.closest(to: copy.hash)
        let isCopy = closest.distance <= 31 && copy.quality >= 50
        let turning: PDQSymmetry = closest.symmetry  // here .flippedHorizontally
        // end of snippet
        #expect(isCopy && turning == .flippedHorizontally)
        let otherPixels = Self.picture(width: 600, height: 450)
        let other = try #require(Self.reading(otherPixels, width: 600, height: 450))
        #expect(forms.closest(to: other.hash).distance > 31)
    }

    @Test func `frames have fast readings that are close to the exact ones`() throws {
        let frames = [Self.brightness(0), Self.brightness(8)]
        var readings: [PDQReading] = []
        func keep(_ reading: PDQReading) { readings.append(reading) }
        // snippet: fast
        var hasher = FastPDQHasher(width: 640, height: 480, range: .limited)  // most videos
        for luma in frames {
            // It is nil when there are too few bytes for the size.
            if let reading = hasher.reading(ofLuma: luma.span, rowBytes: 640) { keep(reading) }
        }
        // end of snippet
        #expect(readings.count == 2)
        for (luma, reading) in zip(frames, readings) {
            let exact = PDQHasher.reading(ofLuma: luma.span, width: 640, height: 480)
            let distance = try #require(exact).hash.distance(to: reading.hash)
            #expect(distance <= 10)
        }
    }

    /// The vPDQ text form of a video whose frames have the given seeds: equal seeds, equal frames.
    private static func videoText(_ seeds: [UInt64]) -> String {
        seeds.enumerated().map { second, seed in
            var random = SplitMix(seed: seed)
            let hash = PDQHash(
                words: SIMD4(random.next(), random.next(), random.next(), random.next()))
            return "\(second * 25),100,\(hash.hex),\(second).000\n"
        }.joined()
    }

    @Test func `two videos are compared`() throws {
        let videoText = Self.videoText([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
        let partText = Self.videoText([4, 5, 6, 99])
        // snippet: videos
        let video = try VideoFingerprint(text: videoText)
        let part = try VideoFingerprint(text: partText)
        let comparison: VideoComparison = part.comparison(with: video)
        let ofPart = comparison.queryPercent  // 75: three of its four frames are in the video
        let ofVideo = comparison.comparedPercent  // 30: three of the video's ten are in the part
        // end of snippet
        #expect(ofPart == 75 && ofVideo == 30)
        #expect(video.text == videoText)
    }

    @Test(arguments: [videoText([1, 1, 2]), "0,100,kitten,0.000\n"])
    func `a text is read, or it is said why not`(text: String) {
        var kept: [PDQHash] = []
        var refusal: (code: String, line: Int?)?
        func keep(_ hashes: [PDQHash]) { kept += hashes }
        func refuse(_ code: String, line: Int?) { refusal = (code, line) }
        // snippet: reading a video
        do {
            let video = try VideoFingerprint(text: text)
            keep(video.distinctHashes())  // each once, and only with a quality of 50 or more
        } catch {
            refuse(error.code, line: error.line)  // such as vpdq.bad-hash, and where
        }
        // end of snippet
        if text.contains("kitten") {
            #expect(kept.isEmpty && refusal?.code == "vpdq.bad-hash" && refusal?.line == 1)
        } else {
            #expect(kept.count == 2 && refusal == nil)
        }
    }

    @Test func `digits are read`() throws {
        let line = String(repeating: "0f", count: 32)
        // snippet: reading a list
        guard let listed = PDQHash(hex: line) else { return }  // not 64 hexadecimal digits
        let bytes: [UInt8] = listed.bytes  // 32 of them, most significant first
        // end of snippet
        #expect(PDQHash(bytes: bytes) == listed)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Testing

@testable import PerceptualHashing

struct FastPDQHasherTests {
    /// Smooth hills in three colours: what photographs are to the transform.
    static func hills(_ width: Int, _ height: Int, seed: Int = 3) -> [UInt8] {
        var pixels: [UInt8] = []
        pixels.reserveCapacity(3 * width * height)
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (x * 1_000 / width, y * 1_000 / height)
                for colour in 1...3 {
                    let wave = (u * (seed + colour) / 37 * (v / 90 + 2) + v * v / (400 + 90 * seed))
                    let folded = wave % 510
                    pixels.append(UInt8(folded > 255 ? 510 - folded : folded))
                }
            }
        }
        return pixels
    }

    private static func grey(_ rgb: [UInt8]) -> [UInt8] {
        stride(from: 0, to: rgb.count, by: 3).map { rgb[$0 + 1] }
    }

    @Test(arguments: [(5, 5), (64, 64), (63, 65), (200, 150), (640, 480), (301, 997)])
    func `at full size it agrees with the exact hasher`(width: Int, height: Int) throws {
        for seed in 1...4 {
            let rgb = Self.hills(width, height, seed: seed)
            let exactReading = PDQHasher.reading(ofRGB: rgb.span, width: width, height: height)
            let exact = try #require(exactReading)
            var hasher = FastPDQHasher(width: width, height: height)
            let fastReading = hasher.reading(ofRGB: rgb.span, rowBytes: 3 * width)
            let fast = try #require(fastReading)
            #expect(exact.hash.distance(to: fast.hash) <= 2)
            #expect(abs(exact.quality - fast.quality) <= 1)
        }
    }

    @Test(arguments: 1...4) func `a video's black and white count as a picture's`(
        seed: Int
    ) throws {
        let (width, height) = (640, 480)
        // Faint enough for a quality between the ends, where the range tells.
        let full = Self.grey(Self.hills(width, height, seed: seed)).map { $0 / 12 + 110 }
        let limited = full.map { UInt8((Double($0) * 219 / 255 + 16).rounded()) }
        var pictures = FastPDQHasher(width: width, height: height)
        var videos = FastPDQHasher(width: width, height: height, range: .limited)
        let asPicture = pictures.reading(ofLuma: full.span, rowBytes: width)
        let picture = try #require(asPicture)
        let asVideo = videos.reading(ofLuma: limited.span, rowBytes: width)
        let video = try #require(asVideo)
        let taken = pictures.reading(ofLuma: limited.span, rowBytes: width)
        let mistaken = try #require(taken)
        #expect((20..<100).contains(picture.quality))
        #expect(abs(video.quality - picture.quality) <= 3)
        #expect(video.hash.distance(to: picture.hash) <= 12)
        // The quality that the same bytes have as a picture's is another.
        #expect(picture.quality - mistaken.quality > 3)
    }

    @Test(arguments: [2, 4, 8])
    func `block means keep the fingerprint of the full size`(denominator: Int) throws {
        let (width, height) = (1_280, 1_024)
        let luma = Self.grey(Self.hills(width, height))
        let exactReading = PDQHasher.reading(ofLuma: luma.span, width: width, height: height)
        let exact = try #require(exactReading)
        let (small, smallWidth) = Self.blockMeans(luma, width, height, denominator)
        var hasher = FastPDQHasher(width: width, height: height, denominator: denominator)
        let fastReading = hasher.reading(ofLuma: small.span, rowBytes: smallWidth)
        let fast = try #require(fastReading)
        #expect(exact.hash.distance(to: fast.hash) <= 6)
        #expect(abs(exact.quality - fast.quality) <= 6)
    }

    private static func blockMeans(
        _ luma: [UInt8], _ width: Int, _ height: Int, _ denominator: Int
    ) -> (pixels: [UInt8], width: Int) {
        let (w, h) = (width / denominator, height / denominator)
        let pixels = (0..<w * h).map { place in
            var sum = 0
            for y in 0..<denominator {
                for x in 0..<denominator {
                    let row = place / w * denominator + y
                    sum += Int(luma[row * width + place % w * denominator + x])
                }
            }
            return UInt8(sum / (denominator * denominator))
        }
        return (pixels, w)
    }

    @Test(arguments: 1...8, [(400, 300), (64, 64)])
    func `a picture that lies on its side is read upright`(
        orientation: Int, size: (width: Int, height: Int)
    ) throws {
        let (width, height) = size
        let stored = Self.grey(Self.hills(width, height))
        let (upright, uprightWidth) = Self.turned(stored, width, height, orientation)
        let expectedReading = PDQHasher.reading(
            ofLuma: upright.span, width: uprightWidth, height: stored.count / uprightWidth)
        let expected = try #require(expectedReading)
        var hasher = FastPDQHasher(width: width, height: height, orientation: orientation)
        let foundReading = hasher.reading(ofLuma: stored.span, rowBytes: width)
        let found = try #require(foundReading)
        #expect(expected.hash.distance(to: found.hash) <= 2)
        #expect(abs(expected.quality - found.quality) <= 1)
    }

    /// What EXIF's orientations mean, pixel by pixel.
    private static func turned(
        _ pixels: [UInt8], _ width: Int, _ height: Int, _ orientation: Int
    ) -> (pixels: [UInt8], width: Int) {
        let swaps = orientation >= 5
        let (outWidth, outHeight) = swaps ? (height, width) : (width, height)
        let turned = (0..<outWidth * outHeight).map { place in
            let (x, y) = (place % outWidth, place / outWidth)
            var (fromX, fromY) = swaps ? (y, x) : (x, y)
            if [2, 3, 7, 8].contains(orientation) { fromX = width - 1 - fromX }
            if [3, 4, 6, 7].contains(orientation) { fromY = height - 1 - fromY }
            return pixels[fromY * width + fromX]
        }
        return (turned, outWidth)
    }

    @Test(arguments: [1, 15, 16, 17, 31, 64, 100, 1_283])
    func `every kind of processor gives the same sums`(width: Int) {
        let rows = (0..<width * 9).map { UInt8(truncatingIfNeeded: $0 &* $0 &+ $0 / 7) }
        let weights: [Float] = (0..<9).map { 0.1 + Float($0) * 0.037 }
        // -1 stands for the loop in Swift; a level above the processor's own is not asked for.
        let levels = [nil] + (0...(ProcessorLevel.here ?? 0)).map { Optional($0) }
        let results = levels.map { level -> [Float] in
            var sums = [Float](repeating: 0, count: width)
            unsafe RowWeigher(level: level).weigh(
                rows, stride: width, width: width, weights: weights, count: 9, into: &sums)
            return sums
        }
        #expect(results.count >= 2)
        for result in results { #expect(result.map(\.bitPattern) == results[0].map(\.bitPattern)) }
    }

    @Test(arguments: [1, 3, 4, 15, 16, 63, 4_032])
    func `every kind of processor adds up the same steps`(count: Int) {
        // Differences just under whole hundredths are where another rounding would show.
        let samples = (0..<count + 1).map { place -> Float in
            place.isMultiple(of: 2) ? 0 : (Float(place * 37 % 97) * 2.55).nextDown
        }
        let levels = [nil] + (0...(ProcessorLevel.here ?? 0)).map { Optional($0) }
        let sums = levels.map { level -> Int in
            unsafe samples.withUnsafeBufferPointer { samples in
                guard let first = samples.baseAddress else { return -1 }
                return unsafe StepAdder(level: level).sum(first, first + 1, count: count)
            }
        }
        #expect(sums.count >= 2 && sums[0] > 0)
        for sum in sums { #expect(sum == sums[0]) }
    }

    @Test(arguments: [1, 3, 4, 8, 333])
    func `every kind of processor makes the same brightness`(count: Int) {
        let pixels = (0..<count * 3).map { UInt8(truncatingIfNeeded: $0 &* 89 &+ $0 / 5) }
        let levels = [nil] + (0...(ProcessorLevel.here ?? 0)).map { Optional($0) }
        let results = levels.map { level -> [Float] in
            var luma = [Float](repeating: 0, count: count)
            LumaRow(level: level).convert(pixels.span, count: count, into: &luma, at: 0)
            return luma
        }
        for result in results { #expect(result.map(\.bitPattern) == results[0].map(\.bitPattern)) }
    }

    @Test(arguments: Array(stride(from: 0, through: 255, by: 15)))
    func `brightness is what the reference's double precision gives`(red: Int) {
        var luma = [Float](repeating: 0, count: 256)
        let wrong = (0...255).filter { green in
            let pixels = (0...255).flatMap { [UInt8(red), UInt8(green), UInt8($0)] }
            LumaRow().convert(pixels.span, count: 256, into: &luma, at: 0)
            return luma.indices.contains { blue in
                let sum = Double(red) * 0.299 + Double(green) * 0.587 + Double(blue) * 0.114
                return luma[blue] != Float(sum)
            }
        }
        #expect(wrong == [])
    }

    @Test(arguments: [(640, 480, 4), (1_600, 1_200, 8), (200, 4_000, 1), (240, 240, 2), (5, 5, 1)])
    func `the shorter side keeps 120 pixels`(width: Int, height: Int, denominator: Int) {
        #expect(FastPDQHasher.denominator(forWidth: width, height: height) == denominator)
    }

    @Test func `too few bytes have no reading`() {
        var hasher = FastPDQHasher(width: 100, height: 50, denominator: 2)
        let enough = [UInt8](repeating: 1, count: 60 * 24 + 50)
        #expect(hasher.reading(ofLuma: enough.span, rowBytes: 60) != nil)
        #expect(hasher.reading(ofLuma: Array(enough.dropLast()).span, rowBytes: 60) == nil)
        #expect(hasher.reading(ofLuma: enough.span, rowBytes: 49) == nil)
        #expect(hasher.reading(ofLuma: enough.span, rowBytes: Int.max) == nil)
        #expect(hasher.reading(ofRGB: enough.span, rowBytes: 150) == nil)
    }

    @Test(arguments: [(4, 100), (100, 4), (1, 1)])
    func `a side under five pixels has the empty fingerprint`(width: Int, height: Int) {
        var hasher = FastPDQHasher(width: width, height: height)
        let pixels = [UInt8](repeating: 9, count: width * height)
        let empty = PDQReading(hash: PDQHash(words: .zero), quality: 0)
        #expect(hasher.reading(ofLuma: pixels.span, rowBytes: width) == empty)
    }
}

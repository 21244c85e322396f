// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CTurboJPEG
import Foundation
import MediaDecoding
import PerceptualHashing
import Synchronization

/// Fingerprints every JPEG of a folder again and again, in one of several ways, when told to.
///
///     hash-bench FOLDER DECODER
///
/// Reads lines `WAY THREADS SECONDS` and answers each with the number of pictures in a second:
///
///     exact     decode to colours, exact fingerprint
///     fast      decode brightness at a fraction, fast fingerprint
///     floor     decode brightness at that fraction, and nothing else: no way can be faster
///     pool-exact, pool-fast     the same in confined children
///     rgb       exact fingerprint of colours that were decoded before
///     luma      exact fingerprint of brightness that was decoded before
///     hashes    instead of a figure, a line of file, exact and fast fingerprint for each
@main struct HashBench {
    static func main() async throws {
        let folder = CommandLine.arguments[1]
        let names = try FileManager.default.contentsOfDirectory(atPath: folder)
            .filter { $0.hasSuffix(".jpg") }.sorted()
        let files = try names.map {
            [UInt8](try Data(contentsOf: URL(filePath: folder + "/" + $0)))
        }
        let bench = Runs(files: files, decoder: CommandLine.arguments[2])
        while let line = readLine() {
            let words = line.split(separator: " ").map(String.init)
            if words[0] == "hashes" {
                let fastJPEG = FastJPEG()
                for (name, file) in zip(names, files) {
                    let (exact, fast) = (try Work.exact(file), try Work.fast(file, fastJPEG))
                    print(name, exact.hash.hex, exact.quality, fast.hash.hex, fast.quality)
                }
                print("end")
            } else if let threads = Int(words[1]), let seconds = Double(words[2]) {
                print(try await bench.rate(words[0], threads: threads, seconds: seconds))
            }
            fflush(nil)
        }
    }
}

struct Runs {
    let files: [[UInt8]]
    let decoder: String

    func rate(_ way: String, threads: Int, seconds: Double) async throws -> Double {
        switch way {
        case "pool-exact": return await pool(.exact, threads, seconds)
        case "pool-fast": return await pool(.fast, threads, seconds)
        case "exact": return try single(threads, seconds) { file, _ in _ = try Work.exact(file) }
        case "fast": return try single(threads, seconds) { _ = try Work.fast($0, $1) }
        case "floor": return try single(threads, seconds) { file, _ in try Work.floor(file) }
        case "rgb":
            // As many as the peer has: more would be a measure of the memory behind the cache.
            let pictures = try files.prefix(12).map { try Work.decoded($0) }
            let next = Atomic(0)
            return try timed(threads, seconds) { _ in
                let picture = pictures[
                    next.add(1, ordering: .relaxed).oldValue % pictures.count]
                _ = PDQHasher.reading(
                    ofRGB: picture.rgb.span, width: picture.width, height: picture.height)
            }
        case "luma":
            let planes = try files.map { try Work.luma($0) }
            let next = Atomic(0)
            return try timed(threads, seconds) { _ in
                let plane = planes[next.add(1, ordering: .relaxed).oldValue % planes.count]
                _ = PDQHasher.reading(
                    ofLuma: plane.pixels.span, width: plane.width, height: plane.height)
            }
        default: throw CocoaError(.featureUnsupported)
        }
    }

    private func single(
        _ threads: Int, _ seconds: Double,
        _ work: @escaping @Sendable ([UInt8], FastJPEG) throws -> Void
    ) throws -> Double {
        let next = Atomic(0)
        return try timed(threads, seconds) {
            try work(files[next.add(1, ordering: .relaxed).oldValue % files.count], $0)
        }
    }

    /// Work of whole rounds through the files, so that each counts as often as the others.
    ///
    /// Each thread keeps tables of its own, as each child does.
    private func timed(
        _ threads: Int, _ seconds: Double, _ work: @escaping @Sendable (FastJPEG) throws -> Void
    ) throws -> Double {
        let done = Atomic(0)
        let start = ContinuousClock.now
        let end = start.advanced(by: .seconds(seconds))
        DispatchQueue.concurrentPerform(iterations: threads) { _ in
            let fastJPEG = FastJPEG()
            repeat {
                for _ in 0..<files.count { try? work(fastJPEG) }
                done.add(files.count, ordering: .relaxed)
            } while ContinuousClock.now < end
        }
        return Double(done.load(ordering: .relaxed)) / (ContinuousClock.now - start).inSeconds
    }

    /// Whole rounds, with as many files on their way as the pool advises; returns how many.
    private func read(
        _ pool: DecoderPool, _ mode: PDQMode, _ atOnce: Int, for seconds: Double
    ) async -> Int {
        let end = ContinuousClock.now.advanced(by: .seconds(seconds))
        return await withTaskGroup(of: Void.self) { group in
            var begun = 0
            repeat {
                for file in files {
                    if begun >= atOnce { await group.next() }
                    group.addTask { _ = await pool.reading(of: file, mode: mode) }
                    begun += 1
                }
            } while ContinuousClock.now < end
            return begun
        }
    }

    private func pool(_ mode: PDQMode, _ workers: Int, _ seconds: Double) async -> Double {
        var configuration = DecoderPool.Configuration(executablePath: decoder)
        configuration.workers = workers
        let pool = DecoderPool(configuration: configuration)
        // The children are at work before the clock starts, and so are those that will follow them.
        _ = await read(pool, mode, configuration.filesAtOnce, for: min(1, seconds))
        let start = ContinuousClock.now
        let done = await read(pool, mode, configuration.filesAtOnce, for: seconds)
        let took = (ContinuousClock.now - start).inSeconds
        await pool.shutdown()
        return Double(done) / took
    }
}

/// The decoder's work on one file, without its confinement.
enum Work {
    static let pixelsMax = 210_000_000

    static func exact(_ file: [UInt8]) throws -> PDQReading {
        let picture = try JPEGDecoder.decode(file, pixelsMax: pixelsMax)
        try picture.turnUpright()
        let (width, height) = (picture.width, picture.height)
        let reading = picture.withPixels {
            PDQHasher.reading(ofRGB: $0, width: width, height: height)
        }
        return reading ?? PDQReading(hash: PDQHash(words: .zero), quality: 0)
    }

    static func decoded(_ file: [UInt8]) throws -> (rgb: [UInt8], width: Int, height: Int) {
        let picture = try JPEGDecoder.decode(file, pixelsMax: pixelsMax)
        let rgb = picture.withPixels { pixels in
            unsafe pixels.withUnsafeBufferPointer { unsafe Array($0) }
        }
        return (rgb, picture.width, picture.height)
    }

    static func fast(_ file: [UInt8], _ fastJPEG: FastJPEG) throws -> PDQReading {
        guard let reading = try fastJPEG.reading(of: file, pixelsMax: pixelsMax) else {
            return try exact(file)
        }
        return PDQReading(hash: reading.pdq, quality: reading.quality)
    }

    static func floor(_ file: [UInt8]) throws {
        let (width, height) = size(file)
        _ = luma(file, width, height, FastPDQHasher.denominator(forWidth: width, height: height))
    }

    static func luma(_ file: [UInt8]) throws -> (pixels: [UInt8], width: Int, height: Int) {
        let (width, height) = size(file)
        return (luma(file, width, height, 1), width, height)
    }

    private static func size(_ file: [UInt8]) -> (Int, Int) {
        let handle = unsafe tjInitDecompress()
        defer { unsafe tjDestroy(handle) }
        var (width, height, sampling, space): (Int32, Int32, Int32, Int32) = (0, 0, 0, 0)
        unsafe tjDecompressHeader3(
            handle, file, UInt(file.count), &width, &height, &sampling, &space)
        return (Int(width), Int(height))
    }

    private static func luma(
        _ file: [UInt8], _ width: Int, _ height: Int, _ denominator: Int
    ) -> [UInt8] {
        let handle = unsafe tjInitDecompress()
        defer { unsafe tjDestroy(handle) }
        let scaledWidth = FastPDQHasher.scaled(width, denominator)
        let scaledHeight = FastPDQHasher.scaled(height, denominator)
        var pixels = [UInt8](repeating: 0, count: scaledWidth * scaledHeight)
        unsafe tjDecompress2(
            handle, file, UInt(file.count), &pixels, Int32(scaledWidth), 0, Int32(scaledHeight),
            TJPF_GRAY.rawValue, 0)
        return pixels
    }
}

extension Duration {
    var inSeconds: Double {
        Double(components.seconds) + Double(components.attoseconds) * 1e-18
    }
}

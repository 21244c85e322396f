// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

public import PerceptualHashing

/// Reads hostile files in confined child processes.
///
/// They are started and confined before the first file arrives. Each works on one file at a time,
/// and may have been handed up to seven more.
///
/// A child that crashes, hangs past the deadline, answers nonsense or reports a broken file is
/// killed and replaced, and the files it was handed behind that one go to the next. A file whose
/// child failed after reading others is read once more, by a fresh child, unless it took too long.
/// What a file cannot do is reach anything outside its child; a child that one takes over unnoticed
/// may answer wrongly about others until it is replaced, after `Configuration.itemsPerWorkerMax`
/// files. A page, whose reading leads to requests, has a child for itself alone. Files wait in
/// order, up to a bound.
///
/// A pool is thread-safe. Call `shutdown()` before leaving it; a pool that is merely released stops
/// its children too, but nobody waits for it.
public final class DecoderPool: Sendable {
    private let configuration: Configuration
    private let queue: DecoderQueue

    /// A pool that starts its children at once, on threads of their own.
    ///
    /// A missing or unusable decoder shows in `verify()`, and makes every file read as
    /// `media.unavailable`.
    ///
    /// - Parameter configuration: The bounds, and where the decoder is.
    public init(configuration: Configuration) {
        self.configuration = configuration
        queue = DecoderQueue(
            waitingMax: configuration.waitingMax, threadCount: max(1, configuration.workers))
        for _ in 0..<max(1, configuration.workers) {
            DecoderWorker.start(configuration: configuration, queue: queue)
        }
    }

    deinit { queue.close() }

    /// Recognises and fingerprints a picture.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - mode: How to make the fingerprint. Only JPEG has a fast way; what else there is takes
    ///     its time to decode, and is fingerprinted exactly.
    /// - Returns: Numbers about the picture, or why there are none. Never throws: a file that
    ///   cannot
    ///   be read is an answer.
    public func reading(of bytes: [UInt8], mode: PDQMode = .exact) async -> MediaReading {
        let request = DecoderRequest.picture(bytes, mode: mode)
        switch await result(of: request, bytes: bytes, bytesMax: configuration.bytesMax) {
        case .success(.picture(let picture)): return .picture(picture)
        case .success: return .undecodable(.garbled)
        case .failure(let reason): return .undecodable(reason)
        }
    }

    /// Recognises a file of any kind: fingerprints a picture, or the frames of a video, or
    /// everything in an archive.
    ///
    /// A file whose first bytes are of no known format never reaches a child, unless it is a
    /// program, which may have an archive behind it.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - options: What to read of videos and archives, and how much at most.
    /// - Returns: Numbers about the file, or why there are none. Never throws.
    public func fileReading(
        of bytes: [UInt8], options: FileReadingOptions = FileReadingOptions()
    ) async -> FileReading {
        guard !bytes.isEmpty else { return .undecodable(.empty) }
        let bytesMax: Int
        switch FormatSniffer.kind(of: bytes) {
        case .picture: bytesMax = configuration.bytesMax
        case .video, .archive: bytesMax = configuration.fileBytesMax
        // A program may unpack an archive behind it, which is read without it.
        case nil where FormatSniffer.isProgram(bytes): bytesMax = configuration.fileBytesMax
        case nil: return .undecodable(.unsupported)
        }
        let bounds = FileBounds(
            options: options, framePixelsMax: configuration.framePixelsMax,
            budgetMilliseconds: configuration.fileBudgetMilliseconds)
        switch await result(of: .file(bytes, bounds), bytes: bytes, bytesMax: bytesMax) {
        case .success(.picture(let picture)): return .picture(picture)
        case .success(.video(let video)): return .video(video)
        case .success(.archive(let archive)): return .archive(archive)
        case .success: return .undecodable(.garbled)
        case .failure(let reason): return .undecodable(reason)
        }
    }

    /// Decodes a picture to the very pixels that `reading(of:)` fingerprints.
    ///
    /// - Parameter bytes: The whole file.
    /// - Returns: Red, green and blue of each pixel, or why there are none.
    public func pixels(of bytes: [UInt8]) async -> PixelReading {
        switch await result(of: .pixels(bytes), bytes: bytes, bytesMax: configuration.bytesMax) {
        case .success(.pixels(let width, let height, let rgb)):
            .pixels(width: width, height: height, rgb: rgb)
        case .success: .undecodable(.garbled)
        case .failure(let reason): .undecodable(reason)
        }
    }

    /// Finds the addresses of pictures and media in a page of HTML.
    ///
    /// The child that reads it was started for this page, reads no other file, and is told neither
    /// this address nor any other. What it answers is held against the page: addresses whose words
    /// are not in it, and those that would tell another host this page's address, are left out and
    /// counted.
    ///
    /// - Parameters:
    ///   - bytes: The page as it was received.
    ///   - contentType: The server's `Content-Type`, for its charset.
    ///   - base: The address the page was received from; relative addresses start there.
    /// - Returns: Absolute addresses, or why the page has none.
    public func links(
        inPage bytes: [UInt8], contentType: String?, base: String
    ) async -> PageReading {
        guard base.utf8.count <= DecoderAnswer.addressBytesMax else {
            return .undecodable(.unsupported)
        }
        // LIMIT: a charset's name stands near the front; a server may send what it likes.
        let type = String((contentType ?? "").unicodeScalars.prefix(256))
        guard let standIn = StandInBase(base),
            standIn.text.utf8.count <= DecoderAnswer.addressBytesMax
        else { return .undecodable(bytes.isEmpty ? .empty : .unsupported) }
        let request = DecoderRequest.page(bytes, contentType: type, base: standIn.text)
        switch await result(of: request, bytes: bytes, bytesMax: configuration.pageBytesMax) {
        case .success(.page(let links)):
            let checked = CheckedLinks(base: standIn, page: bytes, contentType: contentType)
            return .page(checked.links(links))
        case .success: return .undecodable(.garbled)
        case .failure(let reason): return .undecodable(reason)
        }
    }

    /// Starts a child if none is at work, and lets it try from inside everything it must not be
    /// able to do.
    ///
    /// - Returns: What was tried and what came of it.
    /// - Throws: `DecoderPoolError`, when no child can be put to work.
    public func verify() async throws(DecoderPoolError) -> ConfinementReport {
        switch await queue.perform(.confinement, answerBytesMax: 65_536) {
        case .answer(.confinement(let report)): return report
        case .notStarted(let error): throw error
        case .stopped: throw .shutDown
        case .answer, .failure: throw .silent
        }
    }

    /// The largest video or archive that is read, in bytes.
    public var fileBytesMax: Int { configuration.fileBytesMax }

    /// Stops every child and returns when the last one is gone.
    ///
    /// Files still waiting or being read are answered with `media.unavailable`.
    public func shutdown() async {
        queue.close()
        await queue.waitUntilEnded()
    }

    /// What the pool has done since it was made, and what waits at this moment.
    public var counts: DecoderPoolCounts { queue.counts }

    /// Lets a child fail on purpose, for tests.
    package func rehearse(_ failure: RehearsedFailure) async -> UndecodableReason? {
        switch await queue.perform(.rehearsal(failure), answerBytesMax: 65_536) {
        case .failure(let reason), .answer(.undecodable(let reason)): reason
        case .notStarted, .stopped: .unavailable
        case .answer: nil
        }
    }

    /// The process identifiers of the children at work, for tests.
    package var childIdentifiers: [Int32] { queue.childIdentifiers }

    private func result(
        of request: DecoderRequest, bytes: [UInt8], bytesMax: Int
    ) async -> Result<DecoderAnswer, UndecodableReason> {
        guard !bytes.isEmpty else { return .failure(.empty) }
        guard bytes.count <= bytesMax else { return .failure(.tooManyBytes) }
        switch await queue.perform(request, answerBytesMax: answerBytesMax(for: request)) {
        case .answer(.undecodable(let reason)): return .failure(reason)
        case .answer(let answer): return .success(answer)
        case .failure(let reason): return .failure(reason)
        case .notStarted, .stopped: return .failure(.unavailable)
        }
    }

    private func answerBytesMax(for request: DecoderRequest) -> Int {
        switch request {
        // LIMIT: a reading is 42 bytes; the rest is room to spare.
        case .picture: 256
        // LIMIT: three bytes for each pixel accepted, and the size before them.
        case .pixels: configuration.pixelsMax * 3 + 16
        // LIMIT: what a child may say about a page, some thousand addresses of usual length.
        case .page: 4 << 20
        case .file(_, let bounds): bounds.answerBytesMax
        case .confinement, .rehearsal: 65_536
        }
    }
}

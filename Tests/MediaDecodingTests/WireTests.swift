// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import PerceptualHashing
import TestSupport
import Testing

/// What the parent makes of a child's words: it may have been taken over by the file it read.
struct WireTests {
    private static let pdq = PDQHash(words: SIMD4(1, 2, 3, UInt64.max))
    private static let video = VideoReading(
        format: .mpegTS, width: 640, height: 480,
        fingerprint: VideoFingerprint(
            frames: [
                VideoFrame(number: 0, hash: pdq, quality: 100, milliseconds: 0),
                VideoFrame(number: 25, hash: pdq, quality: 0, milliseconds: 36_000_000),
            ]), isCutShort: true)
    private static let archive = ArchiveReading(
        format: .sevenZip,
        members: [
            member(1, .picture(.init(format: .gif, width: 1, height: 9, pdq: pdq, quality: 3))),
            member(1, .archive(.zip)), member(2, .undecodable(.encrypted)),
            member(1, .video(video)),
        ], encryptedCount: 3, unreadCount: 2, isCutShort: false)

    private static func member(_ depth: Int, _ reading: ArchiveMember.Reading) -> ArchiveMember {
        ArchiveMember(
            depth: depth, byteCount: 77, md5: [UInt8](repeating: 1, count: 16),
            sha1: [UInt8](repeating: 2, count: 20), sha256: [UInt8](repeating: 3, count: 32),
            reading: reading)
    }

    private static let answers: [DecoderAnswer] =
        [
            .ready(landlockVersion: 7), .notConfined(.seccomp, errorNumber: 22),
            .picture(
                PictureReading(format: .heic, width: 640, height: 480, pdq: pdq, quality: 100)),
            .picture(
                PictureReading(
                    format: .jpeg, width: 6, height: 8, pdq: pdq, quality: 1, isEndMissing: true)),
            .video(
                VideoReading(
                    format: .apng, width: 6, height: 8, fingerprint: video.fingerprint,
                    isCutShort: false, hasHiddenFrame: true)),
            .page(
                PageLinks(
                    pictures: [], media: [], frames: ["http://kittens.test/frame"],
                    omissions: [.inlineData: 3, .styleSheet: 1], isCutShort: false)),
            .pixels(width: 2, height: 2, rgb: (0..<12).map { UInt8($0) }),
            .page(
                PageLinks(
                    pictures: ["http://kittens.test/a.png", "https://fog.test/b"],
                    media: ["http://kittens.test/a.mp4"], isCutShort: true)),
            .video(video), .archive(archive),
            .confinement(
                ConfinementReport(
                    attempts: [.init(operation: "purr", errorNumber: 1)], landlockVersion: 3)),
        ] + UndecodableReason.allCases.map { .undecodable($0) }
        + ConfinementStage.allCases.map { .notConfined($0, errorNumber: 1) }

    private static let requests: [DecoderRequest] =
        [
            .picture([1, 2, 3], mode: .exact), .picture([1, 2, 3], mode: .fast), .pixels([]),
            .confinement,
            .file([4, 5], bounds { $0.frames = .keyFrames }),
            .file([], bounds { $0.frames = .all }),
            .file([6], bounds { $0.keepsScenes = false }), .file([6], bounds { $0.mode = .fast }),
            .page([0x3c], contentType: "text/html", base: "http://kittens.test/"),
        ] + RehearsedFailure.allCases.map { .rehearsal($0) }

    private static func frames(_ frames: (number: UInt8, time: UInt8)...) -> [UInt8] {
        [0, 0, 0, UInt8(frames.count)]
            + frames.flatMap { [0, 0, 0, $0.number, 0, 0, 0, $0.time, 50] + pdq.bytes }
    }

    /// A member that is empty.
    private static func member(_ depth: UInt8) -> [UInt8] {
        [depth, 0, 0, 0, 0] + [UInt8](repeating: 0, count: 68) + [4, 1]
    }

    private static func bounds(_ change: (inout FileReadingOptions) -> Void) -> FileBounds {
        var options = FileReadingOptions()
        change(&options)
        return FileBounds(options: options, framePixelsMax: 9, budgetMilliseconds: 7)
    }

    private func payload(_ frame: [UInt8]) -> [UInt8] {
        #expect(frame.prefix(4).reduce(0) { $0 << 8 | Int($1) } == frame.count - 4)
        return Array(frame.dropFirst(4))
    }

    @Test(arguments: answers) func `an answer is read as it was written`(answer: DecoderAnswer) {
        #expect(DecoderAnswer(payload: payload(answer.frame)) == answer)
    }

    @Test(arguments: requests) func `a request is read as it was written`(
        request: DecoderRequest
    ) {
        #expect(DecoderRequest(head: request.head, body: request.body) == request)
        func numbers(_ preamble: [UInt8]) -> [Int] {
            var reader = WireReader(preamble)
            return (0..<3).compactMap { _ in reader.number() }
        }
        let preamble = request.preamble()
        #expect(numbers(preamble) == [0, request.head.count, request.body.count])
        #expect(preamble.dropFirst(DecoderRequest.lengthsBytes) == request.head[...])
        let elsewhere = numbers(request.preamble(bodyIn: .memory(at: 77)))
        #expect(DecoderRequest.Place(code: elsewhere[0]) == .memory(at: 77))
    }

    @Test func `no more frames are asked for than may be answered`() {
        let most = Self.bounds { $0.framesMax = FileBounds.framesMax }
        let more = DecoderRequest.file([1], Self.bounds { $0.framesMax = .max })
        #expect(DecoderRequest(head: more.head, body: [1]) == .file([1], most))
        var head = more.head
        // The four bytes behind the kind, the mode, the choice, its interval and the scenes.
        head[8...11] = [0, 1, 0x86, 0xa1]
        #expect(DecoderRequest(head: head, body: [1]) == nil)
    }

    @Test(arguments: answers) func `a byte less or more is no answer`(answer: DecoderAnswer) {
        let bytes = payload(answer.frame)
        for count in 0..<bytes.count {
            #expect(DecoderAnswer(payload: Array(bytes[..<count])) == nil)
        }
        #expect(DecoderAnswer(payload: bytes + [0]) == nil)
    }

    @Test(arguments: [
        [UInt8]([3, 1, 0, 0, 0, 0, 0, 0, 0, 9, 50] + [UInt8](repeating: 0, count: 32)),  // no width
        [3, 1, 0, 0, 0, 9, 0, 0, 0, 9, 101] + [UInt8](repeating: 0, count: 32),  // quality 101
        [3, 99, 0, 0, 0, 9, 0, 0, 0, 9, 50] + [UInt8](repeating: 0, count: 32),  // no such format
        [4, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1, 2, 3],  // more than was sent
        [4, 0, 0, 0, 1, 0, 0, 0, 1, 1, 2],  // two bytes of a pixel
        [5, 2, 0, 0, 0, 0, 0, 0, 0, 0],  // neither cut short nor not
        [5, 0, 0xff, 0xff, 0xff, 0xff],  // four thousand million addresses
        [5, 0, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff],  // one as long as that
        [5, 0, 0, 0, 0, 1, 0, 0, 0, 2, 0xff, 0xfe, 0, 0, 0, 0],  // no text
        [6, 0], [6, 200], [7, 0, 0, 0, 1, 0xff, 0xff, 0xff, 0xff], [0], [8], [255], [],
        [8, 1, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0, 0, 0, 0],  // a video of no frame
        [8, 1, 0, 0, 0, 0, 9, 0, 0, 0, 9, 0xff, 0xff, 0xff, 0xff],  // one of four thousand million
        [8, 0, 0, 0, 0, 0, 9, 0, 0, 0, 9] + frames((0, 0)),  // of no format
        [8, 1, 4, 0, 0, 0, 9, 0, 0, 0, 9] + frames((0, 0)),  // neither cut short nor not
        [8, 1, 0, 0, 0, 0, 9, 0, 0, 0, 9] + frames((3, 0), (3, 0)),  // the same frame twice
        [8, 1, 0, 0, 0, 0, 9, 0, 0, 0, 9] + frames((3, 9), (4, 8)),  // time that runs backwards
        [9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + member(2),  // in no archive
        [9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1] + member(0),  // nowhere
        [9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2] + member(1) + member(2),  // in no archive
        [9, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff],  // too many members
    ]) func `impossible numbers are no answer`(bytes: [UInt8]) {
        #expect(DecoderAnswer(payload: bytes) == nil)
    }

    @Test(arguments: [
        "javascript:alert(1)", "file:///etc/passwd", "HTTP://kittens.test/", "kittens.test/a.png",
        "http://kittens.test/a b", "http://kittens.test/\u{e9}", "http://kittens.test/\n",
        "http://kittens.test/" + String(repeating: "x", count: 8_192), "",
    ]) func `an address that a child never gives is no answer`(address: String) {
        for links in [
            PageLinks(pictures: [address], media: [], isCutShort: false),
            PageLinks(pictures: [], media: [address], isCutShort: false),
            PageLinks(pictures: [], media: [], frames: [address], isCutShort: false),
        ] {
            #expect(DecoderAnswer(payload: payload(DecoderAnswer.page(links).frame)) == nil)
        }
    }

    @Test(arguments: 0..<16) func `no answer of a child, however mangled, breaks the parent`(
        seed: Int
    ) {
        var generator = SplitMix(seed: UInt64(seed))
        var readable = 0
        for _ in 0..<4_000 {
            guard let answer = Self.answers.randomElement(using: &generator) else { continue }
            var bytes = Array(answer.frame.dropFirst(4))
            // Sometimes one mutation of another: further from anything that was meant.
            for _ in 0..<Int.random(in: 1...3, using: &generator) {
                bytes = generator.mutate(bytes)
            }
            if let read = DecoderAnswer(payload: bytes) {
                readable += 1
                expectPossible(read)
            }
            // The child's side reads as carefully.
            if let request = DecoderRequest(head: bytes, body: bytes) {
                #expect(DecoderRequest(head: request.head, body: bytes) == request)
            }
        }
        // Some mutations only change a number, so both ways are tried.
        #expect(readable > 20)
    }

    private func expectPossible(_ answer: DecoderAnswer) {
        switch answer {
        case .ready, .notConfined, .undecodable: break
        case .picture(let picture):
            #expect(picture.width > 0 && picture.height > 0)
            #expect((0...100).contains(picture.quality))
        case .pixels(let width, let height, let rgb): #expect(rgb.count == width * height * 3)
        case .page(let links):
            #expect(links.pictures.count <= DecoderAnswer.addressesMax)
            #expect((links.pictures + links.media).allSatisfy { $0.hasPrefix("http") })
        case .video(let video): expectPossible(video)
        case .archive(let archive):
            for member in archive.members {
                #expect(member.depth > 0 && member.sha256.count == 32)
                if case .video(let video) = member.reading { expectPossible(video) }
            }
        case .confinement(let report): #expect(report.attempts.count <= 256)
        }
    }

    private func expectPossible(_ video: VideoReading) {
        let frames = video.fingerprint.frames
        #expect(video.width > 0 && video.height > 0 && !frames.isEmpty)
        #expect(
            zip(frames, frames.dropFirst()).allSatisfy {
                $0.number < $1.number && $0.milliseconds <= $1.milliseconds
            })
    }

    @Test(arguments: [
        [], ["--bytes-max"], ["--bytes-max", "0"], ["--bytes-max", "-1"], ["--bytes-max", "x"],
        ["--bytes-max", "1", "--pixels-max", "1", "--memory-bytes-max", "1"],
        ["--purr-max", "1"], ["help"], ["--bytes-max", "99999999999999999999"],
    ]) func `a command line that the pool never writes is refused`(words: [String]) {
        #expect(DecoderArguments(words: words) == nil)
    }

    @Test func `the command line is read as it was written`() {
        for flags in 0..<8 {
            let arguments = DecoderArguments(
                bytesMax: 1, pixelsMax: 2, memoryBytesMax: 3, processorSecondsMax: 4,
                allowsMissingLandlock: flags & 1 != 0, rehearsesFailures: flags & 2 != 0,
                pretendsMissingLandlock: flags & 4 != 0)
            #expect(DecoderArguments(words: arguments.words) == arguments)
            #expect(DecoderArguments(words: arguments.words + ["--purr"]) == nil)
        }
    }

    @Test func `every reason and stage has a byte of its own`() {
        #expect(Set(UndecodableReason.allCases.map(\.wireCode)).count == 15)
        #expect(Set(MediaFormat.allCases.map(\.wireCode)).count == 7)
        #expect(Set(VideoFormat.allCases.map(\.wireCode)).count == 13)
        #expect(Set(ArchiveFormat.allCases.map(\.wireCode)).count == 8)
        #expect(Set(ConfinementStage.allCases.map(\.wireCode)).count == 6)
        #expect(UndecodableReason.allCases.allSatisfy { $0.code.hasPrefix("media.") })
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Glibc
@testable import MediaDecoding
import PerceptualHashing

/// What the pool and its children say to each other: either side may have been taken over.
extension FuzzTarget {
    static let wire = [
        decoderAnswer, decoderRequest, decoderArguments, wireReader, childFrames,
    ]

    /// What a child says, in two pieces, against a plain reading of the whole.
    private static let childFrames = FuzzTarget(
        "child-frames", bytesMax: 512,
        seeds: {
            [
                [0, 3, 0, 0, 0, 1, 9, 0, 0, 0, 2, 7, 7], [0, 9, 0, 0, 0, 0], [0, 1, 0xff],
                [0, 5, 0, 0, 0, 64] + [UInt8](repeating: 1, count: 64) + [0, 0, 0, 65],
            ]
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let cut = input.number(below: 512)
        let sent = input.rest
        let (sender, receiver) = pair()
        defer {
            close(sender)
            close(receiver)
        }
        var incoming = IncomingFrames()
        var found: [[UInt8]] = []
        var isTooLong = false
        for piece in [Array(sent.prefix(cut)), Array(sent.dropFirst(cut))] where !piece.isEmpty {
            // SAFETY: the call reads the array and keeps nothing of it.
            let count = unsafe send(sender, piece, piece.count, 0)
            try hold(count == piece.count, "a socket takes so little at once")
            try hold(incoming.receive(from: receiver), "somebody is there")
            while !isTooLong, case let next = incoming.next(bytesMax: 64) {
                guard case .whole(let payload) = next else {
                    if case .tooLong = next { isTooLong = true }
                    break
                }
                found.append(payload)
            }
        }
        let expected = frames(of: sent, bytesMax: 64)
        try hold(found == expected.whole, "each frame is what its length says")
        try hold(isTooLong == expected.isTooLong, "what is empty or too long is told")
        try hold(incoming.keptByteCount <= sent.count, "no more is kept than came")
    }

    private static func pair() -> (Int32, Int32) {
        var ends: [Int32] = [-1, -1]
        // SAFETY: the call writes two numbers.
        unsafe socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
        return (ends[0], ends[1])
    }

    private static func frames(
        of bytes: [UInt8], bytesMax: Int
    ) -> (whole: [[UInt8]], isTooLong: Bool) {
        var rest = bytes[...]
        var whole: [[UInt8]] = []
        while rest.count >= 4 {
            let length = rest.prefix(4).reduce(0) { $0 << 8 | Int($1) }
            guard length > 0, length <= bytesMax else { return (whole, true) }
            guard rest.count >= 4 + length else { break }
            whole.append(Array(rest.dropFirst(4).prefix(length)))
            rest = rest.dropFirst(4 + length)
        }
        return (whole, false)
    }

    private static let decoderAnswer = FuzzTarget(
        "decoder-answer", bytesMax: 4_096,
        seeds: {
            let answers: [DecoderAnswer] = [
                .ready(landlockVersion: 7), .notConfined(.landlock, errorNumber: 38),
                .picture(
                    PictureReading(
                        format: .png, width: 640, height: 480, pdq: PDQHash(words: [1, 2, 3, 4]),
                        quality: 77)),
                .pixels(width: 2, height: 1, rgb: [1, 2, 3, 4, 5, 6]),
                .page(
                    PageLinks(
                        pictures: ["https://a.example.org/1.jpg"],
                        media: ["http://b.example.org/2.mp4"], isCutShort: true)),
                .confinement(
                    ConfinementReport(
                        attempts: [.init(operation: "open", errorNumber: 1)], landlockVersion: 3)),
                .video(video), .archive(archive),
            ]
            return (answers + UndecodableReason.allCases.map { .undecodable($0) })
                .map { Array($0.frame.dropFirst(4)) }
        }
    ) { bytes in
        guard let answer = DecoderAnswer(payload: bytes) else { return }
        let frame = answer.frame
        try hold(Array(frame.dropFirst(4)) == bytes, "written again it is the same")
        try hold(
            frame.prefix(4).reduce(0) { $0 << 8 | Int($1) } == bytes.count, "the length is right")
        switch answer {
        case .picture(let picture):
            try hold(picture.width > 0 && picture.height > 0, "there are pixels")
            try hold((0...100).contains(picture.quality), "quality is 0 to 100")
        case .pixels(let width, let height, let rgb):
            try hold(rgb.count == 3 * width * height, "three bytes for each pixel")
        case .page(let links):
            try hold(
                (links.pictures + links.media).allSatisfy { $0.utf8.allSatisfy { $0 < 0x7f } },
                "addresses are ASCII")
        default: break
        }
    }

    private static let video = VideoReading(
        format: .mpegTS, width: 64, height: 48,
        fingerprint: VideoFingerprint(
            frames: [
                VideoFrame(
                    number: 0, hash: PDQHash(words: [1, 2, 3, 4]), quality: 9, milliseconds: 0),
                VideoFrame(
                    number: 30, hash: PDQHash(words: [5, 6, 7, 8]), quality: 100,
                    milliseconds: 999),
            ]), isCutShort: true)

    private static let archive: ArchiveReading = {
        let readings: [ArchiveMember.Reading] = [
            .video(video), .undecodable(.encrypted), .archive(.zip),
            .picture(
                PictureReading(
                    format: .gif, width: 1, height: 9, pdq: PDQHash(words: [0, 0, 0, 1]), quality: 3
                )),
        ]
        let members = readings.map {
            ArchiveMember(
                depth: 1, byteCount: 77, md5: [UInt8](repeating: 1, count: 16),
                sha1: [UInt8](repeating: 2, count: 20), sha256: [UInt8](repeating: 3, count: 32),
                reading: $0)
        }
        return ArchiveReading(
            format: .sevenZip, members: members, encryptedCount: 3, unreadCount: 2,
            isCutShort: false)
    }()

    private static let decoderRequest = FuzzTarget(
        "decoder-request", bytesMax: 4_096,
        seeds: {
            let requests: [DecoderRequest] = [
                .picture([0xff, 0xd8], mode: .exact), .picture([0xff], mode: .fast), .pixels([1]),
                .confinement,
                .file(
                    [1],
                    FileBounds(
                        options: FileReadingOptions(), framePixelsMax: 9, budgetMilliseconds: 7)),
                .page(
                    Array("<p>".utf8), contentType: "text/html", base: "https://a.example.org/"),
            ]
            return (requests + RehearsedFailure.allCases.map { .rehearsal($0) })
                .map { [UInt8(clamping: $0.head.count)] + $0.head + $0.body }
        }
    ) { bytes in
        // The first byte says where the head ends.
        guard let headCount = bytes.first else { return }
        let rest = bytes.dropFirst()
        let (head, body) = (rest.prefix(Int(headCount)), rest.dropFirst(Int(headCount)))
        guard let request = DecoderRequest(head: Array(head), body: Array(body)) else { return }
        try hold(request.head == Array(head), "the head written again is the same")
        try hold(request.body == Array(body), "the body is what was sent")
        try hold(
            request.preamble().count == DecoderRequest.lengthsBytes + head.count,
            "place, lengths and the head go before the body")
    }

    private static let decoderArguments = FuzzTarget(
        text: "decoder-arguments", bytesMax: 512,
        seeds: {
            let arguments = DecoderArguments(
                bytesMax: 1, pixelsMax: 2, memoryBytesMax: 3, processorSecondsMax: 4,
                allowsMissingLandlock: true, rehearsesFailures: true, pretendsMissingLandlock: true)
            return [arguments.words.joined(separator: "\n")]
        }
    ) { text in
        let words = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard let arguments = DecoderArguments(words: words) else { return }
        try hold(DecoderArguments(words: arguments.words) == arguments, "its words say the same")
        try hold(arguments.bytesMax > 0 && arguments.pixelsMax > 0, "bounds are positive")
    }

    /// The first bytes say what to read, the rest is what is read.
    private static let wireReader = FuzzTarget(
        "wire-reader", bytesMax: 1_024,
        seeds: {
            [[4, 0, 1, 2, 3, 4, 9, 0, 0, 0, 2, 0x61, 0x62, 7, 7], [1, 4, 0, 0, 0, 1, 0xff]]
        }
    ) { bytes in
        var input = FuzzInput(bytes)
        let steps = (0..<input.number(below: 16)).map { _ in input.number(below: 256) }
        let frame = input.rest
        var reader = WireReader(frame)
        var rest = frame[...]
        for step in steps {
            switch step % 4 {
            case 0: try hold(reader.byte() == rest.popFirst(), "a byte is the next one")
            case 1:
                let slice = reader.slice(step / 4 - 8)
                try hold(slice == take(step / 4 - 8, from: &rest), "a slice is what comes next")
            case 2: try hold(reader.number() == number(&rest), "a number is four bytes")
            default:
                let string = reader.string()
                let wanted = number(&rest).flatMap { take($0, from: &rest) }
                try hold(string == wanted, "a string is as long as it says")
            }
            try hold(reader.isAtEnd == rest.isEmpty, "the end is the end")
        }
        try hold(reader.rest() == rest && reader.isAtEnd, "the rest is what is left")
    }

    private static func take(
        _ count: Int, from rest: inout ArraySlice<UInt8>
    ) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    private static func number(_ rest: inout ArraySlice<UInt8>) -> Int? {
        take(4, from: &rest)?.reduce(0) { $0 << 8 | Int($1) }
    }
}

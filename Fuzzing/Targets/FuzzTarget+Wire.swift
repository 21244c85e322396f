// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import MediaDecoding
import PerceptualHashing

/// What the pool and its children say to each other: either side may have been taken over.
extension FuzzTarget {
    static let wire = [decoderAnswer, decoderRequest, decoderArguments, wireReader]

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
                .video(film), .archive(archive),
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

    private static let film = VideoReading(
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
            .video(film), .undecodable(.encrypted), .archive(.zip),
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

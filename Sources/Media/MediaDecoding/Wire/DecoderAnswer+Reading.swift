// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

extension DecoderAnswer {
    // LIMIT: more addresses than the child gives are a broken child, not a long page.
    package static let addressesMax = 4_096
    // LIMIT: browsers and servers give up near here; longer addresses are of no use.
    package static let addressBytesMax = 8_192
    // LIMIT: the child tries a few dozen operations.
    private static let attemptsMax = 256

    /// Reads what follows a frame's length; `nil` when it is no answer, or one with impossible
    /// numbers.
    package init?(payload: [UInt8]) {
        var reader = WireReader(payload)
        let answer: DecoderAnswer? =
            switch reader.byte() {
            case 1: reader.number().map { .ready(landlockVersion: $0) }
            case 2: Self.notConfined(&reader)
            case 3: Self.pictureReading(&reader).map { .picture($0) }
            case 4: Self.pixels(&reader)
            case 5: Self.page(&reader)
            case 6: reader.byte().flatMap(UndecodableReason.init(wireCode:)).map(Self.undecodable)
            case 7: Self.confinement(&reader)
            case 8: Self.videoReading(&reader).map { .video($0) }
            case 9: Self.archiveReading(&reader).map { .archive($0) }
            default: nil
            }
        guard let answer, reader.isAtEnd else { return nil }
        self = answer
    }

    private static func notConfined(_ reader: inout WireReader) -> DecoderAnswer? {
        guard let code = reader.byte(), let stage = ConfinementStage(wireCode: code),
            let errorNumber = reader.number()
        else { return nil }
        return .notConfined(stage, errorNumber: errorNumber)
    }

    private static func pixels(_ reader: inout WireReader) -> DecoderAnswer? {
        guard let width = reader.number(), let height = reader.number(), width > 0, height > 0
        else { return nil }
        let rgb = Array(reader.rest())
        // Both are below 2^32, and their product therefore below 2^64; a third would overflow.
        let (pixelCount, overflows) = width.multipliedReportingOverflow(by: height)
        guard !overflows, rgb.count % 3 == 0, rgb.count / 3 == pixelCount else { return nil }
        return .pixels(width: width, height: height, rgb: rgb)
    }

    private static func page(_ reader: inout WireReader) -> DecoderAnswer? {
        guard let flag = reader.byte(), flag <= 1, let pictures = addresses(&reader),
            let media = addresses(&reader), let frames = addresses(&reader)
        else { return nil }
        var omissions: [PageOmission: Int] = [:]
        for omission in PageOmission.allCases {
            guard let count = reader.number() else { return nil }
            if count > 0 { omissions[omission] = count }
        }
        return .page(
            PageLinks(
                pictures: pictures, media: media, frames: frames, omissions: omissions,
                isCutShort: flag == 1))
    }

    private static func addresses(_ reader: inout WireReader) -> [String]? {
        guard let count = reader.number(), count <= addressesMax else { return nil }
        var list: [String] = []
        for _ in 0..<count {
            guard let text = reader.text(), isPlausibleAddress(text) else { return nil }
            list.append(text)
        }
        return list
    }

    /// The child promises absolute addresses in printable ASCII; whoever uses them parses them
    /// again, yet nothing else should get even as far as that.
    private static func isPlausibleAddress(_ text: String) -> Bool {
        let bytes = text.utf8
        return bytes.count <= addressBytesMax && bytes.allSatisfy { (0x21...0x7e).contains($0) }
            && (text.hasPrefix("http://") || text.hasPrefix("https://"))
    }

    private static func confinement(_ reader: inout WireReader) -> DecoderAnswer? {
        guard let landlockVersion = reader.number(), let count = reader.number(),
            count <= attemptsMax
        else { return nil }
        var attempts: [ConfinementReport.Attempt] = []
        for _ in 0..<count {
            guard let operation = reader.text(), let errorNumber = reader.number() else {
                return nil
            }
            attempts.append(.init(operation: operation, errorNumber: errorNumber))
        }
        return .confinement(
            ConfinementReport(attempts: attempts, landlockVersion: landlockVersion))
    }
}

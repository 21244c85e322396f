// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSandbox
import MediaDecoding
import PerceptualHashing

/// Answers requests, one after another.
struct Answering {
    let arguments: DecoderArguments
    let landlockVersion: Int

    func answer(to request: DecoderRequest) -> DecoderAnswer {
        do {
            switch request {
            case .picture(let bytes, let mode): return try picture(bytes, mode)
            case .pixels(let bytes): return try pixels(bytes)
            case .page(let bytes, let contentType, let base):
                return .page(
                    try PageReader(contentType: contentType, base: base).links(in: bytes))
            case .confinement: return .confinement(confinementReport())
            case .rehearsal(let failure):
                guard arguments.rehearsesFailures else { return .undecodable(.unsupported) }
                return Rehearsal.perform(failure)
            }
        } catch {
            return .undecodable(error)
        }
    }

    private func picture(
        _ bytes: [UInt8], _ mode: PDQMode
    ) throws(UndecodableReason) -> DecoderAnswer {
        if mode == .fast, FormatSniffer.format(of: bytes) == .jpeg,
            let reading = try FastJPEG.reading(of: bytes, pixelsMax: arguments.pixelsMax)
        {
            return .picture(reading)
        }
        let (format, picture) = try decode(bytes)
        let (width, height) = (picture.width, picture.height)
        let reading = picture.withPixels {
            PDQHasher.reading(ofRGB: $0, width: width, height: height)
        }
        guard let reading else { throw .malformed }
        return .picture(
            PictureReading(
                format: format, width: width, height: height, pdq: reading.hash,
                quality: reading.quality))
    }

    private func pixels(_ bytes: [UInt8]) throws(UndecodableReason) -> DecoderAnswer {
        let (_, picture) = try decode(bytes)
        return .pixels(
            width: picture.width, height: picture.height, rgb: picture.withPixels(Self.copy))
    }

    private static func copy(_ pixels: Span<UInt8>) -> [UInt8] {
        unsafe pixels.withUnsafeBufferPointer { unsafe Array($0) }
    }

    private func decode(
        _ bytes: [UInt8]
    ) throws(UndecodableReason) -> (MediaFormat, DecodedPicture) {
        guard !bytes.isEmpty else { throw .empty }
        guard let format = FormatSniffer.format(of: bytes) else { throw .unsupported }
        let picture =
            format == .jpeg
            ? try JPEGDecoder.decode(bytes, pixelsMax: arguments.pixelsMax)
            : try VipsDecoder.decode(bytes, as: format, pixelsMax: arguments.pixelsMax)
        try picture.turnUpright()
        return (format, picture)
    }

    private func confinementReport() -> ConfinementReport {
        let attempts = (0..<csb_attempt_count()).map { index in
            // SAFETY: the names are constants of the C target, one for each index.
            let name = unsafe csb_attempt_name(index).map { unsafe String(cString: $0) } ?? ""
            return ConfinementReport.Attempt(
                operation: name, errorNumber: Int(csb_attempt(index)))
        }
        return ConfinementReport(attempts: attempts, landlockVersion: landlockVersion)
    }
}

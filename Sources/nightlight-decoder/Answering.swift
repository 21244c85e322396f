// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CSandbox
import MediaDecoding

/// Answers requests, one after another.
struct Answering {
    let arguments: DecoderArguments
    let landlockVersion: Int
    let charsets: LegacyCharsets
    /// Keeps its tables from one request to the next.
    let fastJPEG = FastJPEG()

    func answer(to request: DecoderRequest) -> DecoderAnswer {
        let pictures = PictureReader(pixelsMax: arguments.pixelsMax, fastJPEG: fastJPEG)
        do {
            switch request {
            case .picture(let bytes, let mode):
                return .picture(try pictures.reading(of: bytes, mode))
            case .pixels(let bytes):
                let (_, picture) = try pictures.decode(bytes)
                return .pixels(
                    width: picture.width, height: picture.height,
                    rgb: picture.withPixels(Self.copy))
            case .page(let bytes, let contentType, let base):
                return .page(
                    try PageReader(contentType: contentType, base: base, charsets: charsets)
                        .links(in: bytes))
            case .file(let bytes, let bounds):
                var reader = AnyFileReader(pictures: pictures, bounds: bounds)
                return try reader.answer(about: bytes)
            case .confinement: return .confinement(confinementReport())
            case .rehearsal(let failure):
                guard arguments.rehearsesFailures else { return .undecodable(.unsupported) }
                return Rehearsal.perform(failure)
            }
        } catch {
            return .undecodable(error)
        }
    }

    private static func copy(_ pixels: Span<UInt8>) -> [UInt8] {
        unsafe pixels.withUnsafeBufferPointer { unsafe Array($0) }
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

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a child answers.
///
/// The pool treats every answer as hostile: a child may have been taken over by the file it was
/// reading.
package enum DecoderAnswer: Hashable, Sendable {
    /// The first frame of a child that is confined and ready.
    case ready(landlockVersion: Int)
    /// The first and only frame of a child that could not confine itself.
    case notConfined(ConfinementStage, errorNumber: Int)
    case picture(PictureReading)
    case pixels(width: Int, height: Int, rgb: [UInt8])
    case page(PageLinks)
    case video(VideoReading)
    case archive(ArchiveReading)
    case undecodable(UndecodableReason)
    case confinement(ConfinementReport)

    package var frame: [UInt8] {
        var writer = WireWriter()
        switch self {
        case .ready(let landlockVersion):
            writer.append(1)
            writer.append(number: landlockVersion)
        case .notConfined(let stage, let errorNumber):
            writer.append(2)
            writer.append(stage.wireCode)
            writer.append(number: errorNumber)
        case .picture(let picture):
            writer.append(3)
            Self.write(picture, to: &writer)
        case .pixels(let width, let height, let rgb):
            writer.append(4)
            writer.append(number: width)
            writer.append(number: height)
            writer.append(raw: rgb)
        case .page(let links):
            writer.append(5)
            writer.append(links.isCutShort ? 1 : 0)
            for list in [links.pictures, links.media, links.frames] {
                writer.append(number: list.count)
                for address in list { writer.append(text: address) }
            }
            for omission in PageOmission.allCases {
                writer.append(number: links.omissions[omission] ?? 0)
            }
        case .video(let video):
            writer.append(8)
            Self.write(video, to: &writer)
        case .archive(let archive):
            writer.append(9)
            Self.write(archive, to: &writer)
        case .undecodable(let reason):
            writer.append(6)
            writer.append(reason.wireCode)
        case .confinement(let report):
            writer.append(7)
            writer.append(number: report.landlockVersion)
            writer.append(number: report.attempts.count)
            for attempt in report.attempts {
                writer.append(text: attempt.operation)
                writer.append(number: attempt.errorNumber)
            }
        }
        return writer.framed()
    }
}

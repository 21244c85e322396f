// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// Videos and archives between a child and the pool.
extension DecoderAnswer {
    // LIMIT: more members than any request asks for are a broken child.
    private static let membersMax = 100_000

    static func write(_ picture: PictureReading, to writer: inout WireWriter) {
        writer.append(picture.format.wireCode)
        writer.append(number: picture.width)
        writer.append(number: picture.height)
        writer.append(UInt8(clamping: picture.quality))
        writer.append(picture.isEndMissing ? 1 : 0)
        writer.append(raw: picture.pdq.bytes)
    }

    static func write(_ video: VideoReading, to writer: inout WireWriter) {
        writer.append(video.format.wireCode)
        writer.append((video.isCutShort ? 1 : 0) | (video.hasHiddenFrame ? 2 : 0))
        writer.append(number: video.width)
        writer.append(number: video.height)
        writer.append(number: video.fingerprint.frames.count)
        for frame in video.fingerprint.frames {
            writer.append(number: frame.number)
            writer.append(number: frame.milliseconds)
            writer.append(UInt8(clamping: frame.quality))
            writer.append(raw: frame.hash.bytes)
        }
    }

    static func write(_ archive: ArchiveReading, to writer: inout WireWriter) {
        writer.append(archive.format.wireCode)
        writer.append(archive.isCutShort ? 1 : 0)
        writer.append(number: archive.encryptedCount)
        writer.append(number: archive.unreadCount)
        writer.append(number: archive.members.count)
        for member in archive.members {
            writer.append(UInt8(clamping: member.depth))
            writer.append(number: member.byteCount)
            writer.append(raw: member.md5 + member.sha1 + member.sha256)
            switch member.reading {
            case .picture(let picture):
                writer.append(1)
                write(picture, to: &writer)
            case .video(let video):
                writer.append(2)
                write(video, to: &writer)
            case .archive(let format):
                writer.append(3)
                writer.append(format.wireCode)
            case .undecodable(let reason):
                writer.append(4)
                writer.append(reason.wireCode)
            }
        }
    }

    static func pictureReading(_ reader: inout WireReader) -> PictureReading? {
        guard let code = reader.byte(), let format = MediaFormat(wireCode: code),
            let width = reader.number(), let height = reader.number(), width > 0, height > 0,
            let quality = reader.byte(), quality <= 100, let flag = reader.byte(), flag <= 1,
            let bytes = reader.slice(32), let pdq = PDQHash(bytes: Array(bytes))
        else { return nil }
        return PictureReading(
            format: format, width: width, height: height, pdq: pdq, quality: Int(quality),
            isEndMissing: flag == 1)
    }

    /// Frames have rising numbers and times that never run backwards.
    static func videoReading(_ reader: inout WireReader) -> VideoReading? {
        guard let code = reader.byte(), let format = VideoFormat(wireCode: code),
            let flags = reader.byte(), flags <= 3,
            let width = reader.number(), let height = reader.number(), width > 0, height > 0,
            let count = reader.number(), (1...FileBounds.framesMax).contains(count)
        else { return nil }
        var frames: [VideoFrame] = []
        for _ in 0..<count {
            guard let number = reader.number(), let milliseconds = reader.number(),
                let quality = reader.byte(), quality <= 100,
                let bytes = reader.slice(32), let hash = PDQHash(bytes: Array(bytes))
            else { return nil }
            if let last = frames.last {
                guard number > last.number, milliseconds >= last.milliseconds else { return nil }
            }
            frames.append(
                VideoFrame(
                    number: number, hash: hash, quality: Int(quality),
                    milliseconds: milliseconds))
        }
        return VideoReading(
            format: format, width: width, height: height,
            fingerprint: VideoFingerprint(frames: frames), isCutShort: flags & 1 == 1,
            hasHiddenFrame: flags & 2 == 2)
    }

    /// A member lies at most one deeper than the one before it, and in an archive if it does.
    static func archiveReading(_ reader: inout WireReader) -> ArchiveReading? {
        guard let code = reader.byte(), let format = ArchiveFormat(wireCode: code),
            let flag = reader.byte(), flag <= 1, let encryptedCount = reader.number(),
            let unreadCount = reader.number(), let count = reader.number(), count <= membersMax
        else { return nil }
        var members: [ArchiveMember] = []
        var deepest = 1
        for _ in 0..<count {
            guard let member = archiveMember(&reader), (1...deepest).contains(member.depth) else {
                return nil
            }
            members.append(member)
            if case .archive = member.reading {
                deepest = member.depth + 1
            } else {
                deepest = member.depth
            }
        }
        return ArchiveReading(
            format: format, members: members, encryptedCount: encryptedCount,
            unreadCount: unreadCount, isCutShort: flag == 1)
    }

    private static func archiveMember(_ reader: inout WireReader) -> ArchiveMember? {
        guard let depth = reader.byte(), let byteCount = reader.number(),
            let md5 = reader.slice(16), let sha1 = reader.slice(20), let sha256 = reader.slice(32),
            let kind = reader.byte()
        else { return nil }
        let reading: ArchiveMember.Reading? =
            switch kind {
            case 1: pictureReading(&reader).map { .picture($0) }
            case 2: videoReading(&reader).map { .video($0) }
            case 3: reader.byte().flatMap(ArchiveFormat.init(wireCode:)).map { .archive($0) }
            case 4:
                reader.byte().flatMap(UndecodableReason.init(wireCode:)).map {
                    .undecodable($0)
                }
            default: nil
            }
        guard let reading else { return nil }
        return ArchiveMember(
            depth: Int(depth), byteCount: byteCount, md5: Array(md5), sha1: Array(sha1),
            sha256: Array(sha256), reading: reading)
    }
}

extension VideoFormat: WireCoded {
    /// The byte that stands for the format between the pool and its children.
    package var wireCode: UInt8 {
        switch self {
        case .mp4: 1
        case .webm: 2
        case .avi: 3
        case .flv: 4
        case .quickTime: 5
        case .matroska: 6
        case .mpegTS: 7
        case .gif: 8
        case .webp: 9
        case .mpegPS: 10
        case .wmv: 11
        case .ogg: 12
        case .apng: 13
        }
    }
}

extension ArchiveFormat: WireCoded {
    /// The byte that stands for the format between the pool and its children.
    package var wireCode: UInt8 {
        switch self {
        case .zip: 1
        case .tar: 2
        case .rar: 3
        case .gzip: 4
        case .bzip2: 5
        case .xz: 6
        case .zstd: 7
        case .sevenZip: 8
        }
    }
}

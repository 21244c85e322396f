// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import FileDigesting
import MediaDecoding

/// Reads every file of an archive, and of the archives within, one after another.
struct ArchiveReader {
    // LIMIT: bytes unpacked at once.
    private static let pieceBytesMax = 1 << 18
    // LIMIT: bytes that any archive may unpack to, however small it is.
    private static let freeBytes = 64 << 20
    // LIMIT: folders and links, of which an archive may have any number, for each file allowed.
    private static let othersPerMemberMax = 10

    /// A video may use up a quarter of the time and frames that are left: a long one that is packed
    /// first must not hide what is packed behind it.
    private static let videoPart = 4

    private var files: AnyFileReader
    private var members: [ArchiveMember] = []
    private var (encryptedCount, unreadCount, otherCount, unpackedBytes) = (0, 0, 0, 0)
    private var isCutShort = false
    /// What may be unpacked in all.
    private var bytesMax = 0

    init(files: AnyFileReader) {
        self.files = files
    }

    private var options: FileReadingOptions { files.bounds.options }

    mutating func reading(
        of bytes: [UInt8], as format: ArchiveFormat
    ) throws(UndecodableReason) -> ArchiveReading {
        allowBytes(for: bytes.count)
        try open(bytes, as: format, depth: 1)
        if members.isEmpty, encryptedCount > 0 { throw .encrypted }
        return ArchiveReading(
            format: format, members: members, encryptedCount: encryptedCount,
            unreadCount: unreadCount, isCutShort: isCutShort)
    }

    private mutating func allowBytes(for count: Int) {
        let (allowed, overflows) = count.multipliedReportingOverflow(by: options.archiveRatioMax)
        bytesMax = min(
            options.archiveBytesMax, overflows ? .max : max(Self.freeBytes, allowed))
    }

    // LIMIT: archives that are joined end to end.
    private static let joinedMax = 8

    /// What stands before an archive, a file like any other, and then the archive's own files;
    /// `nil` when the archive is none after all.
    mutating func reading(of bytes: [UInt8], joined tail: ArchiveTail) -> ArchiveReading? {
        allowBytes(for: bytes.count)
        var parts: [(bytes: [UInt8], format: ArchiveFormat?)] = []
        var (front, last) = (bytes, Optional(tail))
        while let tail = last, parts.count < Self.joinedMax {
            // Of ZIP the places in it may count from the beginning of the whole.
            parts.insert(
                (tail.format == .zip ? front : Array(front[tail.start...]), tail.format), at: 0)
            front = Array(front[..<tail.start])
            last = ArchiveTail(of: front)
        }
        switch FormatSniffer.kind(of: front) {
        case .archive(let format): parts.insert((front, format), at: 0)
        case .picture, .video: parts.insert((front, nil), at: 0)
        // The program that unpacks the archive.
        case nil: break
        }
        var isArchive = false
        for part in parts {
            guard let format = part.format else {
                var digests = FileDigester()
                digests.add(part.bytes[...])
                add(part.bytes, byteCount: part.bytes.count, digests, depth: 1)
                continue
            }
            do throws(UndecodableReason) {
                try open(part.bytes, as: format, depth: 1)
                isArchive = true
            } catch {
                isCutShort = true
            }
        }
        guard isArchive else { return nil }
        return ArchiveReading(
            format: tail.format, members: members, encryptedCount: encryptedCount,
            unreadCount: unreadCount, isCutShort: isCutShort)
    }

    private mutating func open(
        _ bytes: [UInt8], as format: ArchiveFormat, depth: Int
    ) throws(UndecodableReason) {
        // SAFETY: the archive does not outlive the closure, and so not the bytes.
        try unsafe bytes.withUnsafeBufferPointer { buffer throws(UndecodableReason) in
            let archive = try unsafe OpenedArchive(buffer, as: format)
            try read(archive, depth: depth)
        }
    }

    /// Throws when the archive has no beginning; what breaks later cuts it short.
    private mutating func read(_ archive: OpenedArchive, depth: Int) throws(UndecodableReason) {
        var isFirst = true
        while !isFull {
            switch archive.step() {
            case .end: return
            case .other: otherCount += 1
            case .file(isEncrypted: true): encryptedCount += 1
            case .file(isEncrypted: false): readMember(of: archive, depth: depth)
            case .failure(let reason):
                guard !isFirst else { throw reason }
                isCutShort = true
                return
            }
            isFirst = false
        }
        isCutShort = true
    }

    private var isFull: Bool {
        let seen = members.count + encryptedCount + unreadCount
        return seen >= options.archiveMembersMax || unpackedBytes >= bytesMax
            || otherCount > options.archiveMembersMax * Self.othersPerMemberMax
            || files.isOutOfTime
    }

    private mutating func readMember(of archive: OpenedArchive, depth: Int) {
        var digests = FileDigester()
        var bytes: [UInt8]? = []
        var byteCount = 0
        var piece = [UInt8](repeating: 0, count: Self.pieceBytesMax)
        while true {
            guard let count = archive.read(into: &piece) else {
                unreadCount += 1
                isCutShort = true
                return
            }
            if count == 0 { break }
            byteCount += count
            unpackedBytes += count
            // A bomb, or simply too much: what was unpacked of this member says nothing.
            guard unpackedBytes <= bytesMax, !files.isOutOfTime else {
                unreadCount += 1
                isCutShort = true
                return
            }
            digests.add(piece[..<count])
            if byteCount <= options.archiveMemberBytesMax {
                bytes?.append(contentsOf: piece[..<count])
            } else {
                bytes = nil
            }
        }
        add(bytes, byteCount: byteCount, digests, depth: depth)
    }

    private mutating func add(
        _ bytes: [UInt8]?, byteCount: Int, _ digests: FileDigester, depth: Int
    ) {
        func member(_ reading: ArchiveMember.Reading) -> ArchiveMember {
            ArchiveMember(
                depth: depth, byteCount: byteCount, md5: digests.md5, sha1: digests.sha1,
                sha256: digests.sha256, reading: reading)
        }
        guard let bytes else { return members.append(member(.undecodable(.tooManyBytes))) }
        guard !bytes.isEmpty else { return members.append(member(.undecodable(.empty))) }
        guard case .archive(let format) = FormatSniffer.kind(of: bytes) else {
            do throws(UndecodableReason) {
                members.append(member(try files.mediaReading(of: bytes, part: Self.videoPart)))
            } catch {
                members.append(member(.undecodable(error)))
            }
            return
        }
        guard depth < options.archiveDepthMax else {
            isCutShort = true
            return members.append(member(.undecodable(.nestedTooDeep)))
        }
        let place = members.count
        members.append(member(.archive(format)))
        do throws(UndecodableReason) {
            try open(bytes, as: format, depth: depth + 1)
        } catch {
            members[place] = member(.undecodable(error))
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Fingerprinting
import Matching
import MediaDecoding
import NightlightCore

/// What the lists say of a file, or of one file of an archive.
struct PartResult {
    /// The place in the archive, counted from 1; `nil` for the file itself.
    let number: Int?
    let comparison: FileComparison

    /// Of a video.
    var framesRemark: String? {
        comparison.frames.map { "\($0.matched) of \($0.compared) frames" }
    }

    /// Why there is no match although a list knows the file.
    var listsRemark: String? {
        if comparison.verdict.isBenign { return "known as benign" }
        return isTakenBack ? "taken back by a list" : nil
    }

    var isTakenBack: Bool { !isListed && !comparison.verdict.setAside.isEmpty }

    /// Whether there is anything to say about one file of an archive.
    var isWorthTelling: Bool { isListed || listsRemark != nil }

    /// Whether a list says that it is known.
    var isListed: Bool { comparison.isListed }
}

extension FingerprintedFile {
    /// What was not compared, for a person.
    var gaps: [String] {
        var gaps: [String] = []
        switch reading {
        case .picture, .video: break
        case .undecodable(let reason):
            gaps.append("not compared as a picture: \(reason.code)")
        case .archive(let archive):
            if archive.encryptedCount > 0 { gaps.append("\(archive.encryptedCount) locked inside") }
            if archive.unreadCount > 0 { gaps.append("\(archive.unreadCount) unreadable inside") }
            let broken = archive.undecodedCount
            if broken > 0 { gaps.append("\(broken) not compared as pictures inside") }
        }
        if isAnyPartCutShort == true { gaps.append("there is more than was read") }
        return gaps
    }
}

extension ArchiveReading {
    /// Files that should be pictures, videos or archives and could not be read as such.
    var undecodedCount: Int {
        members.count { member in
            // What is none of these has nothing to compare.
            if case .undecodable(let reason) = member.reading { return reason != .unsupported }
            return false
        }
    }
}

/// The JSON object of one file.
struct MatchedFile: Encodable {
    struct Found: Encodable {
        let list: String
        let entry: String
        let trusted: Bool
        let kind: String
        let distance: Int

        init(_ match: Match, _ names: [HashList.ID: String]) {
            list = names[match.listID] ?? ""
            entry = match.entryID.text
            trusted = match.isTrusted
            kind = match.kind.rawValue
            distance = match.distance
        }
    }

    /// One file of an archive that a list knows.
    struct Member: Encodable {
        let number: Int
        let matches: [Found]
        let benign: Bool
        let takenBack: Bool
        let frames: Frames?
    }

    struct Frames: Encodable {
        let matched: Int
        let compared: Int

        init?(_ result: PartResult) {
            guard let frames = result.comparison.frames else { return nil }
            (matched, compared) = frames
        }
    }

    let file: String
    let sha256: String
    let undecodable: String?
    /// The names of the lists that it was compared with.
    let lists: [String]
    let matches: [Found]
    let benign: Bool
    /// Whether a benign or negative list says otherwise than every match.
    let takenBack: Bool
    /// Of a video: how many frames were compared, and how many of them are on a list.
    let frames: Frames?
    /// Of an archive: the files in it that are on a list, and how many there are and are not.
    let members: [Member]?
    let memberCount: Int?
    let lockedMembers: Int?
    let unreadMembers: Int?
    /// Files of an archive that were read and could not be decoded.
    let undecodedMembers: Int?
    let cutShort: Bool?

    init(
        _ found: FingerprintedFile, _ results: [PartResult], _ names: [HashList.ID: String],
        of file: String
    ) {
        func matches(_ result: PartResult) -> [Found] {
            result.comparison.verdict.matches.map { Found($0, names) }
        }
        self.file = file
        sha256 = found.digests.sha256.hex
        undecodable = found.undecodableReason?.code
        lists = names.values.sorted()
        self.matches = results.first.map(matches) ?? []
        benign = results.first?.comparison.verdict.isBenign ?? false
        takenBack = results.first?.isTakenBack ?? false
        frames = results.first.flatMap(Frames.init)
        let archive: ArchiveReading? =
            switch found.reading {
            case .archive(let archive): archive
            case .picture, .video, .undecodable: nil
            }
        members = archive.map { _ in
            results.compactMap { result in
                guard let number = result.number, result.isWorthTelling else { return nil }
                return Member(
                    number: number, matches: matches(result),
                    benign: result.comparison.verdict.isBenign, takenBack: result.isTakenBack,
                    frames: Frames(result))
            }
        }
        memberCount = archive?.members.count
        lockedMembers = archive?.encryptedCount
        unreadMembers = archive?.unreadCount
        undecodedMembers = archive?.undecodedCount
        cutShort = found.isAnyPartCutShort
    }
}

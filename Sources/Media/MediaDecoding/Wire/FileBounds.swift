// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import PerceptualHashing

/// What a child is told with a file of any kind: what to read, and when to stop.
package struct FileBounds: Hashable, Sendable {
    /// LIMIT: a wrong number in a request must not become one in an answer.
    package static let framesMax = 100_000

    package var options: FileReadingOptions
    package var framePixelsMax: Int
    /// After so long the child answers with what it has.
    package var budgetMilliseconds: Int

    package init(options: FileReadingOptions, framePixelsMax: Int, budgetMilliseconds: Int) {
        self.options = options
        self.options.framesMax = min(options.framesMax, Self.framesMax)
        self.framePixelsMax = framePixelsMax
        self.budgetMilliseconds = budgetMilliseconds
    }

    func write(to writer: inout WireWriter) {
        let (kind, interval) =
            switch options.frames {
            case .all: (UInt8(1), 0)
            case .every(let milliseconds): (UInt8(2), max(1, milliseconds))
            case .keyFrames: (UInt8(3), 0)
            }
        writer.append(options.mode == .fast ? 1 : 0)
        writer.append(kind)
        writer.append(number: interval)
        writer.append(options.keepsScenes ? 1 : 0)
        for number in [
            options.framesMax, options.threads, options.archiveDepthMax,
            options.archiveMembersMax, options.archiveBytesMax, options.archiveMemberBytesMax,
            options.archiveRatioMax, framePixelsMax, budgetMilliseconds,
        ] {
            writer.append(number: number)
        }
    }

    init?(_ reader: inout WireReader) {
        var options = FileReadingOptions()
        guard let fast = reader.byte(), fast <= 1 else { return nil }
        options.mode = fast == 1 ? .fast : .exact
        guard let kind = reader.byte(), let interval = reader.number() else { return nil }
        switch (kind, interval) {
        case (1, 0): options.frames = .all
        case (2, 1...): options.frames = .every(milliseconds: interval)
        case (3, 0): options.frames = .keyFrames
        default: return nil
        }
        guard let scenes = reader.byte(), scenes <= 1 else { return nil }
        options.keepsScenes = scenes == 1
        var numbers: [Int] = []
        for _ in 0..<9 {
            guard let number = reader.number() else { return nil }
            numbers.append(number)
        }
        guard numbers[0] <= Self.framesMax else { return nil }
        options.framesMax = numbers[0]
        options.threads = numbers[1]
        options.archiveDepthMax = numbers[2]
        options.archiveMembersMax = numbers[3]
        options.archiveBytesMax = numbers[4]
        options.archiveMemberBytesMax = numbers[5]
        options.archiveRatioMax = numbers[6]
        self.init(
            options: options, framePixelsMax: numbers[7], budgetMilliseconds: numbers[8])
    }

    /// Bytes of the longest answer.
    var answerBytesMax: Int {
        // LIMIT: a frame is 41 bytes, a member 88 and the head of its reading, and each video has a
        // frame even when all are used up.
        256 + options.framesMax * 41 + options.archiveMembersMax * 160
    }

    /// Whether an answer keeps to what was asked.
    func allow(_ video: VideoReading) -> Bool {
        video.height <= framePixelsMax / video.width
            && video.fingerprint.frames.count <= options.framesMax
    }

    func allow(_ archive: ArchiveReading, pixelsMax: Int) -> Bool {
        var frameCount = 0
        for member in archive.members {
            guard member.depth <= options.archiveDepthMax else { return false }
            switch member.reading {
            case .picture(let picture):
                guard picture.height <= pixelsMax / picture.width else { return false }
            case .video(let video):
                guard allow(video) else { return false }
                frameCount += video.fingerprint.frames.count
            case .archive, .undecodable: break
            }
        }
        return archive.members.count <= options.archiveMembersMax
            && frameCount <= options.framesMax + archive.members.count
    }
}

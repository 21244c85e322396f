// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Chooses the frames of a video that are fingerprinted.
struct FrameChooser {
    // LIMIT: a flicker of every frame is kept five times a second; a scene that is shown for less
    // is found only where the rate finds it.
    private static let sceneMillisecondsMin = 200
    /// How far the brightness of two frames of different scenes is apart on average, of 255.
    private static let sceneDifferenceMin = 24

    private let options: FileReadingOptions
    private var due = 0
    private var lastKept: (milliseconds: Int, thumbnail: [UInt8])?

    init(options: FileReadingOptions) {
        self.options = options
    }

    /// Whether to fingerprint the frame shown at a time.
    ///
    /// - Parameter thumbnail: Gives the frame's brightness at 64 x 64 places; called only when it
    ///   is needed.
    mutating func keeps(milliseconds: Int, thumbnail: () -> [UInt8]) -> Bool {
        switch options.frames {
        case .all, .keyFrames: return true
        case .every(let interval):
            let isDue = milliseconds >= due
            if isDue { due = (milliseconds / interval + 1) * interval }
            guard options.keepsScenes else { return isDue }
            if !isDue, let lastKept,
                milliseconds - lastKept.milliseconds < Self.sceneMillisecondsMin
            {
                return false
            }
            let luma = thumbnail()
            guard isDue || isNewScene(luma) else { return false }
            lastKept = (milliseconds, luma)
            return true
        }
    }

    private func isNewScene(_ thumbnail: [UInt8]) -> Bool {
        guard let lastKept else { return true }
        var difference = 0
        for (left, right) in zip(lastKept.thumbnail, thumbnail) {
            difference += abs(Int(left) - Int(right))
        }
        return difference >= Self.sceneDifferenceMin * max(1, thumbnail.count)
    }
}

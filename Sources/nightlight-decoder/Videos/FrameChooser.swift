// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// Chooses the frames of a video that are fingerprinted.
///
/// With scenes, whatever is on the screen for 200 milliseconds or longer is among them, also where
/// it begins right behind a frame that was kept. Whether a frame stays that long is known only when
/// the next one comes: until then the caller holds it.
struct FrameChooser {
    enum Choice: Equatable {
        case keep
        /// To be held: the next call says whether it is kept.
        case hold
        case drop
    }

    struct Answer: Equatable {
        /// Whether the frame that was held is kept after all; it comes before this one.
        let keepsHeld: Bool
        let choice: Choice
    }

    private struct Look {
        let milliseconds: Int
        let thumbnail: [UInt8]
        /// How far it is from the frame kept before it.
        var difference = 0
        /// Frames of the same look, of which it is the first; those that are equal count as one.
        var frameCount = 1
    }

    // LIMIT: a flicker of every frame is kept five times a second; a scene that is shown for less
    // is found only where the rate finds it.
    private static let shownMillisecondsMin = 200
    /// How far the brightness of two frames of different scenes is apart on average, of 255.
    private static let sceneDifferenceMin = 24
    /// How far apart two frames of one still picture may be: what encoding adds.
    private static let stillDifferenceMax = 2
    /// How far a picture that stands still over several frames is from the one kept before it; less
    /// is somebody who moves a little.
    private static let standingDifferenceMin = 8

    private let options: FileReadingOptions
    /// Frames that are kept for standing still although they look much like the one before.
    private var similarLeft: Int
    private var due = 0
    private var lastKept: Look?
    private var held: Look?

    /// - Parameter framesMax: How many frames may be kept. Those that look much like the one before
    ///   get half of them at most, so that they do not take the place of a later scene.
    init(options: FileReadingOptions, framesMax: Int) {
        self.options = options
        similarLeft = framesMax / 2
    }

    /// What to do with the frame that is shown from a time on.
    ///
    /// - Parameter thumbnail: Gives the frame's brightness at 64 x 64 places; called only when it
    ///   is needed.
    mutating func choose(milliseconds: Int, thumbnail: () -> [UInt8]) -> Answer {
        switch options.frames {
        case .all, .keyFrames: return Answer(keepsHeld: false, choice: .keep)
        case .every(let interval):
            let isDue = milliseconds >= due
            if isDue { due = (milliseconds / interval + 1) * interval }
            guard options.keepsScenes else {
                return Answer(keepsHeld: false, choice: isDue ? .keep : .drop)
            }
            let keepsHeld = settleHeld(until: milliseconds)
            var look = Look(milliseconds: milliseconds, thumbnail: thumbnail())
            let choice = isDue ? Choice.keep : choice(of: &look)
            if choice == .keep {
                lastKept = look
                held = nil
            }
            return Answer(keepsHeld: keepsHeld, choice: choice)
        }
    }

    /// Whether the frame that is held at the end is kept.
    ///
    /// - Parameter milliseconds: When the last frame ends. Players leave it on the screen, so that
    ///   one of another look is kept however short it is.
    mutating func keepsHeldAtEnd(milliseconds: Int) -> Bool {
        guard let held else { return false }
        if held.difference >= Self.standingDifferenceMin { return true }
        return settleHeld(until: milliseconds)
    }

    /// Decides about the held frame, where it was on the screen for long enough.
    private mutating func settleHeld(until milliseconds: Int) -> Bool {
        guard let look = held, milliseconds - look.milliseconds >= Self.shownMillisecondsMin else {
            return false
        }
        held = nil
        let isScene = look.difference >= Self.sceneDifferenceMin
        // One frame that stays was put there to be seen; what stays over many frames may be a
        // pause in a movement.
        guard look.frameCount == 1 || look.difference >= Self.standingDifferenceMin,
            isScene || similarLeft > 0
        else { return false }
        if !isScene { similarLeft -= 1 }
        lastKept = look
        return true
    }

    private mutating func choice(of look: inout Look) -> Choice {
        if let first = held, Self.areStill(first.thumbnail, look.thumbnail) {
            if first.thumbnail != look.thumbnail { held?.frameCount += 1 }
            return .drop
        }
        held = nil
        guard let lastKept else { return .keep }
        look.difference = Self.difference(lastKept.thumbnail, look.thumbnail)
        let isLater =
            look.milliseconds - lastKept.milliseconds >= Self.shownMillisecondsMin
        if look.difference >= Self.sceneDifferenceMin, isLater { return .keep }
        guard lastKept.thumbnail != look.thumbnail else { return .drop }
        held = look
        return .hold
    }

    private static func areStill(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        difference(left, right) <= stillDifferenceMax
    }

    /// The mean difference, of 255.
    private static func difference(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var sum = 0
        for (left, right) in zip(left, right) { sum += abs(Int(left) - Int(right)) }
        return sum / max(1, right.count)
    }
}

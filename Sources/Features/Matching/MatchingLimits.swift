// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// The bounds of lists and look-ups.
package enum MatchingLimits {
    // LIMIT: characters of a list's name; it is typed on command lines and shown in tables.
    package static let nameLengthMax = 80
    // LIMIT: characters of a source or of a reason to withdraw; a sentence or two.
    package static let textLengthMax = 400
    // LIMIT: lists of one installation; each look-up may meet every one of them.
    package static let listsMax = 1_000
    // LIMIT: entries or imports given at once; whoever wants more asks again.
    package static let pageRowsMax = 1_000
    // LIMIT: matches of one look-up, nearest first; a file on a thousand entries is known.
    package static let matchesMax = 1_000
    // LIMIT: fingerprints of one look-up; a file has four, the frames of a film some hundreds.
    package static let fingerprintsMax = 1_000
    /// Bits that a list's threshold may allow; more would match strangers.
    package static let pdqDistances = 0...64
    package static let pdqQualities = 0...100
    /// The usual threshold for "the same picture".
    package static let pdqDistanceMax = 31
    /// Under this a picture has too little detail to tell it from others.
    package static let pdqQualityMin = 50
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import CVipsShim
import MediaDecoding

/// A picture's pixels, in memory that the C libraries share.
@safe final class DecodedPicture {
    private var picture: cvs_picture

    /// Takes over a picture that C code made.
    init(taking picture: cvs_picture) {
        unsafe self.picture = picture
    }

    deinit { unsafe cvs_release(&picture) }

    var width: Int { unsafe Int(picture.width) }
    var height: Int { unsafe Int(picture.height) }

    func turnUpright() throws(UndecodableReason) {
        guard unsafe cvs_turn_upright(&picture) == CVS_OK else { throw .outOfMemory }
    }

    func withPixels<Result>(_ body: (Span<UInt8>) -> Result) -> Result {
        // SAFETY: whoever made the picture filled three bytes for each of its pixels.
        let buffer = unsafe UnsafeBufferPointer(
            start: picture.rgb, count: width * height * 3)
        return unsafe body(buffer.span)
    }
}

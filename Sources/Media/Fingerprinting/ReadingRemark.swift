// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding

/// What is to be known of a reading beside its fingerprints.
///
/// The raw values are stable codes: stored, shown and documented.
package enum ReadingRemark: String, CaseIterable, Hashable, Sendable {
    /// A JPEG file that ends without its end marker, although the whole picture is there.
    case endMissing = "media.end-missing"
    /// The first frame is one that is never shown.
    case hiddenFrame = "media.hidden-frame"
    /// A video or an archive was read only in part.
    case cutShort = "media.cut-short"
}

extension FingerprintedFile {
    /// In the order of the enumeration.
    package var remarks: [ReadingRemark] {
        ReadingRemark.allCases.filter { remark in
            switch (remark, reading) {
            case (.endMissing, .picture(let picture)): picture.isEndMissing
            case (.hiddenFrame, .video(let video)): video.hasHiddenFrame
            case (.cutShort, _): isCutShort
            case (.endMissing, _), (.hiddenFrame, _): false
            }
        }
    }
}

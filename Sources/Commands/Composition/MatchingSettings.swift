// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import Matching

extension Settings {
    /// When an entry of a hash list attracts too many media.
    func crowdLimits() throws -> CrowdLimits {
        // LIMIT: files of a window are read with each match of a picture: thousands of rows.
        CrowdLimits(
            mediaMax: try number(.matchingCrowdMediaMax, in: 1...5_000),
            strangersMax: try number(.matchingCrowdStrangersMax, in: 1...1_000),
            windowHours: try number(.matchingCrowdWindowHours, in: 1...720))
    }
}

extension Settings {
    /// Where the index of pictures is kept between runs, so that it need not be read from the
    /// database each time.
    var hashIndexPath: String { dataDirectory.appending(path: "hash-index").path }
}

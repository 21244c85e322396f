// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import ArgumentParser
import PerceptualHashing

/// How exactly fingerprints are made.
struct ModeOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Make the fingerprints of JPEG pictures and videos many times faster.",
            discussion: "They differ from the exact ones by a few of 256 bits."))
    var fast = false

    var mode: PDQMode { fast ? .fast : .exact }
}

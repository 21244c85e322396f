// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Foundation
import NightlightCore
import WebSupport
import WorkbenchShell

extension PageModule {
    /// The texts that this module's pages are printed with, and no others.
    static func phrases(_ language: Language) throws -> Phrases {
        try PageRenderer(
            folders: (["WebComponents", "WorkbenchShell"] + resources)
                .map { try ResourceFolder.find(module: $0) }
        ).phrases(language)
    }

    /// What a page's values are made with, without a request.
    static func words(
        _ language: Language = .english,
        at now: Timestamp = Timestamp(secondsSinceEpoch: 1_800_000_000)
    ) throws -> PageWords {
        PageWords(
            phrases: try phrases(language), language: language, timeText: TimeText(zone: .gmt),
            now: now)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What a demonstration came to: plain numbers, which words and pages are made from.
package struct DemonstrationAccount: Sendable {
    /// One thing that happened to the case that is told.
    package struct Step: Sendable, Equatable {
        package enum Kind: String, Sendable, CaseIterable {
            case reported, examined, decided, traced, told, stillThere, reminded, networkTold
            case gone, removed
        }

        package let kind: Kind
        /// Minutes since the story began.
        package let minute: Int
        /// How many addresses, or pictures, it is about.
        package let count: Int
        /// Of these, how many are on the list; for `examined` alone.
        package let matchedCount: Int
        /// Who was told; empty where nobody was.
        package let name: String

        package init(
            _ kind: Kind, minute: Int, count: Int = 0, matchedCount: Int = 0, name: String = ""
        ) {
            self.kind = kind
            self.minute = minute
            self.count = count
            self.matchedCount = matchedCount
            self.name = name
        }
    }

    /// What one day brought.
    package struct Day: Sendable, Equatable {
        package var firstNotices = 0
        package var reminders = 0
        package var escalations = 0
        /// Addresses that were found gone for the first time.
        package var goneCount = 0
        /// Addresses that somebody was told of and that are still there when the day ends.
        package var stillUpCount = 0

        package init() {}
    }

    /// Somebody who was told, and how fast what was named went away.
    package struct Host: Sendable, Equatable {
        package let name: String
        package let addressCount: Int
        package let medianHours: Double

        package init(name: String, addressCount: Int, medianHours: Double) {
            self.name = name
            self.addressCount = addressCount
            self.medianHours = medianHours
        }
    }

    /// Distinct files by the distance of their best match; `nil` is on no list.
    package struct Band: Sendable, Equatable {
        package let distances: ClosedRange<Int>?
        package let count: Int

        package init(_ distances: ClosedRange<Int>?, _ count: Int) {
            self.distances = distances
            self.count = count
        }
    }

    package let steps: [Step]
    /// From the first day on.
    package let days: [Day]
    package let hosts: [Host]
    package let bands: [Band]
    package let reportCount: Int
    package let fileCount: Int
    package let noticeCount: Int
    package let goneCount: Int
    package let stillUpCount: Int
    package let auditEventCount: Int
    package let auditIsSound: Bool

    package init(
        steps: [Step], days: [Day], hosts: [Host], bands: [Band], reportCount: Int, fileCount: Int,
        noticeCount: Int, goneCount: Int, stillUpCount: Int, auditEventCount: Int,
        auditIsSound: Bool
    ) {
        self.steps = steps
        self.days = days
        self.hosts = hosts
        self.bands = bands
        self.reportCount = reportCount
        self.fileCount = fileCount
        self.noticeCount = noticeCount
        self.goneCount = goneCount
        self.stillUpCount = stillUpCount
        self.auditEventCount = auditEventCount
        self.auditIsSound = auditIsSound
    }
}

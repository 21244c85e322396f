// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

/// What the demonstration ends with: counts of what really happened, for the table and for `--format json`.
struct DemoResult: Encodable, Sendable {
    struct Matches: Encodable, Sendable {
        /// The very same file: md5, sha1 or sha256.
        var sameFile = 0
        /// Perceptual matches by Hamming distance.
        var distance0To10 = 0
        var distance11To20 = 0
        var distance21To31 = 0
    }

    struct Notices: Encodable, Sendable {
        var sent = 0
        var escalated = 0
        var mailsReceived = 0
    }

    var reports = 0
    var incidents = 0
    var hashListEntries = 0
    var media = 0
    var recognised = 0
    var notRecognised = 0
    var undecodable = 0
    var matches = Matches()
    var notices = Notices()
    var addressesNoticed = 0
    var addressesRemoved = 0
    var addressesUp = 0
    var incidentsWaitingForPerson = 0
    var medianHoursToRemoval: Double?
    var simulatedDays = 0.0
    var jobsDead = 0
    var auditEntries = 0
    var auditVerified = false

    /// Everything the demonstration sets out to show did happen.
    var isComplete: Bool {
        reports > 0 && recognised > 0 && addressesNoticed > 0 && addressesUp == 0 && jobsDead == 0
            && notices.escalated > 0 && auditVerified
    }

    var table: String {
        var table = TextTable(["What", "How much"])
        table.add(["Reports through the public page", "\(reports)"])
        table.add(["Incidents", "\(incidents)"])
        table.add(["Entries in the hash list", "\(hashListEntries)"])
        table.add(["Media fetched", "\(media) (\(undecodable) undecodable)"])
        table.add(["  recognised", "\(recognised)"])
        table.add(["  not recognised, a person looks", "\(notRecognised)"])
        table.add(["Matches: the very same file", "\(matches.sameFile)"])
        table.add(["  PDQ distance 0 to 10", "\(matches.distance0To10)"])
        table.add(["  PDQ distance 11 to 20", "\(matches.distance11To20)"])
        table.add(["  PDQ distance 21 to 31", "\(matches.distance21To31)"])
        table.add(["Notices sent", "\(notices.sent) (\(notices.escalated) to an upstream network)"])
        table.add(["Mails that reached the mail sink", "\(notices.mailsReceived)"])
        table.add(["Addresses noticed", "\(addressesNoticed)"])
        table.add(["  removed, confirmed twice", "\(addressesRemoved)"])
        table.add(["  still up", "\(addressesUp)"])
        table.add(["Median time to removal", medianText])
        table.add(["Incidents that wait for a person", "\(incidentsWaitingForPerson)"])
        table.add(["Time that passed in the demonstration", Self.daysText(simulatedDays)])
        table.add(["Jobs given up", "\(jobsDead)"])
        table.add([
            "Audit log", "\(auditEntries) entries, \(auditVerified ? "verified" : "NOT VERIFIED")",
        ])
        return table.rendered
    }

    private var medianText: String {
        guard let medianHoursToRemoval else { return "nothing was removed" }
        return "\(Int(medianHoursToRemoval.rounded())) hours"
    }

    private static func daysText(_ days: Double) -> String {
        "\(Int((days * 10).rounded()) / 10).\(Int((days * 10).rounded()) % 10) days"
    }
}

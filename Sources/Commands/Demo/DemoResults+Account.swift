// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import DemonstrationPage
import Foundation
import NightlightCore
import Storage
import Takedown

extension DemoResults {
    /// The same counts day by day and host by host, with the case, for words and charts.
    func account(
        of story: DemoCase?, since began: Timestamp, in transaction: any SQLTransaction
    ) throws -> DemonstrationAccount {
        // LIMIT: a demonstration has some tens of addresses, and fewer notices.
        let takedowns = try TakedownStore().list(limit: 1_000, in: transaction)
        let bands = Self.bands.map { band in
            DemonstrationAccount.Band(band.range, matchesByDistance[band.name] ?? 0)
        }
        return DemonstrationAccount(
            steps: story?.steps ?? [], days: try byDay(takedowns, since: began, in: transaction),
            hosts: try byHost(takedowns, in: transaction), bands: bands + [.init(nil, unmatched)],
            reportCount: reports, fileCount: media, noticeCount: notices, goneCount: removed,
            stillUpCount: stillUp, auditEventCount: Int(audit.events), auditIsSound: audit.sound)
    }

    private func byDay(
        _ takedowns: [Takedown], since began: Timestamp, in transaction: any SQLTransaction
    ) throws -> [DemonstrationAccount.Day] {
        var found = Array(repeating: DemonstrationAccount.Day(), count: Int(days) + 1)
        func day(of time: Timestamp) -> Int {
            min(found.count - 1, max(0, Int((time - began).inSeconds) / 86_400))
        }
        for takedown in takedowns {
            guard let told = takedown.progress.firstNoticeAt.map(day) else { continue }
            let gone =
                takedown.progress.state == .gone
                ? takedown.progress.firstGoneAt.map(day) : nil
            if let gone { found[gone].goneCount += 1 }
            for number in told..<max(told, gone ?? found.count) {
                found[number].stillUpCount += 1
            }
        }
        for notice in try NoticeStore().list(state: .sent, limit: 1_000, in: transaction) {
            guard let sent = notice.sentAt.map(day) else { continue }
            for item in try NoticeStore().items(of: notice.id, in: transaction) {
                switch item.kind {
                case .first: found[sent].firstNotices += 1
                case .repeat: found[sent].reminders += 1
                case .escalation: found[sent].escalations += 1
                }
            }
        }
        return found
    }

    /// Whoever was told last, slowest last.
    private func byHost(
        _ takedowns: [Takedown], in transaction: any SQLTransaction
    ) throws -> [DemonstrationAccount.Host] {
        let gone = takedowns.filter { $0.progress.timeToRemoval != nil }
        var hosts: [DemonstrationAccount.Host] = []
        for (contact, theirs) in Dictionary(grouping: gone, by: \.contactID) {
            guard let contact,
                let name = try AbuseContactStore().find(contact, in: transaction)?.name
            else { continue }
            let hours = theirs.compactMap(\.progress.timeToRemoval)
                .map { $0 / .seconds(3_600) }.sorted()
            let middle = (hours[(hours.count - 1) / 2] + hours[hours.count / 2]) / 2
            hosts.append(.init(name: name, addressCount: theirs.count, medianHours: middle))
        }
        return hosts.sorted { ($0.medianHours, $0.name) < ($1.medianHours, $1.name) }
    }
}

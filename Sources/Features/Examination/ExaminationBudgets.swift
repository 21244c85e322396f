// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Incidents
package import NightlightCore
import Scanning
import Synchronization
import WebAddresses

/// What each host and each report may have of this process's examinations, so that neither has all.
///
/// It is kept in memory only, and forgotten when the process ends: it says which hosts are being
/// looked at, and that is in no row. What it refuses is not dropped but put off.
package final class ExaminationBudgets: Sendable {
    package struct Limits: Sendable, Equatable {
        // LIMIT: looks at one host at once. Galleries that somebody reports page by page are still
        // looked at within minutes, and no host is asked more than politely.
        package var looksPerHostMax = 4
        // LIMIT: looks in a row at which a host said nothing; then it is asked with more time and
        // less often, for as long as below.
        package var silencesPerHostMax = 2
        package var silentMinutes = 10
        // LIMIT: seconds that first looks at the addresses of one report may take together: fifty
        // addresses of hosts that answer take far less.
        package var reportSecondsMax = 60
        // LIMIT: seconds between two looks that were put off, by the host.
        package var secondsBetweenPutOff = 2
        // LIMIT: hours until which looks at one host are spread.
        package var putOffHoursMax = 6
        // LIMIT: hosts and reports that are remembered; what was longest not asked for goes first.
        package var rememberedMax = 10_000

        package init() {}
    }

    /// Why a look has to wait.
    ///
    /// The texts stand on timelines.
    package enum Refusal: String, CaseIterable, Sendable {
        /// As many looks at its host are under way as may be.
        case hostBusy = "host-busy"
        /// Its host said nothing lately.
        case hostSilent = "host-silent"
        /// The other addresses of its report took all the time that a report has.
        case reportSpent = "report-spent"
    }

    enum Admission: Sendable, Equatable {
        case admitted
        case putOff(until: Timestamp, Refusal)
    }

    private struct Host {
        var running = 0
        var silences = 0
        var silentUntil: Timestamp?
        var nextPutOff: Timestamp
        var asked: Timestamp
    }

    private struct Spending {
        var spent: Duration = .zero
        var asked: Timestamp
    }

    private struct State {
        var hosts: [WebHost: Host] = [:]
        var reports: [ReportID: Spending] = [:]
    }

    private let limits: Limits
    private let time: any TimeSource
    private let state = Mutex(State())

    package init(limits: Limits = Limits(), time: any TimeSource) {
        self.limits = limits
        self.time = time
    }

    /// Asks for one look; whoever is admitted says how it ended (`ended`).
    func admit(_ host: WebHost, of report: ReportID?, _ look: ScanLook) -> Admission {
        let now = time.now()
        return state.withLock { state in
            var entry = state.hosts[host] ?? Host(nextPutOff: now, asked: now)
            entry.asked = now
            let refusal: Refusal?
            if entry.running >= (look == .first ? limits.looksPerHostMax : 1) {
                refusal = .hostBusy
            } else if look == .first, let until = entry.silentUntil, until > now {
                refusal = .hostSilent
            } else if look == .first, let report, let spent = state.reports[report]?.spent,
                spent >= .seconds(limits.reportSecondsMax)
            {
                refusal = .reportSpent
            } else {
                refusal = nil
                entry.running += 1
            }
            defer {
                state.hosts[host] = entry
                forget(in: &state)
            }
            guard let refusal else { return .admitted }
            // Each waits behind the one before: nothing comes back all at once.
            let until = max(entry.nextPutOff, now) + .seconds(limits.secondsBetweenPutOff)
            entry.nextPutOff = min(until, now + .hours(limits.putOffHoursMax))
            return .putOff(until: entry.nextPutOff, refusal)
        }
    }

    /// - Parameter isSilent: the host took too long or said nothing; `nil` when nobody knows.
    func ended(
        _ host: WebHost, of report: ReportID?, _ look: ScanLook, after spent: Duration,
        isSilent: Bool?
    ) {
        let now = time.now()
        state.withLock { state in
            if var entry = state.hosts[host] {
                entry.running = max(0, entry.running - 1)
                switch isSilent {
                case true?:
                    entry.silences += 1
                    if entry.silences >= limits.silencesPerHostMax {
                        entry.silentUntil = now + .minutes(limits.silentMinutes)
                    }
                case false?: (entry.silences, entry.silentUntil) = (0, nil)
                case nil: break
                }
                state.hosts[host] = entry
            }
            guard look == .first, let report else { return }
            state.reports[report, default: Spending(asked: now)].spent += spent
            state.reports[report]?.asked = now
            forget(in: &state)
        }
    }

    var rememberedCount: Int { state.withLock { $0.hosts.count + $0.reports.count } }

    /// A tenth goes at once, so that the search for what is oldest is seldom made.
    private func forget(in state: inout State) {
        let keep = limits.rememberedMax - limits.rememberedMax / 10
        if state.hosts.count > limits.rememberedMax {
            let idle = state.hosts.filter { $0.value.running == 0 }
                .sorted { $0.value.asked < $1.value.asked }
            for (host, _) in idle.prefix(state.hosts.count - keep) { state.hosts[host] = nil }
        }
        if state.reports.count > limits.rememberedMax {
            let oldest = state.reports.sorted { $0.value.asked < $1.value.asked }
            for (report, _) in oldest.prefix(state.reports.count - keep) {
                state.reports[report] = nil
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import AuditLog
package import NightlightCore
package import WorkbenchShell

extension PageWords {
    /// A stable code in words; a code nobody wrote words for stays as it is.
    package func code(_ code: String) -> String {
        if code.hasPrefix("status."), let status = Int(code.dropFirst("status.".count)) {
            return self("code.status", ["status": String(status)])
        }
        return ifAny("code.\(code)") ?? code
    }

    /// What pages call an address: its place among its incident's addresses, from 1.
    package func address(_ number: Int?) -> String {
        number.map { self("incident.address", ["number": String($0)]) }
            ?? self("incident.addressUnknown")
    }

    /// Several addresses by their places, runs of them in short: `Addresses 1–4, 7`.
    package func addresses(_ numbers: [Int]) -> String {
        let sorted = Set(numbers).sorted()
        guard sorted.count > 1 else { return address(sorted.first) }
        var runs: [ClosedRange<Int>] = []
        for number in sorted {
            if let last = runs.last, last.upperBound + 1 == number {
                runs[runs.count - 1] = last.lowerBound...number
            } else {
                runs.append(number...number)
            }
        }
        let texts = runs.flatMap { run in
            switch run.count {
            case 1: ["\(run.lowerBound)"]
            case 2: ["\(run.lowerBound)", "\(run.upperBound)"]
            default: ["\(run.lowerBound)–\(run.upperBound)"]
            }
        }
        return self("incident.addressSeveral", ["numbers": texts.joined(separator: ", ")])
    }

    /// What a person is called; the operator and the platform have no account.
    package func actor(_ actor: AuditActor, among people: [AccountID: String]) -> String {
        switch actor {
        case .account(let id): person(id, among: people)
        case .operator: self("timeline.operator")
        case .system, .provider, .reporter: self("timeline.platform")
        }
    }

    /// What a person is called, among the names that were read.
    package func person(_ account: AccountID, among people: [AccountID: String]) -> String {
        people[account] ?? self("timeline.formerAccount")
    }
}

extension HashKind {
    /// As people write it.
    package var title: String {
        switch self {
        case .md5: "MD5"
        case .sha1: "SHA-1"
        case .sha256: "SHA-256"
        case .pdq: "PDQ"
        }
    }
}

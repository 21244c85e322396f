// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import AuditLog
import CaseworkParts
import Matching
import NightlightCore
import WebComponents
import WorkbenchShell

extension Tag {
    init(trustOf list: HashList, _ words: PageWords) {
        self =
            list.isTrusted
            ? Tag(words("hashLists.trusted"), .good) : Tag(words("hashLists.notTrusted"))
    }

    init(useOf list: HashList, _ words: PageWords) {
        self =
            list.isEnabled
            ? Tag(words("hashLists.enabled"), .good) : Tag(words("hashLists.disabled"), .bad)
    }

    init(_ entry: HashEntry, _ words: PageWords) {
        self =
            if entry.withdrawnAt != nil {
                Tag(words("hashLists.withdrawn"))
            } else if entry.hold != nil {
                Tag(words("hashLists.held"), .bad)
            } else {
                Tag(words("hashLists.inUse"), .good)
            }
    }

    init(_ state: HashImport.State, _ words: PageWords) {
        let tone: Tone =
            switch state {
            case .done: .good
            case .running: .wait
            case .rejected, .abandoned: .bad
            }
        self.init(words("importState.\(state.rawValue)"), tone)
    }

    init(_ kind: HashEntryEvent.Kind, _ words: PageWords) {
        let tone: Tone =
            switch kind {
            case .withdrawn: .plain
            case .restored, .released: .good
            case .held: .bad
            }
        self.init(words("hashEvent.\(kind.rawValue)"), tone)
    }
}

extension PageWords {
    /// What a person is called; the operator and the platform have no account.
    func actor(_ actor: AuditActor, among people: [AccountID: String]) -> String {
        guard case .account(let id) = actor else { return self("hashLists.platform") }
        return person(id, among: people)
    }

    func cause(_ cause: HoldCause) -> String { self("holdCause.\(cause.rawValue)") }
}

extension Fingerprint {
    /// The first and the last eight digits: enough to tell it from others.
    var abbreviated: String { "\(hex.prefix(8))…\(hex.suffix(8))" }
}

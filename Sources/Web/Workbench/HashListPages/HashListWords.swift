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
}

extension Tone {
    init(_ state: HashImport.State) {
        self =
            switch state {
            case .done: .good
            case .running: .wait
            case .rejected, .abandoned: .bad
            }
    }

    init(_ kind: HashEntryEvent.Kind) {
        self =
            switch kind {
            case .withdrawn: .plain
            case .restored, .released: .good
            case .held: .bad
            }
    }
}

extension PageWords {
    /// The entry of another list that an entry in quarantine contradicts.
    func collision(_ found: ImportResult.Collision) -> String {
        let name = found.note.map { "\(found.listName): \($0)" } ?? found.listName
        return found.distance == 0
            ? self("hashLists.collidesSame", ["entry": name])
            : self("hashLists.collidesNear", ["entry": name, "count": "\(found.distance)"])
    }

    func cause(_ cause: HoldCause) -> String { self("holdCause.\(cause.rawValue)") }
}

extension Fingerprint {
    /// The first and the last eight digits: enough to tell it from others.
    var abbreviated: String { "\(hex.prefix(8))…\(hex.suffix(8))" }
}

extension Navigation {
    /// The views of all lists; quarantine and proposals are a supervisor's.
    enum HashListView: CaseIterable {
        case lists, quarantine, proposals
    }

    init?(
        _ current: HashListView, _ overview: HashListReading.Overview, isSupervisor: Bool,
        _ words: PageWords
    ) {
        guard isSupervisor else { return nil }
        let numbers = NumberText(words.language)
        self.init(
            label: words("hashLists.review"),
            HashListView.allCases.map { view in
                switch view {
                case .lists:
                    Item(HashListPath.all, words("hashLists.all"), isCurrent: view == current)
                case .quarantine:
                    Item(
                        HashListPath.quarantine, words("hashLists.quarantine"),
                        count: numbers.text(overview.heldCount), isCurrent: view == current)
                case .proposals:
                    Item(
                        HashListPath.proposals, words("hashLists.proposals"),
                        count: numbers.text(overview.waitingCount), isCurrent: view == current)
                }
            })
    }
}

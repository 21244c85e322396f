// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import Foundation
import Incidents
import JobQueue
import Matching
import NightlightCore
import Takedown
import Testing
import WebAddresses
import WebSupport

@testable import Workbench

/// Words that code puts together from a prefix and a value: nothing else notices a missing one.
@Suite struct VocabularyTests {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static func phrases(_ language: Language) throws -> Phrases {
        try PageRenderer(
            folders: ["WebSupport", "Workbench"].map { try ResourceFolder.find(module: $0) }
        ).phrases(language)
    }

    private static func keys<Value: CaseIterable & RawRepresentable>(
        _ prefix: String, _ type: Value.Type
    ) -> [String] {
        Value.allCases.map { "\(prefix).\($0.rawValue)" }
    }

    static let keys: [String] =
        keys("status", IncidentStatus.self) + keys("next", IncidentStatus.self)
        + keys("concern", Concern.self) + keys("technology", Technology.self)
        + keys("known", KnownMaterial.self) + keys("urgency", Urgency.self)
        + keys("channel", Channel.self) + keys("locator", LocatorKind.self)
        + keys("origin", Locator.Origin.self) + keys("order", IncidentOrder.self)
        + keys("queueView", QueueView.self) + keys("section", Section.self)
        + keys("role", AccountRole.self) + keys("job", JobState.self)
        + keys("takedown", TakedownState.self) + keys("takedownMeaning", TakedownState.self)
        + keys("finding", Finding.self) + keys("noticeKind", NoticeKind.self)
        + keys("noticeState", Notice.State.self)
        + keys("contactStatus", AbuseContact.Status.self)
        + keys("serverRole", ServerRole.self) + keys("traceSource", ServerTrace.Source.self)
        + keys("outcome", Assessment.Outcome.self)
        + keys("hashClassification", HashList.Classification.self)
        + keys("importState", HashImport.State.self)
        + keys("hashListKind", HashList.Kind.self) + keys("hashAdding", HashList.Adding.self)
        + keys("hashLists.addHint", HashList.Adding.self)
        + keys("hashLists.restoreText", HashList.Adding.self)
        + keys("holdCause", HoldCause.self) + keys("hashEvent", HashEntryEvent.Kind.self)
        + keys("hashProposal", HashProposal.Action.self)
        + AddressRefusal.allCases.map { "code.\($0.code)" }
        + TakedownMove.allCases.flatMap { move in
            ["action", "hint"].map { "move.\(move.rawValue).\($0)" }
                + ["done.takedown-\(move.rawValue)"]
        }
        + Workbench.doneCodes.map { "done.\($0)" }
        + Failure.Kind.allCases.flatMap { kind in
            ["title", "text"].map { "failure.\(kind.rawValue).\($0)" }
        }

    /// Every kind of event that a feature declares, read from its sources.
    static func eventKinds() throws -> Set<String> {
        let folder = root.appending(path: "Sources/Features")
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
            .filter { $0.split(separator: "/").last?.hasPrefix("IncidentEvent") == true }
        return try names.reduce(into: []) { kinds, name in
            let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
            for part in text.components(separatedBy: "(rawValue: \"").dropFirst() {
                kinds.insert(String(part.prefix { $0 != "\"" }))
            }
        }
    }

    @Test(arguments: Language.allCases)
    func `every word that code puts together exists`(language: Language) throws {
        let phrases = try Self.phrases(language)
        let kinds = try Self.eventKinds()
        #expect(kinds.count >= 15)
        let missing = (Self.keys + kinds.map { "event.\($0)" }).filter { phrases($0) == $0 }
        #expect(missing.isEmpty)
    }

    @Test(arguments: Language.allCases)
    func `every place of every text can be filled in`(language: Language) throws {
        let phrases = try Self.phrases(language)
        var placesCount = 0
        for (key, text) in phrases.flattened {
            let names = text.matches(of: /\{([A-Za-z]+)\}/).map { String($0.1) }
            placesCount += names.count
            let values = Dictionary(names.map { ($0, "<\($0)>") }) { first, _ in first }
            let filled = phrases(key, values)
            #expect(!filled.contains { $0 == "{" || $0 == "}" }, "\(key): \(text)")
            #expect(names.allSatisfy { filled.contains("<\($0)>") }, "\(key): \(text)")
        }
        #expect(placesCount > 30)
    }
}

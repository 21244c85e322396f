// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import Accounts
import Assessment
import Examination
import Incidents
import JobQueue
import Matching
import NightlightCore
import Scanning
import Takedown
import Testing
import WebAddresses
import WebSupport

@testable import AdministrationPages
@testable import CaseworkParts
@testable import HashListPages
@testable import IncidentPages
@testable import OperationPages
@testable import TakedownPages
@testable import WorkbenchShell

/// Words that code puts together from a prefix and a value: nothing else notices a missing one.
@Suite struct VocabularyTests {
    private static func keys<Value: CaseIterable & RawRepresentable>(
        _ prefix: String, _ type: Value.Type
    ) -> [String] {
        Value.allCases.map { "\(prefix).\($0.rawValue)" }
    }

    /// What one module's code asks for.
    struct Asked: Sendable {
        let pages: any PageModule.Type
        let keys: [String]
    }

    static let asked = [
        Asked(
            pages: SignInPages.self,
            keys: keys("role", AccountRole.self) + keys("done", SignInPages.Done.self)
                + RequestFailure.Kind.allCases.flatMap { kind in
                    ["title", "text"].map { "failure.\(kind.rawValue).\($0)" }
                }),
        Asked(
            pages: IncidentPages.self,
            keys: keys("status", IncidentStatus.self) + keys("next", IncidentStatus.self)
                + keys("event", TimelineKind.self)
                + keys("putOffCause", ExaminationBudgets.Refusal.self)
                + keys("concern", Concern.self) + keys("technology", Technology.self)
                + keys("known", KnownMaterial.self) + keys("urgency", Urgency.self)
                + keys("channel", Channel.self) + keys("locator", LocatorKind.self)
                + keys("origin", Locator.Origin.self) + keys("order", IncidentOrder.self)
                + keys("queueView", QueueView.self) + keys("takedown", TakedownState.self)
                + keys("finding", Finding.self) + keys("noticeKind", NoticeKind.self)
                + keys("noticeState", Notice.State.self) + keys("serverRole", ServerRole.self)
                + keys("traceSource", ServerTrace.Source.self)
                + keys("outcome", Assessment.Outcome.self)
                + AddressRefusal.allCases.map { "code.\($0.code)" }
                + ScanOmission.all.map { "code.\($0.code)" }
                + keys("done", IncidentPages.Done.self) + moves),
        Asked(
            pages: TakedownPages.self,
            keys: keys("takedown", TakedownState.self)
                + keys("takedownMeaning", TakedownState.self)
                + keys("takedownTurn", TakedownState.self)
                + keys("takedownView", TakedownTurn.self) + keys("finding", Finding.self)
                + keys("noticeTurn", Notice.State.self)
                + keys("noticeKind", NoticeKind.self) + keys("noticeState", Notice.State.self)
                + keys("contactStatus", AbuseContact.Status.self)
                + keys("done", TakedownPages.Done.self) + moves),
        Asked(
            pages: HashListPages.self,
            keys: keys("hashClassification", HashList.Classification.self)
                + keys("importState", HashImport.State.self)
                + keys("hashListKind", HashList.Kind.self)
                + keys("hashAdding", HashList.Adding.self)
                + keys("hashLists.addHint", HashList.Adding.self)
                + keys("hashLists.restoreText", HashList.Adding.self)
                + keys("holdCause", HoldCause.self) + keys("hashEvent", HashEntryEvent.Kind.self)
                + keys("hashProposal", HashProposal.Action.self)
                + HashListSetting.allCases.flatMap { setting in
                    ["title", "hint"].map { "hashSetting.\(setting.rawValue).\($0)" }
                }
                + keys("done", HashListPages.Done.self)),
        Asked(
            pages: OperationPages.self,
            keys: keys("job", JobState.self) + keys("status", IncidentStatus.self)
                + keys("takedown", TakedownState.self)
                + keys("done", OperationPages.Done.self)),
        Asked(
            pages: AdministrationPages.self,
            keys: keys("role", AccountRole.self)
                + keys("done", AdministrationPages.Done.self)),
    ]

    private static let moves = TakedownMove.allCases.flatMap { move in
        ["action", "hint"].map { "move.\(move.rawValue).\($0)" }
            + ["done.\(MoveDone(move).rawValue)"]
    }

    @Test(arguments: Language.allCases, asked.indices)
    func `every word that a module's code puts together is in its texts`(
        language: Language, index: Int
    ) throws {
        let asked = Self.asked[index]
        let phrases = try asked.pages.phrases(language)
        let keys =
            asked.keys + asked.pages.sections.map { "section.\($0.name)" }
            + asked.pages.places.map { "place.\($0.name)" }
        #expect(keys.filter { phrases($0) == $0 } == [])
    }

    @Test(arguments: Language.allCases)
    func `every place of every text can be filled in`(language: Language) throws {
        var placesCount = 0
        for asked in Self.asked {
            let phrases = try asked.pages.phrases(language)
            for (key, text) in phrases.flattened {
                let names = text.matches(of: /\{([A-Za-z]+)\}/).map { String($0.1) }
                placesCount += names.count
                let values = Dictionary(names.map { ($0, "<\($0)>") }) { first, _ in first }
                let filled = phrases(key, values)
                #expect(!filled.contains { $0 == "{" || $0 == "}" }, "\(key): \(text)")
                #expect(names.allSatisfy { filled.contains("<\($0)>") }, "\(key): \(text)")
            }
        }
        #expect(placesCount > 30)
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebComponents
import WebSupport

/// What the page prints: figures, the story, and charts.
struct DemonstrationView {
    let figures: Statistics
    let story: Timeline
    let stillUp: StackedChart
    let told: StackedChart
    let hosts: BarChart
    let matches: BarChart
    let audit: Tag

    init(_ account: DemonstrationAccount, _ words: DemonstrationWords) {
        let (phrases, numbers) = (words.phrases, words.numbers)
        figures = Statistics([
            .init(phrases("demonstration.figure.reports"), numbers.text(account.reportCount)),
            .init(phrases("demonstration.figure.files"), numbers.text(account.fileCount)),
            .init(phrases("demonstration.figure.notices"), numbers.text(account.noticeCount)),
            .init(phrases("demonstration.figure.gone"), numbers.text(account.goneCount)),
            .init(phrases("demonstration.figure.stillUp"), numbers.text(account.stillUpCount)),
            .init(phrases("demonstration.figure.audit"), numbers.text(account.auditEventCount)),
        ])
        story = Timeline(
            account.steps.map { step in
                Timeline.Event(
                    words.sentence(step), at: words.moment(step.minute),
                    tone: Self.tone(step.kind))
            })
        let places = account.days.indices.map(words.day)
        let corner = phrases("demonstration.dayName")
        func text(_ key: String, summary: String, unit: String = "") -> ChartText {
            ChartText(
                title: phrases("demonstration.chart.\(key)"), summary: summary, unit: unit,
                language: words.language, phrases: phrases)
        }
        func series(_ key: String, _ value: (DemonstrationAccount.Day) -> Int) -> ChartSeries {
            ChartSeries(
                phrases("demonstration.series.\(key)"), account.days.map { Double(value($0)) })
        }
        stillUp = StackedChart(
            text(
                "stillUp",
                summary: phrases(
                    "demonstration.summary.stillUp",
                    [
                        "most": numbers.text(account.days.map(\.stillUpCount).max() ?? 0),
                        "left": numbers.text(account.stillUpCount),
                    ])), places: places, corner: corner,
            [series("stillUp", \.stillUpCount), series("gone", \.goneCount)])
        told = StackedChart(
            text("told", summary: phrases("demonstration.summary.told")), places: places,
            corner: corner,
            [
                series("first", \.firstNotices), series("reminders", \.reminders),
                series("escalations", \.escalations),
            ])
        hosts = BarChart(
            text(
                "hosts", summary: phrases("demonstration.summary.hosts"),
                unit: phrases("demonstration.hours")),
            account.hosts.map { host in
                BarChart.Item(
                    host.name, host.medianHours.rounded(),
                    note: phrases(
                        "demonstration.addresses", ["count": numbers.text(host.addressCount)]))
            })
        matches = BarChart(
            text("matches", summary: phrases("demonstration.summary.matches")),
            account.bands.map { BarChart.Item(Self.name($0, words), Double($0.count)) })
        audit =
            account.auditIsSound
            ? Tag(phrases("demonstration.audit.sound"), .good)
            : Tag(phrases("demonstration.audit.broken"), .bad)
    }

    private static func name(
        _ band: DemonstrationAccount.Band, _ words: DemonstrationWords
    ) -> String {
        guard let distances = band.distances else { return words.phrases("demonstration.unknown") }
        guard distances.count > 1 else { return words.phrases("demonstration.same") }
        return words.phrases(
            "demonstration.distance",
            ["from": "\(distances.lowerBound)", "to": "\(distances.upperBound)"])
    }

    private static func tone(_ kind: DemonstrationAccount.Step.Kind) -> Tone {
        switch kind {
        case .reported, .decided, .traced: .plain
        case .examined, .told, .reminded, .networkTold: .info
        case .stillThere: .wait
        case .gone, .removed: .good
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebComponents
import WebSupport

/// Words, tags, banners, facts, steps and events.
struct ContentSpecimens {
    let crumbs: Crumbs
    let tags: [Tag]
    let banners: [Banner]
    let toast: Toast
    let badToast: Toast
    let statistics: Statistics
    let summary: SummaryList
    let timeline: Timeline
    let tabs: Navigation
    let steps: [Steps]
    let stepCount: StepCount
    let bars: [ProgressBar]
    let empty: EmptyState
    let emptyAlone: EmptyState
    let code: CodeBlock
    let wrapped: CodeBlock
    let dialog: Dialog

    init(_ phrases: Phrases) {
        let long = phrases("gallery.long")
        crumbs = Crumbs([
            Link("#", phrases("gallery.weather")), Link("#", phrases("gallery.kittens")),
        ])
        tags =
            Tone.allCases.map { Tag(phrases("gallery.tone.\($0.rawValue)"), $0) }
            + [Tag(long, .info)]
        banners =
            Tone.allCases.map {
                Banner(
                    $0, title: phrases("gallery.tone.\($0.rawValue)"), phrases("gallery.sentence"),
                    link: Link("#", phrases("gallery.more")))
            } + [Banner(.wait, long)]
        toast = Toast(phrases("gallery.saved"), dismissPath: "#toast")
        badToast = Toast(phrases("gallery.notSaved"), .bad)
        statistics = Statistics([
            .init(phrases("gallery.rain"), "1,204", change: phrases("gallery.change"), path: "#"),
            .init(phrases("gallery.snow"), "37"), .init(phrases("gallery.hail"), "0"),
            .init(long, "12,345,678"),
        ])
        summary = SummaryList([
            .init(
                phrases("gallery.name"), "Mimi", changeLink: Self.change(phrases, "gallery.name")),
            .init(
                phrases("gallery.weather"), nil, placeholder: phrases("gallery.nothing"),
                changeLink: Self.change(phrases, "gallery.weather")),
            .init(
                phrases("gallery.place"), String(repeating: "miaow.", count: 24), isCode: true,
                changeButton: Button(
                    phrases("gallery.changeIt"), hiddenText: phrases("gallery.place"), isLink: true)
            ),
            .init(phrases("gallery.state"), "", tags: [Tag(phrases("gallery.tone.good"), .good)]),
            .init(phrases("gallery.lines"), "Mimi\nMoritz\nMinka"),
        ])
        timeline = Self.timeline(phrases)
        tabs = Navigation(
            label: phrases("gallery.tabs"),
            [
                .init("#", phrases("gallery.rain"), count: "12", isCurrent: true),
                .init("#", phrases("gallery.snow"), count: "0"),
                .init("#", phrases("gallery.hail")),
            ])
        let names = ["rain", "snow", "hail"].map { phrases("gallery.\($0)") }
        steps = [0, 1, 3].map { Steps(label: phrases("gallery.steps"), names, current: $0) }
        stepCount = StepCount(number: 2, count: 4, text: phrases("gallery.question"))
        bars = [
            ProgressBar(phrases("gallery.rain"), id: "bar-a", value: 0, of: 8, valueText: "0 / 8"),
            ProgressBar(phrases("gallery.snow"), id: "bar-b", value: 5, of: 8, valueText: "5 / 8"),
            ProgressBar(
                phrases("gallery.hail"), id: "bar-c", value: 8, of: 8, valueText: "8 / 8",
                tone: .good),
            ProgressBar(long, id: "bar-d", value: 7, of: 8, valueText: "7 / 8", tone: .bad),
        ]
        empty = EmptyState(
            title: phrases("gallery.emptyTitle"), text: phrases("gallery.emptyText"),
            action: Link("#", phrases("gallery.add")))
        emptyAlone = EmptyState(title: phrases("gallery.emptyTitle"))
        code = CodeBlock(
            phrases("gallery.code"),
            "curl --header 'Accept: application/json' \\\n     "
                + "https://weather.example.org/v1/rain?place=" + String(repeating: "x", count: 80),
            id: "code-a")
        wrapped = CodeBlock(
            phrases("gallery.wrapped"), String(repeating: "0123456789abcdef", count: 16),
            id: "code-b", isWrapped: true)
        dialog = Dialog(
            id: "dialog-a", opener: phrases("gallery.openDialog"),
            title: phrases("gallery.question"), text: phrases("gallery.sentence"))
    }

    private static func change(_ phrases: Phrases, _ name: String) -> Link {
        Link("#", phrases("gallery.changeIt"), hiddenText: phrases(name))
    }

    private static func timeline(_ phrases: Phrases) -> Timeline {
        Timeline(
            [
                .init(
                    phrases("gallery.rain"), at: "2026-11-30 08:15", by: "Mimi", tone: .bad,
                    tag: Tag(phrases("gallery.tone.bad"), .bad),
                    details: [phrases("gallery.sentence")]),
                .init(
                    phrases("gallery.snow"), at: "2026-11-29 21:03", tone: .wait,
                    tag: Tag(phrases("gallery.tone.wait"), .wait)),
                .init(phrases("gallery.hail"), at: "2026-11-29 20:58", by: "Moritz", tone: .good),
                .init(
                    phrases("gallery.long"), at: "2026-11-28 07:00",
                    details: [String(repeating: "miaow", count: 30)]),
            ], more: Link("#", phrases("gallery.more")))
    }
}

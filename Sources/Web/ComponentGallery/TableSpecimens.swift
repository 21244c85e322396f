// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import WebComponents
import WebSupport

/// Tables as one meets them: ordinary, empty, busy, very long.
struct TableSpecimens {
    let filters: FilterBar
    let table: DataTable
    let empty: DataTable
    let busy: DataTable
    let narrow: DataTable
    let huge: DataTable
    let paging: Paging?

    private let phrases: Phrases

    init(_ phrases: Phrases, _ choice: GalleryChoice) {
        self.phrases = phrases
        filters = Self.filters(phrases, choice)
        let columns = Self.columns(phrases, choice)
        let rows = (1...4).map { Self.row($0, phrases, isLong: $0 == 3) }
        paging = Paging(
            first: "#", previous: "#", next: "#", position: phrases("gallery.position"))
        table = DataTable(
            caption: phrases("gallery.kittens"), columns, rows, paging: paging)
        empty = DataTable(
            caption: phrases("gallery.empty"), columns, [],
            empty: EmptyState(
                title: phrases("gallery.emptyTitle"), text: phrases("gallery.emptyText")))
        busy = DataTable(
            caption: phrases("gallery.busy"), showsCaption: true, columns,
            Array(rows.prefix(1)), isBusy: true)
        let numbers = NumberText(choice.language)
        narrow = DataTable(
            caption: phrases("gallery.narrow"), showsCaption: true,
            [.init(phrases("gallery.weather")), .init(phrases("gallery.number"), isNumber: true)],
            ["rain", "snow", "hail"].enumerated().map {
                .init([.init(phrases("gallery.\($1)")), .init(numbers.text(12_345 / ($0 + 1)))])
            }, isNarrow: true)
        huge = DataTable(
            caption: phrases("gallery.huge"), showsCaption: true,
            Self.columns(phrases, choice),
            (1...60).map { Self.row($0, phrases, isLong: false, name: "huge") })
    }

    private static func filters(_ phrases: Phrases, _ choice: GalleryChoice) -> FilterBar {
        let options = ["rain", "snow", "hail"].map {
            SelectField.Option($0, phrases("gallery.\($0)"), isSelected: $0 == "snow")
        }
        return FilterBar(
            action: GalleryPart.tables.path, label: phrases("gallery.filters"),
            search: TextField("search", label: phrases("gallery.search"), kind: .search),
            selects: [
                SelectField("filter-weather", label: phrases("gallery.weather"), options),
                SelectField("filter-place", label: phrases("gallery.place"), options),
            ],
            chips: [
                .init(phrases("gallery.snow"), removePath: choice.path(.tables)),
                .init(phrases("gallery.long"), removePath: choice.path(.tables)),
            ], clearPath: choice.path(.tables))
    }

    private static func columns(_ phrases: Phrases, _ choice: GalleryChoice) -> [DataTable.Column] {
        [
            .init(phrases("gallery.name"), sortPath: choice.path(.tables), order: .ascending),
            .init(phrases("gallery.state")),
            .init(phrases("gallery.place"), sortPath: choice.path(.tables)),
            .init(phrases("gallery.number"), isNumber: true, sortPath: choice.path(.tables)),
        ]
    }

    private static func row(
        _ number: Int, _ phrases: Phrases, isLong: Bool, name: String = "kitten"
    ) -> DataTable.Row {
        let title = isLong ? phrases("gallery.long") : "Mimi \(number)"
        let tone = Tone.allCases[number % Tone.allCases.count]
        return DataTable.Row(
            id: "\(name)-\(number)", tone: number == 1 ? .bad : .plain,
            pick: .init(
                name: name, value: "\(number)", label: "\(phrases("gallery.choose")) \(title)",
                isChecked: number == 2),
            [
                .init(title, path: "#\(name)-\(number)", note: phrases("gallery.sentence")),
                .init("", tags: [Tag(phrases("gallery.tone.\(tone.rawValue)"), tone)]),
                isLong
                    ? .init(String(repeating: "miaow", count: 20), isCode: true)
                    : .init(number == 4 ? "" : "weather.example.org", isCode: true),
                .init("\(number * 37)"),
            ],
            actions: [
                Link("#\(name)-\(number)", phrases("gallery.changeIt"), hiddenText: title)
            ],
            buttons: number == 1
                ? [
                    Button(
                        phrases("gallery.remove"), hiddenText: title, tone: .quiet, isSmall: true)
                ] : [])
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import WebComponents
import WebSupport

/// Things to press, to fill in and to choose, right and wrong.
struct FormSpecimens {
    let problems: Problems
    let buttons: [Button]
    let smallButtons: [Button]
    let fields: [TextField]
    let areas: [TextArea]
    let selects: [SelectField]
    let choices: [ChoiceField]
    let actSelect: SelectField
    let actButton: Button
    let confirmation: [Confirmation]

    /// What an error summary prints.
    struct Problems {
        struct Item {
            let field: String
            let text: String
        }

        let items: [Item]
    }

    init(_ phrases: Phrases) {
        let missing = phrases("gallery.missing")
        let long = phrases("gallery.long")
        problems = Problems(items: [
            .init(field: "wrong", text: missing), .init(field: "wrong-area", text: long),
        ])
        buttons = [
            Button(phrases("gallery.send")), Button(phrases("gallery.back"), tone: .quiet),
            Button(phrases("gallery.remove"), tone: .grave),
            Button(phrases("gallery.disabled"), isDisabled: true),
            Button(phrases("gallery.busy"), isBusy: true),
            Button(phrases("gallery.changeIt"), hiddenText: long, isLink: true),
        ]
        smallButtons = [
            Button(phrases("gallery.send"), isSmall: true),
            Button(phrases("gallery.back"), tone: .quiet, isSmall: true),
            Button(phrases("gallery.remove"), tone: .grave, isSmall: true), Button(long),
        ]
        let hint = phrases("gallery.hint")
        fields = [
            TextField("plain", label: phrases("gallery.name")),
            TextField(
                "filled", label: phrases("gallery.number"), value: "1234 5678", hint: hint,
                width: .short, isCode: true, inputMode: "numeric", lengthMax: 20),
            TextField(
                "wrong", label: phrases("gallery.place"), hint: hint, error: missing,
                width: .middle),
            TextField(
                "disabled", label: phrases("gallery.disabled"), value: "Mimi", isDisabled: true),
            TextField(
                "read-only", label: phrases("gallery.readOnly"), value: "Mimi", isReadOnly: true),
            TextField("date", label: phrases("gallery.date"), value: "2026-11-30", kind: .date),
            TextField(
                "long", label: long, value: String(repeating: "miaow", count: 30), hint: long),
        ]
        areas = [
            TextArea("area", label: phrases("gallery.story"), value: "Mimi\nMoritz", hint: hint),
            TextArea(
                "wrong-area", label: phrases("gallery.addresses"), value: "https://<kitten>&",
                error: long, rows: 3, isCode: true),
        ]
        selects = Self.selects(phrases, missing)
        choices = Self.choices(phrases, hint, missing)
        actSelect = SelectField(
            "act-select", label: phrases("gallery.weather"),
            [.init("rain", phrases("gallery.rain")), .init("snow", phrases("gallery.snow"))])
        actButton = Button(phrases("gallery.changeIt"), tone: .quiet)
        confirmation = [
            Confirmation(
                title: phrases("gallery.removeTitle"), text: phrases("gallery.removeText"),
                facts: SummaryList([.init(phrases("gallery.name"), "Mimi")]),
                action: "#", reason: TextArea("reason", label: phrases("gallery.why"), rows: 2),
                buttonText: phrases("gallery.remove"), isGrave: true,
                cancelPath: "#", isWholePage: false),
            Confirmation(
                title: phrases("gallery.removeTitle"), text: phrases("gallery.sentence"),
                action: "#",
                reasonLine: TextField("reason-line", label: phrases("gallery.why"), error: missing),
                buttonText: phrases("gallery.remove"), isGrave: true, cancelPath: "#",
                isWholePage: false),
        ]
    }

    private static func selects(_ phrases: Phrases, _ missing: String) -> [SelectField] {
        let options = ["rain", "snow", "hail"].map {
            SelectField.Option($0, phrases("gallery.\($0)"), isSelected: $0 == "snow")
        }
        return [
            SelectField("select", label: phrases("gallery.weather"), options),
            SelectField(
                "wrong-select", label: phrases("gallery.weather"), error: missing,
                options + [.init("long", phrases("gallery.long"))]),
            SelectField(
                "disabled-select", label: phrases("gallery.disabled"), isDisabled: true, options),
        ]
    }

    private static func choices(
        _ phrases: Phrases, _ hint: String, _ missing: String
    ) -> [ChoiceField] {
        func options(_ name: String) -> [ChoiceField.Option] {
            [
                .init(
                    id: "\(name)-rain", value: "rain", phrases("gallery.rain"),
                    hint: phrases("gallery.sentence"), isChecked: true),
                .init(
                    id: "\(name)-snow", value: "snow", phrases("gallery.snow"),
                    tag: Tag(phrases("gallery.tone.wait"), .wait)),
                .init(
                    id: "\(name)-hail", value: "hail", phrases("gallery.hail"), isDisabled: true),
            ]
        }
        return [
            ChoiceField("one", legend: phrases("gallery.one"), hint: hint, options("one")),
            ChoiceField(
                "some", legend: phrases("gallery.some"), .checkbox, error: missing,
                options("some")),
        ]
    }
}

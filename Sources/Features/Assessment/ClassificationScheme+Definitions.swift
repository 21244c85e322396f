// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore

extension ClassificationScheme.ID {
    package static let canada = ClassificationScheme.ID(rawValue: "canada")
    package static let inhope = ClassificationScheme.ID(rawValue: "inhope")
    package static let industry = ClassificationScheme.ID(rawValue: "industry")
    /// What the policy for trusted lists records when it decides by itself.
    package static let hashList = ClassificationScheme.ID(rawValue: "hash-list")
}

extension ClassificationScheme {
    /// Every scheme an analyst can choose, in the order a page shows them.
    package static let all = [canada, inhope, industry]

    /// A known scheme, also the one only the platform uses.
    package static func find(_ id: ID) -> ClassificationScheme? {
        (all + [hashList]).first { $0.id == id }
    }

    /// By the Criminal Code, section 163.1, in the terms in force since 10 October 2025.
    package static let canada = ClassificationScheme(
        id: .canada, english: "Canada, Criminal Code", french: "Canada, Code criminel",
        values: [
            Value(
                "csaem", english: "Child sexual abuse and exploitation material (CSAEM)",
                french: "Matériel d’abus et d’exploitation pédosexuels", outcome: .actionable),
            Value(
                "harmful", english: "Harmful to a child, but not CSAEM",
                french: "Préjudiciable à un enfant, sans être un tel matériel", outcome: .closed),
            Value(
                "not-csaem", english: "Not CSAEM", french: "N’est pas un tel matériel",
                outcome: .closed, refutesMatches: true),
            Value(
                "not-found", english: "Nothing found at the address",
                french: "Rien trouvé à l’adresse", outcome: .closed),
        ])

    /// The three classes that hotlines exchange.
    package static let inhope = ClassificationScheme(
        id: .inhope, english: "INHOPE", french: "INHOPE",
        values: [
            Value(
                "baseline", english: "Baseline", french: "Baseline (référence internationale)",
                outcome: .actionable, exchangeClass: "baseline"),
            Value(
                "national-illegal", english: "Illegal under national law",
                french: "Illégal selon le droit national", outcome: .actionable),
            Value(
                "not-illegal", english: "Not illegal", french: "Non illégal", outcome: .closed,
                refutesMatches: true),
        ])

    /// The four classes of providers: age of the child by kind of depiction.
    package static let industry = ClassificationScheme(
        id: .industry, english: "Industry classification (A1 to B2)",
        french: "Classification de l’industrie (A1 à B2)",
        values: [
            Value(
                "a1", english: "A1: younger child, act", french: "A1 : enfant plus jeune, acte",
                outcome: .actionable, exchangeClass: "A1"),
            Value(
                "a2", english: "A2: younger child, depiction",
                french: "A2 : enfant plus jeune, représentation", outcome: .actionable,
                exchangeClass: "A2"),
            Value(
                "b1", english: "B1: older child, act", french: "B1 : enfant plus âgé, acte",
                outcome: .actionable, exchangeClass: "B1"),
            Value(
                "b2", english: "B2: older child, depiction",
                french: "B2 : enfant plus âgé, représentation", outcome: .actionable,
                exchangeClass: "B2"),
            Value(
                "none", english: "None of the four", french: "Aucune des quatre",
                outcome: .closed, refutesMatches: true),
        ])

    /// Not offered to people: the record of a decision by policy.
    package static let hashList = ClassificationScheme(
        id: .hashList, english: "Hash list", french: "Liste d’empreintes",
        values: [
            Value(
                "trusted-match", english: "On a trusted list",
                french: "Sur une liste de confiance", outcome: .actionable)
        ])
}

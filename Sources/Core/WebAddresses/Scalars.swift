// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What kinds of characters an address may hold.
extension Unicode.Scalar {
    /// Control characters, and the invisible ones that make a text read as another; the two joiners
    /// are none, which spelling needs in some scripts.
    var isControlOrDirection: Bool {
        switch properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        case .format: !isJoiner
        default: false
        }
    }

    /// Zero width joiner and non-joiner.
    var isJoiner: Bool { self == "\u{200C}" || self == "\u{200D}" }

    /// Whether a name may hold it: variation selectors and fillers are dropped by browsers too.
    var isShownInNames: Bool { !properties.isDefaultIgnorableCodePoint || isJoiner }

    var isCombining: Bool {
        switch properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: properties.isGraphemeExtend
        }
    }

    var isUnassigned: Bool {
        switch properties.generalCategory {
        case .unassigned, .privateUse, .surrogate: true
        default: false
        }
    }

    var isASCIIDigit: Bool { ("0"..."9").contains(self) }

    var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }

    /// Such as names and words are made of.
    var isWordCharacter: Bool {
        properties.isAlphabetic || properties.numericType != nil || isCombining
    }
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

@testable import ReportFormats

/// JSON of strangers.
extension FuzzTarget {
    static let json = [jsonValue, jsonTokenizer]

    private static let samples = [
        #"{"a":[1,-0.5e+7,true,false,null,"\u00e9\ud83d\ude00\n"],"b":{"a":{}}}"#, "\u{feff}[]",
        #""\ud800x""#, " 0 ", "[[[[[[[[]]]]]]]]",
    ]

    private static let jsonValue = FuzzTarget(
        "json-value", bytesMax: 2_048, seeds: { samples.map { Array($0.utf8) } }
    ) { bytes in
        guard let value = try? JSONValue(parsing: bytes) else { return }
        for pretty in [false, true] {
            let text = value.json(pretty: pretty)
            let again = try? JSONValue(parsing: Array(text.utf8))
            try hold(again == value, "written and read again it is the same")
            if !pretty {
                try hold(again?.json() == text, "one text for one value")
                try hold(text.utf8.count <= 6 * bytes.count, "six bytes for each at most")
            }
        }
    }

    /// Where to cut the text in two, and the text.
    private static let jsonTokenizer = FuzzTarget(
        "json-tokenizer", bytesMax: 2_048, seeds: { samples.map { [0, 7] + Array($0.utf8) } }
    ) { bytes in
        var input = FuzzInput(bytes)
        let cut = input.number(below: 2_048)
        let text = input.rest
        let whole = tokens(of: [text])
        let pieces = tokens(of: [Array(text.prefix(cut)), Array(text.dropFirst(cut))])
        try hold(whole.list == pieces.list, "where the chunks end is no matter")
        try hold(whole.isComplete == pieces.isComplete, "nor for the verdict")
        var depth = 0
        for token in whole.list {
            switch token {
            case .beginObject, .beginArray: depth += 1
            case .endObject, .endArray: depth -= 1
            case .string(let text, let isCut):
                // A byte that is no UTF-8 becomes the three of U+FFFD.
                try hold(text.utf8.count <= 3 * 32, "a string is short")
                try hold(text.utf8.count >= 32 || !isCut, "only long strings are cut")
            default: break
            }
            try hold((0...8).contains(depth), "depth stays in its bounds")
        }
        try hold(!whole.isComplete || depth == 0, "what is complete is closed")
    }

    private static func tokens(
        of pieces: [[UInt8]]
    ) -> (list: [JSONTokenizer.Token], isComplete: Bool) {
        var tokenizer = JSONTokenizer(depthMax: 8, stringBytesMax: 32)
        var list: [JSONTokenizer.Token] = []
        do throws(JSONFault) {
            for piece in pieces { try tokenizer.feed(piece) { token, _ in list.append(token) } }
            try tokenizer.finish { token, _ in list.append(token) }
            return (list, true)
        } catch {
            return (list, false)
        }
    }
}

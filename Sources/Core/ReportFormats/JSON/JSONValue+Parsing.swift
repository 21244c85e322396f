// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// Reading a whole JSON text within bounds.
extension JSONValue {
    // LIMIT: bytes of a text read at once; registries answer with some ten thousand.
    package static let textBytesMax = 4 << 20

    // LIMIT: values in one text; each costs some hundred bytes of memory whatever its length.
    private static let valuesMax = 200_000

    // LIMIT: containers inside one another; registries nest a dozen.
    private static let depthMax = 64

    package init(
        parsing bytes: [UInt8], bytesMax: Int = JSONValue.textBytesMax
    ) throws(JSONFault) {
        guard bytes.count <= bytesMax else { throw .tooLarge }
        var tokenizer = JSONTokenizer(depthMax: Self.depthMax, stringBytesMax: bytesMax)
        var builder = Builder()
        try tokenizer.feed(bytes) { token, _ in builder.add(token) }
        try tokenizer.finish { token, _ in builder.add(token) }
        guard builder.valueCount <= Self.valuesMax else { throw .tooLarge }
        guard let root = builder.root else { throw .truncated }
        self = root
    }

    private struct Builder {
        private enum Container {
            case object([Member], pending: String)
            case array([JSONValue])
        }

        private var containers: [Container] = []
        private(set) var root: JSONValue?
        private(set) var valueCount = 0

        mutating func add(_ token: JSONTokenizer.Token) {
            valueCount += 1
            // Past the bound the text is refused anyway: nothing more is kept.
            guard valueCount <= JSONValue.valuesMax else { return }
            switch token {
            case .beginObject: containers.append(.object([], pending: ""))
            case .beginArray: containers.append(.array([]))
            case .endObject, .endArray: close()
            case .name(let name): setName(name)
            case .string(let text, _): put(.string(text))
            case .number(let text): put(.number(text))
            case .bool(let value): put(.bool(value))
            case .null: put(.null)
            }
        }

        private mutating func setName(_ name: String) {
            guard case .object(let members, _) = containers.popLast() else { return }
            containers.append(.object(members, pending: name))
        }

        private mutating func close() {
            switch containers.popLast() {
            case .object(let members, _): put(.object(members))
            case .array(let values): put(.array(values))
            case nil: break
            }
        }

        private mutating func put(_ value: JSONValue) {
            switch containers.popLast() {
            case .object(var members, let name):
                members.append(Member(name, value))
                containers.append(.object(members, pending: name))
            case .array(var values):
                values.append(value)
                containers.append(.array(values))
            case nil: root = value
            }
        }
    }
}

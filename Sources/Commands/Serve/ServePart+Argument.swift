// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import ArgumentParser
package import Composition

extension ServePart: ExpressibleByArgument {
    package init?(argument: String) {
        guard let part = Product.parts.first(where: { $0.name == argument }) else { return nil }
        self = part
    }

    package static var allValueStrings: [String] { Product.parts.map(\.name) }

    package static var defaultCompletionKind: CompletionKind { .list(allValueStrings) }
}

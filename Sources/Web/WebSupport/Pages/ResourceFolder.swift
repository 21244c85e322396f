// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Foundation

/// Finds the folder of templates, texts and static files that belongs to a module.
///
/// It lies beside the program (`nightlight_PublicSite.resources`), where the package manager and
/// the installation both put it.
package enum ResourceFolder {
    package static func find(module: String) throws -> URL {
        let name = "nightlight_\(module).resources"
        let places = [
            Bundle.main.bundleURL, Bundle.main.executableURL?.deletingLastPathComponent(),
            Bundle.main.resourceURL,
            URL(filePath: CommandLine.arguments.first ?? "").deletingLastPathComponent(),
        ]
        for place in places.compactMap({ $0 }) {
            let folder = place.appending(path: name).appending(path: "Resources")
            if FileManager.default.fileExists(atPath: folder.path) { return folder }
        }
        throw PageError.resourcesMissing(name: name)
    }

    /// Relative path and content of each file below a folder that has the given extension.
    package static func files(in folder: URL, extension suffix: String) throws -> [String: Data] {
        var found: [String: Data] = [:]
        let names = (try? FileManager.default.subpathsOfDirectory(atPath: folder.path)) ?? []
        for name in names where name.hasSuffix(".\(suffix)") {
            found[name] = try Data(contentsOf: folder.appending(path: name))
        }
        return found
    }
}

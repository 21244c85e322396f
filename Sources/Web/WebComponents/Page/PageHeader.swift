// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import WebSupport

/// What stands at the head of every page of an application: whose it is, and where one can go.
///
/// The layout `header` prints it; an application adds its own tools to the block `tools`.
package struct PageHeader: Sendable {
    let path: String
    let name: String
    /// Which of the hotline's applications this is; the public site is simply the hotline.
    let part: String?
    let logo: String
    let navigation: Navigation?

    /// - Parameter path: of the application's first page.
    package init(
        path: String, name: String, part: String? = nil, assets: StaticAssets,
        navigation: Navigation? = nil
    ) {
        self.path = path
        self.name = name
        self.part = part
        logo = assets.path("logo.svg")
        self.navigation = navigation
    }
}

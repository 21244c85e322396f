// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import JobQueue
package import Logging
package import ServiceLifecycle

/// One thing that the platform does, and all that it brings to the program.
///
/// The services that others make from it lie in the same file, as members of `DatabaseServices`,
/// `Installation`, `CaseworkServices` or `Workers`: whichever has what they need.
package struct Feature: Sendable {
    /// The module that has its code; its kinds of jobs are named after it.
    package let module: String
    /// Named in SQL by this module only.
    package let tables: [String]
    /// What of these a process may do that only takes reports.
    package let doors: [TableGrant]
    /// Every setting that is declared has to stand here.
    package let settings: [Setting]
    package let application: WebApplication?
    /// Puts into the database what has to be there before anything that holds the private keys
    /// runs.
    package let prepare: @Sendable (Installation) async throws -> Void
    /// What is done for the jobs of its kinds.
    package let handlers: @Sendable (Workers) throws -> [JobHandler]
    /// What runs beside the jobs until the process stops.
    package let work: @Sendable (Workers, Logger) throws -> [any Service]

    init(
        module: String, tables: [String] = [], doors: [TableGrant] = [],
        settings: [Setting] = [],
        application: WebApplication? = nil,
        prepare: @escaping @Sendable (Installation) async throws -> Void = { _ in },
        handlers: @escaping @Sendable (Workers) throws -> [JobHandler] = { _ in [] },
        work: @escaping @Sendable (Workers, Logger) throws -> [any Service] = { _, _ in [] }
    ) {
        self.module = module
        self.tables = tables
        self.doors = doors
        self.settings = settings
        self.application = application
        self.prepare = prepare
        self.handlers = handlers
        self.work = work
    }
}

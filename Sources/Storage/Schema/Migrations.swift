// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// Every table of the platform, as the steps that made it.
///
/// The files lie in `Migrations/`, named `mNNNN_name.sql`, each with the tables of one owner and
/// written once for both engines in the words of `MigrationWord`.
package enum Schema {
    /// All migrations, oldest first.
    ///
    /// To add one, append one line.
    package static let migrations: [Migration] = [
        Migration(1, "jobs", PackageResources.m0001_jobs_sql),
        Migration(2, "audit", PackageResources.m0002_audit_sql),
        Migration(3, "accounts", PackageResources.m0003_accounts_sql),
        Migration(4, "intake", PackageResources.m0004_intake_sql),
        Migration(5, "incidents", PackageResources.m0005_incidents_sql),
        Migration(6, "matching", PackageResources.m0006_matching_sql),
        Migration(7, "examination", PackageResources.m0007_examination_sql),
        Migration(8, "assessment", PackageResources.m0008_assessment_sql),
        Migration(9, "takedown", PackageResources.m0009_takedown_sql),
        Migration(10, "lanes", PackageResources.m0010_lanes_sql),
    ]

    package static let migrator = Migrator(migrations: migrations)
}

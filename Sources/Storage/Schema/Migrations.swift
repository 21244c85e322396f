// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Storage

/// Every table of the platform, as the steps that made it.
///
/// The files lie in `Migrations/`, named `mNNNN_name.sqlite.sql` and `mNNNN_name.postgres.sql`.
package enum Schema {
    /// All migrations, oldest first.
    ///
    /// To add one, append one line.
    package static let migrations: [Migration] = [
        Migration(
            1, "job", sqlite: PackageResources.m0001_job_sqlite_sql,
            postgres: PackageResources.m0001_job_postgres_sql),
        Migration(
            2, "audit", sqlite: PackageResources.m0002_audit_sqlite_sql,
            postgres: PackageResources.m0002_audit_postgres_sql),
        Migration(
            3, "accounts", sqlite: PackageResources.m0003_accounts_sqlite_sql,
            postgres: PackageResources.m0003_accounts_postgres_sql),
        Migration(
            4, "intake", sqlite: PackageResources.m0004_intake_sqlite_sql,
            postgres: PackageResources.m0004_intake_postgres_sql),
        Migration(
            5, "matching", sqlite: PackageResources.m0005_matching_sqlite_sql,
            postgres: PackageResources.m0005_matching_postgres_sql),
        Migration(
            6, "examination", sqlite: PackageResources.m0006_examination_sqlite_sql,
            postgres: PackageResources.m0006_examination_postgres_sql),
        Migration(
            7, "assessment", sqlite: PackageResources.m0007_assessment_sqlite_sql,
            postgres: PackageResources.m0007_assessment_postgres_sql),
        Migration(
            8, "takedown", sqlite: PackageResources.m0008_takedown_sqlite_sql,
            postgres: PackageResources.m0008_takedown_postgres_sql),
        Migration(
            9, "list-trust", sqlite: PackageResources.m0009_list_trust_sqlite_sql,
            postgres: PackageResources.m0009_list_trust_postgres_sql),
    ]

    package static let migrator = Migrator(migrations: migrations)
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import NightlightCore
import Storage
@testable import Takedown
import TestSupport
import Testing
import WebAddresses

/// ProviderDirectoryStore and AbuseContactStore.
struct ProviderDirectoryStoreTests {
    private let store = ProviderDirectoryStore()
    private let contacts = AbuseContactStore()
    private let start = TakedownStoreRig.start

    private func provider(
        _ name: String, _ contact: AbuseContact, upstream: AbuseContact? = nil
    ) -> HostingProvider {
        HostingProvider(
            id: HostingProvider.ID(at: start), name: name, contactID: contact.id,
            upstreamContactID: upstream?.id, createdAt: start, updatedAt: start)
    }

    private func range(_ text: String) throws -> AddressRange {
        try #require(AddressRange(text))
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a mailbox is one contact, however it is written, and keeps its name`(
        engine: DatabaseUnderTest
    ) async throws {
        let database = try await TemporaryDatabase(engine).database
        try await database.write { transaction in
            let made = try contacts.findOrInsert(
                email: "Abuse@Hosting.test", name: "Hosting", language: .french, at: start,
                in: transaction)
            #expect(made.email == "abuse@hosting.test")
            #expect(made.status == .unverified)
            let found = try contacts.findOrInsert(
                email: "abuse@hosting.TEST", name: "Another name", language: nil,
                at: start + .days(1), in: transaction)
            #expect(found == made)
            #expect(try contacts.find(made.id, in: transaction) == made)
            #expect(
                try contacts.mark(made.id, .refusing, at: start + .days(2), in: transaction))
            #expect(
                try contacts.rename(
                    made.id, name: "Hosting Inc.", language: nil, at: start + .days(2),
                    in: transaction))
            let changed = try #require(try contacts.find(made.id, in: transaction))
            #expect(changed.status == .refusing)
            #expect(changed.name == "Hosting Inc.")
            #expect(changed.language == nil)
            #expect(changed.updatedAt == start + .days(2))
            let unknown = AbuseContact.ID(at: start)
            #expect(try contacts.mark(unknown, .working, at: start, in: transaction) == false)
            #expect(
                try contacts.rename(unknown, name: "x", language: nil, at: start, in: transaction)
                    == false)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `contacts come by name, a page at a time`(engine: DatabaseUnderTest) async throws {
        let database = try await TemporaryDatabase(engine).database
        try await database.write { transaction in
            for (email, name) in [("c@x.test", "B"), ("a@x.test", "A"), ("b@x.test", "B")] {
                _ = try contacts.findOrInsert(
                    email: email, name: name, language: nil, at: start, in: transaction)
            }
            let first = try contacts.list(limit: 2, in: transaction)
            let rest = try contacts.list(after: first.last, limit: 2, in: transaction)
            #expect((first + rest).map(\.name) == ["A", "B", "B"])
            #expect(Set((first + rest).map(\.email)).count == 3)
            #expect(try contacts.list(status: .working, limit: 2, in: transaction).isEmpty)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `the narrowest network and the longest domain decide`(engine: DatabaseUnderTest)
        async throws
    {
        let database = try await TemporaryDatabase(engine).database
        try await database.write { transaction in
            let contact = try contacts.findOrInsert(
                email: "a@x.test", name: "A", language: nil, at: start, in: transaction)
            let wide = provider("Wide", contact)
            let narrow = provider("Narrow", contact, upstream: contact)
            for provider in [wide, narrow] { try store.insert(provider, in: transaction) }
            try store.setReach(
                of: wide.id,
                networks: [range("192.0.2.0/24"), range("2001:db8::/32"), range("0.0.0.0/0")],
                domains: ["Example.org"], in: transaction)
            try store.setReach(
                of: narrow.id, networks: [range("192.0.2.0/28"), range("2001:db8:1::/48")],
                domains: ["kittens.example.org"], in: transaction)
            for (text, name) in [
                ("192.0.2.0", "Narrow"), ("192.0.2.15", "Narrow"), ("192.0.2.16", "Wide"),
                ("::ffff:192.0.2.1", "Narrow"), ("9.9.9.9", "Wide"), ("2001:db8:1::1", "Narrow"),
                ("2001:db8:2::1", "Wide"),
            ] {
                let address = try #require(IPAddress(text))
                #expect(try store.find(address, in: transaction)?.name == name, "\(text)")
            }
            #expect(
                try store.find(try #require(IPAddress("2001:db9::1")), in: transaction) == nil)
            for (domain, name) in [
                ("example.org", "Wide"), ("WWW.example.org", "Wide"),
                ("a.kittens.example.org", "Narrow"), ("example.com.test", nil), ("org", nil),
                ("notexample.org", nil),
            ] as [(String, String?)] {
                #expect(try store.find(domain: domain, in: transaction)?.name == name)
            }
            #expect(
                try store.networks(of: narrow.id, in: transaction)
                    == ["192.0.2.0/28", "2001:db8:1::/48"])
            #expect(
                try store.networks(of: wide.id, in: transaction)
                    == ["0.0.0.0/0", "192.0.2.0/24", "2001:db8::/32"])
            #expect(try store.domains(of: wide.id, in: transaction) == ["example.org"])
            #expect(try store.find(narrow.id, in: transaction) == narrow)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a network, a domain and a name belong to one provider`(engine: DatabaseUnderTest)
        async throws
    {
        let database = try await TemporaryDatabase(engine).database
        let (first, second) = try await database.write { transaction in
            let contact = try contacts.findOrInsert(
                email: "a@x.test", name: "A", language: nil, at: start, in: transaction)
            let providers = (provider("First", contact), provider("Second", contact))
            try store.insert(providers.0, in: transaction)
            try store.insert(providers.1, in: transaction)
            try store.setReach(
                of: providers.0.id, networks: [range("192.0.2.0/24")], domains: ["example.org"],
                in: transaction)
            return providers
        }
        for (networks, domains) in [(["192.0.2.0/24"], []), ([], ["Example.org"])] {
            await #expect(throws: TakedownError.alreadyListed) {
                try await database.write { transaction in
                    try store.setReach(
                        of: second.id, networks: try networks.map(range), domains: domains,
                        in: transaction)
                }
            }
        }
        await #expect(throws: TakedownError.alreadyListed) {
            try await database.write { transaction in
                var twin = first
                twin = HostingProvider(
                    id: HostingProvider.ID(at: start), name: twin.name, contactID: twin.contactID,
                    upstreamContactID: nil, createdAt: start, updatedAt: start)
                try store.insert(twin, in: transaction)
            }
        }
        try await database.write { transaction in
            // What was refused left nothing behind; what is deleted leaves its reach to others.
            #expect(try store.networks(of: second.id, in: transaction).isEmpty)
            #expect(try store.delete(first.id, in: transaction))
            #expect(try store.delete(first.id, in: transaction) == false)
            try store.setReach(
                of: second.id, networks: [range("192.0.2.0/24")], domains: ["example.org"],
                in: transaction)
            #expect(try store.find(domain: "example.org", in: transaction)?.id == second.id)
        }
        try await database.close()
    }

    @Test(arguments: DatabaseUnderTest.allCases)
    func `a provider is changed, and providers come by name`(engine: DatabaseUnderTest)
        async throws
    {
        let database = try await TemporaryDatabase(engine).database
        try await database.write { transaction in
            let contact = try contacts.findOrInsert(
                email: "a@x.test", name: "A", language: nil, at: start, in: transaction)
            for name in ["C", "A", "B"] {
                try store.insert(provider(name, contact), in: transaction)
            }
            let all = try store.list(limit: 2, in: transaction)
            let rest = try store.list(after: all.last?.name, limit: 2, in: transaction)
            #expect((all + rest).map(\.name) == ["A", "B", "C"])
            let changed = HostingProvider(
                id: all[0].id, name: "D", contactID: contact.id, upstreamContactID: contact.id,
                createdAt: start, updatedAt: start + .days(1))
            try store.update(changed, in: transaction)
            #expect(try store.find(changed.id, in: transaction) == changed)
            #expect(throws: TakedownError.notFound) {
                try store.update(provider("E", contact), in: transaction)
            }
        }
        try await database.close()
    }
}

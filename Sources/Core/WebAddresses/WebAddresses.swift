// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// WebAddresses: what people type, what pages link to, what is fetched.
//
// `AddressLine` takes a line apart, `AddressReading` sorts one address and keeps it in one form;
// both guess what a person means. `WebAddress`, `WebHost` and `IPAddress` read letter for letter,
// as browsers do, and guess nothing. It touches neither network nor database and knows no incident;
// what may be connected to is for Outbound to say.
//
// Invariants:
// - what is kept reads as itself, for the form and for fetching;
// - nothing invisible, and nothing that turns the direction of text, is kept;
// - a host that is numbers is an address, never a name, so that it can be vetted as one;
// - what cannot be fetched has an `AddressRefusal`.
// Limits: `WebAddress.textBytesMax`, `WebHost.nameBytesMax`.
//
// May touch: what strangers wrote, as text. No network, no database.
// Invariants:
// - nothing in a stored address is guessed at; what is typed is read once, at the door;
// - what cannot be fetched has a code that says why.

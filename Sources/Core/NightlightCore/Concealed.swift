// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// A type that holds a secret: a key, a password, what somebody wrote.
///
/// However it comes into a text, by interpolation, by `dump`, in an error or in a crash, the text
/// says only what it is. Whoever needs the secret asks for the member.
package protocol Concealed: CustomStringConvertible, CustomDebugStringConvertible,
    CustomReflectable
{}

extension Concealed {
    package var description: String { "\(type(of: self)) (concealed)" }
    package var debugDescription: String { description }
    package var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

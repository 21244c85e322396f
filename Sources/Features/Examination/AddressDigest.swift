// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

package import Sealing
package import WebAddresses

extension BlindIndex {
    /// The digest under which workers find the same address elsewhere, by whichever scheme it was
    /// named.
    package func digest(of address: WebAddress) -> [UInt8] {
        digest(address.place, domain: "locator.address")
    }
}

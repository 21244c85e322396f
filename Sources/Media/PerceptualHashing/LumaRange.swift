// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

/// What the values of a luma byte mean.
public enum LumaRange: Hashable, Sendable {
    /// 0 is black and 255 white, as in pictures.
    case full
    /// 16 is black and 235 white, as in most videos: ITU-R BT.601, 2.5.3.
    case limited
}

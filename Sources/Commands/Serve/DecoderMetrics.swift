// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

import MediaDecoding
import WebSupport

extension DecoderPoolCounts {
    /// Every series from the start, so that an alarm on one that never rose can be written.
    func show(in metrics: MetricRegistry) {
        for fate in FileFate.allCases {
            metrics.total(
                "nightlight_decoder_files_total", ["fate": fate.rawValue],
                is: files[fate, default: 0], help: "Files and pages handed to the decoders.")
        }
        for reason in ChildEnd.allCases {
            metrics.total(
                "nightlight_decoder_children_ended_total", ["reason": reason.rawValue],
                is: ended[reason, default: 0], help: "Decoder processes that ended.")
        }
        metrics.total(
            "nightlight_decoder_children_started_total", is: started,
            help: "Decoder processes that started and confined themselves.")
        metrics.total(
            "nightlight_decoder_children_not_started_total", is: notStarted,
            help: "Decoder processes that did not start or did not confine themselves.")
        metrics.set(
            "nightlight_decoder_children", to: Double(children),
            help: "Decoder processes at this moment.")
        metrics.set(
            "nightlight_decoder_waiting", to: Double(waiting),
            help: "Files and pages that wait for a decoder.")
    }
}

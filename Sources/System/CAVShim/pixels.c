// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// The pixels of a video's last frame: colours, brightness, and a thumbnail.
#include <libavutil/pixdesc.h>
#include <string.h>

#include "video.h"

enum cav_result cav_rgb(struct cav_video *video, uint8_t *rgb, size_t count) {
    const AVFrame *from = video->frame;
    if (!from->data[0]) return CAV_BROKEN;  // nothing is held
    AVFrame *to = video->colours;
    size_t row_bytes = (size_t)from->width * 3;
    if (count != row_bytes * (size_t)from->height) return CAV_BROKEN;
    // Rows with room behind them: the conversion works in steps of several pixels.
    if (to->width != from->width || to->height != from->height) {
        av_frame_unref(to);
        to->format = AV_PIX_FMT_RGB24;
        to->width = from->width;
        to->height = from->height;
        if (av_frame_get_buffer(to, 0) < 0) {
            to->width = to->height = 0;
            return CAV_OUT_OF_MEMORY;
        }
    }
    video->scaler = sws_getCachedContext(
        video->scaler, from->width, from->height, from->format, from->width, from->height,
        AV_PIX_FMT_RGB24, SWS_AREA, NULL, NULL, NULL);
    if (!video->scaler) return CAV_BROKEN;
    int rows = sws_scale(
        video->scaler, (const uint8_t *const *)from->data, from->linesize, 0, from->height,
        to->data, to->linesize);
    if (rows != from->height) return CAV_BROKEN;
    for (int y = 0; y < from->height; y++) {
        const uint8_t *row = to->data[0] + (ptrdiff_t)y * to->linesize[0];
        memcpy(rgb + (size_t)y * row_bytes, row, row_bytes);
    }
    return CAV_OK;
}

static int is_full_range(int format) {
    switch (format) {
    case AV_PIX_FMT_GRAY8:
    case AV_PIX_FMT_YUVJ411P:
    case AV_PIX_FMT_YUVJ420P:
    case AV_PIX_FMT_YUVJ422P:
    case AV_PIX_FMT_YUVJ440P:
    case AV_PIX_FMT_YUVJ444P: return 1;
    default: return 0;
    }
}

enum cav_result cav_luma(const struct cav_video *video, struct cav_luma *luma) {
    const AVFrame *frame = video->frame;
    const AVPixFmtDescriptor *description = av_pix_fmt_desc_get(frame->format);
    const uint64_t others = AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM
        | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_FLOAT;
    if (!description || description->flags & others) return CAV_UNSUPPORTED;
    const AVComponentDescriptor *component = &description->comp[0];
    if (component->plane != 0 || component->step != 1 || component->offset != 0
        || component->shift != 0 || component->depth != 8)
        return CAV_UNSUPPORTED;
    // Rows may also run upwards.
    if (!frame->data[0] || frame->linesize[0] < frame->width) return CAV_UNSUPPORTED;
    luma->bytes = frame->data[0];
    luma->row_bytes = (size_t)frame->linesize[0];
    luma->is_limited = !is_full_range(frame->format);
    return CAV_OK;
}

enum cav_result cav_thumbnail(struct cav_video *video, uint8_t *luma) {
    const AVFrame *frame = video->frame;
    const AVPixFmtDescriptor *description = av_pix_fmt_desc_get(frame->format);
    if (!description || description->flags & AV_PIX_FMT_FLAG_HWACCEL) return CAV_BROKEN;
    if (description->flags & AV_PIX_FMT_FLAG_BITSTREAM && description->comp[0].depth > 1)
        return CAV_BROKEN;
    int is_bits = (description->flags & AV_PIX_FMT_FLAG_BITSTREAM) != 0;
    const uint32_t *palette = description->flags & AV_PIX_FMT_FLAG_PAL
        ? (const uint32_t *)(const void *)frame->data[1]
        : NULL;
    // Brightness comes first in every format with brightness; in the others red will do.
    const AVComponentDescriptor *component = &description->comp[0];
    int is_wide = component->depth + component->shift > 8, extra = component->depth - 8;
    const int samples = 2 * CAV_THUMBNAIL_SIDE;
    for (int row = 0; row < CAV_THUMBNAIL_SIDE; row++) {
        for (int column = 0; column < CAV_THUMBNAIL_SIDE; column++) {
            unsigned sum = 0;
            for (int part = 0; part < 4; part++) {
                int64_t y = (int64_t)(2 * row + part / 2) * frame->height / samples;
                int64_t x = (int64_t)(2 * column + part % 2) * frame->width / samples;
                const uint8_t *line = frame->data[component->plane]
                    + (ptrdiff_t)y * frame->linesize[component->plane];
                if (is_bits) {
                    sum += line[x >> 3] >> (7 - (x & 7)) & 1 ? 255 : 0;
                    continue;
                }
                const uint8_t *at = line + (ptrdiff_t)x * component->step + component->offset;
                if (palette) {  // the green
                    sum += palette[at[0]] >> 8 & 255;
                    continue;
                }
                unsigned value = is_wide ? (unsigned)at[0] | (unsigned)at[1] << 8 : at[0];
                value >>= component->shift;
                sum += (extra > 0 ? value >> extra : value) & 255;
            }
            luma[row * CAV_THUMBNAIL_SIDE + column] = (uint8_t)(sum / 4);
        }
    }
    return CAV_OK;
}

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// What a video is to the files of this shim.
#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>

#include "cavshim.h"

struct cav_video {
    const uint8_t *bytes;
    size_t count, place;
    AVFormatContext *format;
    AVCodecContext *codec;
    AVPacket *packet;
    AVFrame *frame, *colours, *held;
    struct SwsContext *scaler;
    AVStream *stream;
    struct cav_options options;
    int64_t frames, packets, last_milliseconds, end_milliseconds, first_timestamp;
    int is_draining, is_incomplete, drain_errors;
};

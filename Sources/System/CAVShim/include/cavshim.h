// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// Videos in memory, frame by frame, through FFmpeg, whose structures and macros Swift cannot use.
#pragma once
#include <stddef.h>
#include <stdint.h>

enum cav_format {
    CAV_MP4 = 1,  // and QuickTime
    CAV_MATROSKA = 2,  // and WebM
    CAV_AVI = 3,
    CAV_FLV = 4,
    CAV_MPEG_TS = 5,
    CAV_MPEG_PS = 6,
    CAV_ASF = 7,  // WMV
    CAV_OGG = 8,
    CAV_APNG = 9,  // the frames that are shown of a PNG file that moves
};

enum cav_result {
    CAV_OK = 0,
    // The video is over.
    CAV_END = 1,
    // No frame came out of this step; the next one may give one.
    CAV_AGAIN = 2,
    CAV_BROKEN = 3,
    CAV_TOO_MANY_PIXELS = 4,
    CAV_OUT_OF_MEMORY = 5,
    // There is no picture track.
    CAV_NO_PICTURE = 6,
    // There is a picture track, in a coding that is not read.
    CAV_UNSUPPORTED = 7,
};

struct cav_options {
    // Pixels of one frame.
    int64_t pixels_max;
    int threads;
    // Decode only frames that need no other.
    int key_frames_only;
};

struct cav_frame {
    // Counted from 0 as frames come out; where only key frames are decoded, as packets go in.
    int64_t number;
    // Since the video's first moment; never runs backwards.
    int64_t milliseconds;
    int width;
    int height;
};

struct cav_video;

// Makes FFmpeg silent. Call once.
void cav_start(void);

// Opens a video. The bytes must stay until cav_close. `*video` is set only with CAV_OK.
enum cav_result cav_open(
    const uint8_t *bytes, size_t count, enum cav_format format, const struct cav_options *options,
    struct cav_video **video);

// One step: a frame (CAV_OK), no frame yet (CAV_AGAIN), the end, or why not.
enum cav_result cav_next(struct cav_video *video, struct cav_frame *frame);

// Writes red, green and blue of each pixel of the last frame, row after row without padding;
// `count` must be three times its pixels. The conversion is the one that PyPI's vpdq asks for.
enum cav_result cav_rgb(struct cav_video *video, uint8_t *rgb, size_t count);

struct cav_luma {
    // One byte for each pixel; belongs to the video, until its next step.
    const uint8_t *bytes;
    // From one row to the next, at least the width.
    size_t row_bytes;
    // 16 is black and 235 white, and not 0 and 255.
    int is_limited;
};

// The last frame's brightness as it was decoded, or CAV_UNSUPPORTED where it is not one byte for
// each pixel. Limited is what cav_rgb takes for limited: all but gray and the formats of JPEG.
enum cav_result cav_luma(const struct cav_video *video, struct cav_luma *luma);

// The side of a thumbnail.
#define CAV_THUMBNAIL_SIDE 64

// Writes the last frame's brightness, 64 x 64 bytes, each the mean of four samples.
enum cav_result cav_thumbnail(struct cav_video *video, uint8_t *luma);

// Keeps the last frame, and lets go of the one that was held before.
void cav_hold(struct cav_video *video);

// Makes the frame that is held the last one, whose pixels can be had, and back.
void cav_swap_held(struct cav_video *video);

// When the last frame ends, as far as packets and container say.
int64_t cav_end_milliseconds(const struct cav_video *video);

// Whether something could not be decoded, or the file ends before the video does.
int cav_is_incomplete(const struct cav_video *video);

void cav_close(struct cav_video *video);

// SPDX-License-Identifier: Apache-2.0
// The few libvips operations the platform needs. libvips's own functions are variadic, which Swift
// cannot call.
#pragma once
#include <stddef.h>
#include <stdint.h>

// Loads libvips and its modules. Must come before any confinement. 0 when it worked.
int cvs_start(void);

enum cvs_format {
    CVS_JPEG = 1,
    CVS_PNG = 2,
    CVS_WEBP = 3,
    CVS_GIF = 4,
    CVS_TIFF = 5,
    CVS_HEIC = 6,
    CVS_AVIF = 7,
};

enum cvs_result {
    CVS_OK = 0,
    CVS_BROKEN = 1,
    CVS_TOO_MANY_PIXELS = 2,
    CVS_OUT_OF_MEMORY = 3,
    CVS_UNSUPPORTED = 4,
};

// A picture in memory: three bytes for each pixel, row after row without padding.
struct cvs_picture {
    int width;
    int height;
    uint8_t *rgb;
    // The EXIF orientation that the pixels still have to be turned by: 1 to 8.
    int orientation;
};

// Decodes the first picture of a file with the loader of exactly one format.
enum cvs_result cvs_decode(
    const void *bytes, size_t count, enum cvs_format format, uint64_t pixels_max,
    struct cvs_picture *picture);

// Turns a picture upright: swaps its pixels, and its width and height where need be.
enum cvs_result cvs_turn_upright(struct cvs_picture *picture);

void cvs_release(struct cvs_picture *picture);

// The frames of a GIF or WebP file, in their order.
struct cvs_moving {
    int width;
    int height;
    // How many there are, or are read of them.
    int frames;
    void *image;
    void *region;
};

// How many frames a GIF or WebP file says it has; 0 when it cannot be read.
int cvs_frame_count(const void *bytes, size_t count, enum cvs_format format);

// Opens a moving picture. The bytes must stay until cvs_close_moving, which is owed after CVS_OK.
enum cvs_result cvs_open_moving(
    const void *bytes, size_t count, enum cvs_format format, uint64_t pixels_max, int frames_max,
    struct cvs_moving *moving);

// How long a frame is shown.
int cvs_frame_milliseconds(const struct cvs_moving *moving, int frame);

// Writes three bytes for each pixel of a frame. Frames must be asked for in rising order.
enum cvs_result cvs_moving_rgb(struct cvs_moving *moving, int frame, uint8_t *rgb, size_t count);

void cvs_close_moving(struct cvs_moving *moving);

// Writes a picture, three bytes for each pixel, in a format; `quality` is 1 to 100 where the format
// loses anything. For pictures made by code: tests and the demonstration. The bytes are the
// caller's, to be freed with cvs_free.
enum cvs_result cvs_encode(
    const uint8_t *rgb, int width, int height, enum cvs_format format, int quality, void **bytes,
    size_t *count);

void cvs_free(void *bytes);

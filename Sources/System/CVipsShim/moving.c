// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// Moving pictures, GIF and WebP: libvips gives their frames one below the other.
#include <vips/vips.h>

#include "pixels.h"

// LIMIT: rows of one picture in libvips (VIPS_MAX_COORD).
static const int rows_max = 10000000;

static int load(
    const void *bytes, size_t count, enum cvs_format format, int frames, VipsImage **image) {
    void *buffer = (void *)bytes;
    if (format == CVS_GIF)
        return vips_gifload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL,
            "fail_on", VIPS_FAIL_ON_TRUNCATED, "n", frames, NULL);
    return vips_webpload_buffer(buffer, count, image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
        VIPS_FAIL_ON_TRUNCATED, "n", frames, NULL);
}

int cvs_frame_count(const void *bytes, size_t count, enum cvs_format format) {
    VipsImage *image = NULL;
    if (load(bytes, count, format, 1, &image)) {
        vips_error_clear();
        return 0;
    }
    int frames = vips_image_get_n_pages(image);
    g_object_unref(image);
    return frames;
}

enum cvs_result cvs_open_moving(
    const void *bytes, size_t count, enum cvs_format format, uint64_t pixels_max, int frames_max,
    struct cvs_moving *moving) {
    VipsImage *image = NULL;
    vips_error_clear();
    if (load(bytes, count, format, 1, &image)) return cvs_failure();
    int width = vips_image_get_width(image), height = vips_image_get_height(image);
    int frames = vips_image_get_n_pages(image);
    g_object_unref(image);
    if (width < 1 || height < 1 || (uint64_t)width * (uint64_t)height > pixels_max)
        return CVS_TOO_MANY_PIXELS;
    if (frames > frames_max) frames = frames_max;
    if (frames > rows_max / height) frames = rows_max / height;
    if (load(bytes, count, format, frames, &image)) return cvs_failure();
    if (vips_image_get_width(image) != width || vips_image_get_height(image) != height * frames
        || cvs_to_bytes(&image) || cvs_to_colours(&image, 0)) {
        g_object_unref(image);
        return cvs_failure();
    }
    VipsRegion *region = vips_region_new(image);
    if (!region) {
        g_object_unref(image);
        return CVS_OUT_OF_MEMORY;
    }
    *moving = (struct cvs_moving){
        .width = width, .height = height, .frames = frames, .image = image, .region = region };
    return CVS_OK;
}

int cvs_frame_milliseconds(const struct cvs_moving *moving, int frame) {
    int *delays = NULL, count = 0;
    if (vips_image_get_array_int(moving->image, "delay", &delays, &count)) vips_error_clear();
    int delay = delays && frame >= 0 && frame < count ? delays[frame] : 0;
    // Browsers show a frame that asks for next to no time for a tenth of a second.
    return delay > 10 ? delay : 100;
}

enum cvs_result cvs_moving_rgb(struct cvs_moving *moving, int frame, uint8_t *rgb, size_t count) {
    size_t pixels = (size_t)moving->width * (size_t)moving->height;
    if (frame < 0 || frame >= moving->frames || count != pixels * 3) return CVS_BROKEN;
    VipsRect area = {
        .left = 0, .top = frame * moving->height, .width = moving->width,
        .height = moving->height };
    if (vips_region_prepare(moving->region, &area)) return cvs_failure();
    VipsRegion *region = moving->region;
    int bands = vips_image_get_bands(moving->image);
    for (int y = 0; y < moving->height; y++)
        cvs_to_rgb(
            rgb + (size_t)y * (size_t)moving->width * 3, (size_t)moving->width, bands,
            VIPS_REGION_ADDR(region, 0, area.top + y));
    return CVS_OK;
}

void cvs_close_moving(struct cvs_moving *moving) {
    g_object_unref(moving->region);
    g_object_unref(moving->image);
    vips_error_clear();
}

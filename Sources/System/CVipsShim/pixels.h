// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// What still and moving pictures have in common on their way from libvips to bytes.
#pragma once
#include <vips/vips.h>

#include "cvipsshim.h"

int cvs_to_bytes(VipsImage **image);
int cvs_to_colours(VipsImage **image, int is_ink);
void cvs_to_rgb(uint8_t *rgb, size_t pixels, int bands, const uint8_t *source);
// What the error text of libvips says; forgets the text.
enum cvs_result cvs_failure(void);

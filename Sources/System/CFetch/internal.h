// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#pragma once
#include "decoding.h"

#include <cfetch.h>
#include <curl/curl.h>

struct cfetch_peer {
    uint8_t address[16];
    size_t bytes;
    int port;
};

struct cfetch_transfer {
    uint64_t id;
    struct cfetch_bounds bounds;
    CURL *curl;
    struct curl_slist *headers, *connection, *known;
    struct cfetch_peer peers[cfetch_peers_max];
    size_t peer_count;
    bool has_proxy;
    bool lacks_memory;

    // Milliseconds of the clock of `cfetch_now`; 0 for what has not happened.
    int64_t deadline, asked, active, body_begun;
    size_t header_bytes, header_lines;
    bool has_status_line, has_head, is_chunked;
    struct cfetch_decoder decoder;
    size_t wire_bytes;
    struct cfetch_buffer body;

    // Why it was ended by us, or `complete`.
    enum cfetch_outcome stop;
    bool is_enough;
    CURLcode code;
    char words[CURL_ERROR_SIZE];
    struct cfetch_transfer *next;
};

int64_t cfetch_now(void);
// Of a transfer that is under way: when a bound of time will have been reached.
int64_t cfetch_due(const struct cfetch_transfer *transfer);
// Marks it as ended by that bound; false when that is not yet.
bool cfetch_is_due(struct cfetch_transfer *transfer, int64_t now);
// Installs the callbacks.
void cfetch_watch(struct cfetch_transfer *transfer);

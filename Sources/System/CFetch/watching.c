// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// What libcurl tells while a transfer is under way: whom it is about to connect to, whom it is
// connected to, and every byte of the answer. Each callback may end the transfer.
#include "internal.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <time.h>

int64_t cfetch_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool is_allowed(
    const struct cfetch_transfer *transfer, const void *address, size_t bytes, int port) {
    for (size_t index = 0; index < transfer->peer_count; index++) {
        const struct cfetch_peer *peer = &transfer->peers[index];
        if (peer->bytes == bytes && peer->port == port &&
            memcmp(peer->address, address, bytes) == 0)
            return true;
    }
    return false;
}

static void stop(struct cfetch_transfer *transfer, enum cfetch_outcome outcome) {
    if (transfer->stop == cfetch_outcome_complete) transfer->stop = outcome;
}

// Before a connection: only a socket for an allowed machine is ever made.
static curl_socket_t open_socket(
    void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    struct cfetch_transfer *transfer = context;
    bool is_known = false;
    if (purpose == CURLSOCKTYPE_IPCXN && address->family == AF_INET) {
        struct sockaddr_in in;
        memcpy(&in, &address->addr, sizeof in);
        is_known = is_allowed(transfer, &in.sin_addr, 4, ntohs(in.sin_port));
    } else if (purpose == CURLSOCKTYPE_IPCXN && address->family == AF_INET6 &&
               address->addrlen >= sizeof(struct sockaddr_in6)) {
        struct sockaddr_in6 in;
        memcpy(&in, &address->addr, sizeof in);
        is_known = is_allowed(transfer, &in.sin6_addr, 16, ntohs(in.sin6_port));
    }
    if (!is_known) {
        // Another address of a proxy may be known; a host has the one that was vetted.
        if (!transfer->has_proxy) stop(transfer, cfetch_outcome_refused_peer);
        return CURL_SOCKET_BAD;
    }
    // Not for the children that decode.
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// After the proxy and TLS, before the request is sent: the peer is compared once more.
static int before_request(
    void *context, char *peer, char *own, int peer_port, int own_port) {
    (void)own;
    (void)own_port;
    struct cfetch_transfer *transfer = context;
    uint8_t address[16];
    bool is_known = (inet_pton(AF_INET, peer, address) == 1 &&
                     is_allowed(transfer, address, 4, peer_port)) ||
                    (inet_pton(AF_INET6, peer, address) == 1 &&
                     is_allowed(transfer, address, 16, peer_port));
    if (!is_known) {
        // What the proxy did says nothing about the host.
        stop(transfer, transfer->has_proxy ? cfetch_outcome_proxy_failed
                                           : cfetch_outcome_refused_peer);
        return CURL_PREREQFUNC_ABORT;
    }
    transfer->asked = transfer->active = cfetch_now();
    return CURL_PREREQFUNC_OK;
}

static bool is_redirect(long status) {
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

// All numbers of all such headers are one number: -1 for none, -2 when they are not.
static long long announced_bytes(struct cfetch_transfer *transfer) {
    long long announced = -1;
    struct curl_header *header = NULL;
    for (size_t index = 0;
         curl_easy_header(
             transfer->curl, "Content-Length", index, CURLH_HEADER, -1, &header) == CURLHE_OK;
         index++) {
        const char *text = header->value;
        while (*text) {
            text += strspn(text, ", \t");
            if (!*text) break;
            char *end = NULL;
            if (*text < '0' || *text > '9') return -2;
            long long number = strtoll(text, &end, 10);
            if (announced >= 0 && number != announced) return -2;
            announced = number;
            text = end;
        }
    }
    return announced;
}

// The blank line behind the headers. What is known now may be enough, or too much.
static bool head_is_over(struct cfetch_transfer *transfer) {
    long status = 0;
    curl_easy_getinfo(transfer->curl, CURLINFO_RESPONSE_CODE, &status);
    if (status < 200 || transfer->has_head) return true;
    transfer->body_begun = cfetch_now();
    transfer->has_head = true;
    if (is_redirect(status) && cfetch_header(transfer, "Location")) {
        transfer->is_enough = true;
        return false;
    }
    struct curl_header *header = NULL;
    for (size_t index = 0;
         curl_easy_header(
             transfer->curl, "Content-Encoding", index, CURLH_HEADER, -1, &header) == CURLHE_OK;
         index++) {
        if (!cfetch_decoder_add(&transfer->decoder, header->value)) {
            stop(transfer, cfetch_outcome_bad_coding);
            return false;
        }
    }
    long long announced = transfer->is_chunked ? -1 : announced_bytes(transfer);
    if (announced == -2) {
        stop(transfer, cfetch_outcome_bad_length);
        return false;
    }
    if (announced < 0 || status == 204 || status == 304) return true;
    if ((unsigned long long)announced > transfer->bounds.body_bytes_max) {
        stop(transfer, cfetch_outcome_too_large);
        return false;
    }
    // At once rather than by steps; memory that is never written to costs nothing.
    if (!cfetch_reserve(&transfer->body, (size_t)announced)) {
        stop(transfer, cfetch_outcome_out_of_memory);
        return false;
    }
    return true;
}

static size_t take_header(char *line, size_t size, size_t count, void *context) {
    struct cfetch_transfer *transfer = context;
    size_t bytes = size * count;
    transfer->active = cfetch_now();
    transfer->header_bytes += bytes;
    transfer->header_lines++;
    if (transfer->header_bytes > transfer->bounds.header_bytes_max ||
        transfer->header_lines > transfer->bounds.header_lines_max) {
        stop(transfer, cfetch_outcome_headers_too_large);
        return 0;
    }
    if (bytes >= 5 && strncasecmp(line, "HTTP/", 5) == 0 && !transfer->has_head) {
        transfer->has_status_line = true;
        transfer->is_chunked = false;
    }
    static const char transfer_coding[] = "Transfer-Encoding:";
    size_t length = sizeof transfer_coding - 1;
    if (bytes > length && strncasecmp(line, transfer_coding, length) == 0)
        transfer->is_chunked = true;
    bool is_blank = line[0] == '\n' || (bytes >= 2 && line[0] == '\r' && line[1] == '\n');
    if (is_blank && !head_is_over(transfer)) return 0;
    return bytes;
}

// A body that came averages too little, long enough after it began.
static bool is_slow(const struct cfetch_transfer *transfer) {
    int64_t elapsed = transfer->active - transfer->body_begun;
    if (elapsed <= transfer->bounds.slow_grace_ms) return false;
    int64_t wanted = elapsed * transfer->bounds.slowest_bytes_per_second;
    return (int64_t)transfer->body.count * 1000 < wanted;
}

static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
    struct cfetch_transfer *transfer = context;
    size_t given = size * count;
    transfer->active = cfetch_now();
    transfer->wire_bytes += given;
    enum cfetch_decoding decoding =
        cfetch_decode(&transfer->decoder, (const uint8_t *)bytes, given, &transfer->body);
    bool is_coded = transfer->decoder.count > 0;
    switch (decoding) {
    case cfetch_decoding_went_well: break;
    case cfetch_decoding_broken: stop(transfer, cfetch_outcome_bad_coding); return 0;
    case cfetch_decoding_no_memory: stop(transfer, cfetch_outcome_out_of_memory); return 0;
    case cfetch_decoding_too_large:
        stop(transfer,
             is_coded ? cfetch_outcome_inflates_too_large : cfetch_outcome_too_large);
        return 0;
    case cfetch_decoding_over: transfer->is_enough = true; return 0;
    }
    // What inflates to nothing, or lies behind the end, is bounded as well.
    if (transfer->wire_bytes > transfer->bounds.body_bytes_max) {
        stop(transfer, cfetch_outcome_too_large);
        return 0;
    }
    if (is_slow(transfer)) {
        stop(transfer, cfetch_outcome_too_slow);
        return 0;
    }
    return given;
}

void cfetch_watch(struct cfetch_transfer *transfer) {
    CURL *curl = transfer->curl;
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_PREREQFUNCTION, before_request);
    curl_easy_setopt(curl, CURLOPT_PREREQDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(curl, CURLOPT_HEADERDATA, transfer);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, transfer);
}

int64_t cfetch_due(const struct cfetch_transfer *transfer) {
    int64_t due = transfer->deadline;
    if (transfer->asked > 0) {
        int64_t idle = transfer->active + transfer->bounds.idle_ms;
        if (idle < due) due = idle;
    }
    return due;
}

bool cfetch_is_due(struct cfetch_transfer *transfer, int64_t now) {
    if (now < cfetch_due(transfer)) return false;
    stop(transfer, cfetch_outcome_timed_out);
    return true;
}

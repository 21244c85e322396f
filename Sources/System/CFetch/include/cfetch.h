// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// GET requests by libcurl, many at once on one thread.
//
// libcurl's option functions are variadic and so invisible to Swift, and its callbacks are no place
// for Swift: what they decide (whether a peer is the vetted one, whether a bound is reached) is
// decided here. Nothing is called back; everything is asked for.
#pragma once
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What became of a transfer.
enum cfetch_outcome {
    cfetch_outcome_complete = 0,
    cfetch_outcome_out_of_memory,
    cfetch_outcome_refused_peer,
    cfetch_outcome_connection_refused,
    cfetch_outcome_connection_failed,
    cfetch_outcome_proxy_failed,
    cfetch_outcome_tls,
    cfetch_outcome_timed_out,
    cfetch_outcome_too_slow,
    cfetch_outcome_too_large,
    cfetch_outcome_inflates_too_large,
    // Rules of HTTP that the server broke.
    cfetch_outcome_not_http,
    cfetch_outcome_no_answer,
    cfetch_outcome_bad_header,
    cfetch_outcome_headers_too_large,
    cfetch_outcome_bad_length,
    cfetch_outcome_bad_chunk,
    cfetch_outcome_cut_short,
    cfetch_outcome_bad_coding,
    cfetch_outcome_broken,
};

// LIMIT: machines one transfer may connect to; a proxy with more addresses is unheard of.
enum { cfetch_peers_max = 8 };

struct cfetch_bounds {
    size_t body_bytes_max;
    size_t header_bytes_max;
    size_t header_lines_max;
    int64_t deadline_ms;
    int64_t connect_ms;
    // Without a single byte, once the request is sent.
    int64_t idle_ms;
    // A body must average `slowest_bytes_per_second` once it took longer than the grace.
    int64_t slow_grace_ms;
    int64_t slowest_bytes_per_second;
};

struct cfetch_result {
    enum cfetch_outcome outcome;
    // The status and all headers have come, whatever became of the body.
    bool has_head;
    long status;
    // Valid until the transfer is freed.
    const uint8_t *body;
    size_t body_bytes;
};

struct cfetch_transfer;
struct cfetch_loop;

// A transfer is made, told everything about itself and handed to a loop. Whatever could not be
// kept of that shows in its outcome. Texts are copied.
struct cfetch_transfer *cfetch_new(uint64_t id, const struct cfetch_bounds *bounds);
void cfetch_free(struct cfetch_transfer *transfer);

// `origin` is scheme, host and port; `target` is what the request line says, byte for byte.
void cfetch_set_address(
    struct cfetch_transfer *transfer, const char *scheme, const char *origin, const char *target);
// `::ADDRESS:PORT`: where to connect instead of looking the origin's host up.
void cfetch_set_connection(struct cfetch_transfer *transfer, const char *connect_to);
// `known` is `HOST:PORT:ADDRESS,ADDRESS`, so that the proxy's name is not looked up either; null
// where it has none.
void cfetch_set_proxy(
    struct cfetch_transfer *transfer, const char *url, const char *known, bool is_socks);
void cfetch_set_user_agent(struct cfetch_transfer *transfer, const char *text);
void cfetch_add_header(struct cfetch_transfer *transfer, const char *line);
// Instead of the system's certificates.
void cfetch_set_certificates(struct cfetch_transfer *transfer, const char *path);
// A machine that may be connected to: 4 or 16 bytes, at most `cfetch_peers_max` of them. All others
// are refused.
void cfetch_allow_peer(
    struct cfetch_transfer *transfer, const uint8_t *address, size_t bytes, int port);

uint64_t cfetch_id(const struct cfetch_transfer *transfer);
struct cfetch_result cfetch_result(struct cfetch_transfer *transfer);
// The first header of that name in the last answer, null when there is none; valid until the next
// call.
const char *cfetch_header(struct cfetch_transfer *transfer, const char *name);

// One thread at a time uses a loop; only `cfetch_wake` may be called from any other.
struct cfetch_loop *cfetch_open(void);
void cfetch_close(struct cfetch_loop *loop);
void cfetch_wake(struct cfetch_loop *loop);
// For the thread that turns loops: who hangs up on us must not end the process.
void cfetch_ignore_broken_pipes(void);
// The loop owns the transfer until it is cancelled or taken.
void cfetch_add(struct cfetch_loop *loop, struct cfetch_transfer *transfer);
// Closes and frees a transfer; false when there is none of that number.
bool cfetch_cancel(struct cfetch_loop *loop, uint64_t id);
// Waits until something happens, a bound is reached or somebody wakes it, and moves all along.
void cfetch_turn(struct cfetch_loop *loop);
// A transfer that has ended, now the caller's to free; null when there is none.
struct cfetch_transfer *cfetch_take(struct cfetch_loop *loop);

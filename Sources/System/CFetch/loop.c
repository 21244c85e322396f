// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "internal.h"

#include <ccurlstart.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>

// LIMIT: milliseconds a loop sleeps when nothing is due; whoever adds to it wakes it.
enum { sleep_ms = 60000 };

struct cfetch_loop {
    CURLM *multi;
    struct cfetch_transfer *running, *ended;
};

struct cfetch_loop *cfetch_open(void) {
    ccurlstart();
    struct cfetch_loop *loop = calloc(1, sizeof *loop);
    if (!loop) return NULL;
    loop->multi = curl_multi_init();
    if (!loop->multi) {
        free(loop);
        return NULL;
    }
    curl_multi_setopt(loop->multi, CURLMOPT_PIPELINING, (long)CURLPIPE_NOTHING);
    return loop;
}

void cfetch_close(struct cfetch_loop *loop) {
    while (loop->running) cfetch_cancel(loop, loop->running->id);
    for (struct cfetch_transfer *ended; (ended = cfetch_take(loop));) cfetch_free(ended);
    curl_multi_cleanup(loop->multi);
    free(loop);
}

void cfetch_wake(struct cfetch_loop *loop) { curl_multi_wakeup(loop->multi); }

void cfetch_ignore_broken_pipes(void) {
    sigset_t pipes;
    sigemptyset(&pipes);
    sigaddset(&pipes, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipes, NULL);
}

static void end(struct cfetch_loop *loop, struct cfetch_transfer *transfer) {
    for (struct cfetch_transfer **place = &loop->running; *place; place = &(*place)->next) {
        if (*place != transfer) continue;
        *place = transfer->next;
        break;
    }
    curl_multi_remove_handle(loop->multi, transfer->curl);
    transfer->next = loop->ended;
    loop->ended = transfer;
}

void cfetch_add(struct cfetch_loop *loop, struct cfetch_transfer *transfer) {
    transfer->next = loop->running;
    loop->running = transfer;
    if (transfer->lacks_memory ||
        curl_multi_add_handle(loop->multi, transfer->curl) != CURLM_OK) {
        transfer->lacks_memory = true;
        end(loop, transfer);
    }
}

bool cfetch_cancel(struct cfetch_loop *loop, uint64_t id) {
    for (struct cfetch_transfer *transfer = loop->running; transfer; transfer = transfer->next) {
        if (transfer->id != id) continue;
        end(loop, transfer);
        cfetch_free(cfetch_take(loop));
        return true;
    }
    return false;
}

static int waiting_ms(const struct cfetch_loop *loop) {
    int64_t now = cfetch_now();
    int64_t wait = sleep_ms;
    for (const struct cfetch_transfer *transfer = loop->running; transfer;
         transfer = transfer->next) {
        int64_t rest = cfetch_due(transfer) - now;
        if (rest < wait) wait = rest;
    }
    return wait > 0 ? (int)wait : 0;
}

static void end_what_is_done(struct cfetch_loop *loop) {
    int left = 0;
    for (CURLMsg *message; (message = curl_multi_info_read(loop->multi, &left));) {
        if (message->msg != CURLMSG_DONE) continue;
        CURLcode code = message->data.result;
        struct cfetch_transfer *transfer = NULL;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, (char **)&transfer);
        if (!transfer) continue;
        transfer->code = code;
        end(loop, transfer);
    }
}

static void end_what_is_due(struct cfetch_loop *loop) {
    int64_t now = cfetch_now();
    for (struct cfetch_transfer *transfer = loop->running, *next; transfer; transfer = next) {
        next = transfer->next;
        if (cfetch_is_due(transfer, now)) end(loop, transfer);
    }
}

void cfetch_turn(struct cfetch_loop *loop) {
    if (!loop->running || loop->ended) return;
    int running = 0;
    curl_multi_perform(loop->multi, &running);
    end_what_is_done(loop);
    end_what_is_due(loop);
    if (!loop->running || loop->ended) return;
    curl_multi_poll(loop->multi, NULL, 0, waiting_ms(loop), NULL);
}

struct cfetch_transfer *cfetch_take(struct cfetch_loop *loop) {
    struct cfetch_transfer *transfer = loop->ended;
    if (!transfer) return NULL;
    loop->ended = transfer->next;
    transfer->next = NULL;
    return transfer;
}

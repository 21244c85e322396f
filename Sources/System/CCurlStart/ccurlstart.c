// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
#include "ccurlstart.h"

#include <curl/curl.h>
#include <pthread.h>

static void start(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

void ccurlstart(void) {
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, start);
}

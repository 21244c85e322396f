// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// One SMTP delivery by libcurl, whose option function is variadic and so invisible to Swift.
#pragma once
#include <stddef.h>

enum csmtp_security {
    csmtp_security_none = 0,
    csmtp_security_opportunistic = 1,
    csmtp_security_required = 2,
};

enum csmtp_outcome {
    csmtp_outcome_sent = 0,
    csmtp_outcome_out_of_memory,
    csmtp_outcome_bad_settings,
    csmtp_outcome_relay_not_found,
    csmtp_outcome_not_connected,
    csmtp_outcome_timed_out,
    csmtp_outcome_no_tls,
    csmtp_outcome_tls_failed,
    csmtp_outcome_sign_in_refused,
    csmtp_outcome_broken_off,
};

// How far the conversation had come when it ended.
enum csmtp_step {
    csmtp_step_greeting = 0,
    csmtp_step_sign_in,
    csmtp_step_sender,
    csmtp_step_recipient,
    csmtp_step_message,
};

// The relay's last words. `status` is its reply code, 0 when it gave none; `subject` is the second
// number of its enhanced status (RFC 3463), such as 7 for policy, -1 when it gave none.
struct csmtp_reply {
    enum csmtp_step step;
    long status;
    int subject;
};

struct csmtp_delivery {
    const char *url;
    const char *user;      // null: do not sign in
    const char *password;  // null: do not sign in
    const char *ca_file;   // null: the system's certificates
    enum csmtp_security security;
    const char *sender;
    const char *const *recipients;
    size_t recipient_count;
    const char *message;
    size_t message_bytes;
    long connect_timeout_seconds;
    long timeout_seconds;
};

// Blocks until done.
enum csmtp_outcome csmtp_send(const struct csmtp_delivery *delivery, struct csmtp_reply *reply);

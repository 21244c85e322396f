// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors
// libcurl is started once for the whole process, however many shims use it.
#pragma once

// From any thread, as often as wanted.
void ccurlstart(void);

-- SPDX-License-Identifier: Apache-2.0
-- SPDX-FileCopyrightText: 2026 The Nightlight authors

-- On whose account a job runs: each lane has workers of its own.
ALTER TABLE job ADD COLUMN lane TEXT NOT NULL DEFAULT 'ordinary';
DROP INDEX job_available;
CREATE INDEX job_claimable ON job (lane, priority, available_at, id)
    WHERE available_at IS NOT NULL;
CREATE INDEX job_lane_available_at ON job (lane, available_at) WHERE available_at IS NOT NULL;

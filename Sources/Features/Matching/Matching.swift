// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Matching: lists of fingerprints, and what a file is on them.
//
// Digests are looked up in SQL, PDQ in an index in memory that follows the tables. What counts
// when lists contradict one another is said once, in `MatchVerdict`.
//
// May touch: fingerprints, the index, list formats, the storage seam. No incident and no address.
// Tables: hash_entry, hash_entry_event, hash_entry_statistic, hash_import, hash_list,
// hash_proposal, match_opinion, matching_state, media, media_match.
// Invariants:
// - an entry that is withdrawn or held matches nothing, from the next look-up on;
// - what collides with a benign list is held until somebody lets it out;
// - trust, and adding by hand where a list asks for it, take two people.

// SPDX-License-Identifier: Apache-2.0
// SPDX-FileCopyrightText: 2026 The Nightlight authors

// Composition: what the program is made of, and the one place that puts it together.
//
// Each feature is a small value: the tables that are its own, its settings, the handlers of its
// jobs, what it does beside them, and the application that people or machines reach. The list of
// these values is the product: settings, their reference, the workers, what `serve` listens on and
// the owners of tables are read from it and written nowhere else.
//
// May touch: everything but Commands. It parses no arguments and prints nothing.
// Invariants:
// - a feature stands in the list once, a setting in one feature, a table in one feature;
// - each kind of job has one handler, made by the feature that the kind is named after;
// - without the casework key nothing is made that could open what is sealed.

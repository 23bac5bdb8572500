/* SPDX-License-Identifier: MIT */
/*
 * Where a rule of a model is from: every rule says so.
 */
#ifndef MUSTER_MODEL_ORIGIN_H
#define MUSTER_MODEL_ORIGIN_H

#include "base/yaml.h"

struct origin {
	date effective;               /* DATE_NONE: unknown                */
	struct yaml_str source, confidence, note;
};

/* The keys of a `struct origin from` in a struct; they end its table. */
#define ORIGIN_KEYS(type) \
	{ "effective", YAML_DATE, false, "unknown", \
	  offsetof(struct type, from.effective), 0, 0 }, \
	{ "source", YAML_STR, false, "''", \
	  offsetof(struct type, from.source), 0, 0 }, \
	{ "confidence", YAML_STR, false, "''", \
	  offsetof(struct type, from.confidence), 0, 0 }, \
	{ "note", YAML_STR, false, "''", \
	  offsetof(struct type, from.note), 0, 0 }, \
	{ 0 }

/* What is wrong with it, in words: no source, or a confidence that is none of
 * high, medium and low; NULL: nothing. */
const char *origin_fault(const struct origin *);

#endif

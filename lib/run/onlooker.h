/* SPDX-License-Identifier: MIT */
/*
 * A sink that wants every table read through, whether the roster takes it or
 * not, and hands the roster what is its.
 */
#ifndef MUSTER_RUN_ONLOOKER_H
#define MUSTER_RUN_ONLOOKER_H

#include "read/input.h"

struct onlooker {
	struct sink roster;
	struct sink_desks desks;      /* the roster's, through these hands */
	bool taken;                   /* the table at hand is the roster's */
};

/* The sink, for as long as the onlooker lives; the roster's has desks. */
struct sink onlooker_sink(struct onlooker *, struct sink roster);

#endif

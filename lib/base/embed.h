/* SPDX-License-Identifier: MIT */
/*
 * The files below templates/, compiled into the program, so that it needs no
 * folder beside it.  The Makefile generates the table from every
 * templates/FOLDER/NAME.yaml.
 */
#ifndef MUSTER_BASE_EMBED_H
#define MUSTER_BASE_EMBED_H

#include <stddef.h>

struct embedded {
	const char *path;  /* below templates/: "models/medical-assistant-2025-05.yaml" */
	const char *text;  /* the file's bytes and one NUL after them */
	size_t len;        /* bytes of text, the NUL not counted */
};

/* The files in ascending strcmp order of path, then one row of zeros. */
extern const struct embedded embedded_files[];

/* How many files there are; the closing row is not one of them. */
extern const size_t n_embedded_files;

#endif

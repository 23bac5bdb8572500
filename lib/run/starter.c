/* SPDX-License-Identifier: MIT */
#include "run/starter.h"

#include "base/embed.h"
#include "base/hash.h"
#include "run/shipped.h"

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

#define RECORD ".muster-init"

struct starter {
	struct arena *mem;
	struct diags *diags;
	const char *dir;
	struct str record;            /* of an earlier time, or ""         */
	struct sbuf now;              /* the new record                    */
	struct names *kept;
};

/* Where a shipped file goes: jobs to the top, all else as it is named. */
static const char *
place_of(const struct embedded *e)
{
	return e->path + (str_starts(str_of(e->path), STR("jobs/")) ? 5 : 0);
}

/* The line "HASH  NAME" of a record, or "" when it has none. */
static struct str
recorded(struct str record, const char *name)
{
	for (struct str rest = record; rest.s;) {
		struct str line = str_cut(&rest, '\n');

		if (line.len > 34 && str_eq(str_skip(line, 34), str_of(name)))
			return line;
	}
	return STR("");
}

/* A file that is there: ours and old, ours and right, or somebody's. */
static int
update(struct starter *s, int folder, const char *base, const char *name,
       struct str text, struct str hash)
{
	struct str line = recorded(s->record, name), is;
	int64_t bytes;

	if (!file_hash(s->mem, folder, base, &bytes, &is))
		is = STR("");
	if (!str_eq(is, hash) && (!is.len || !str_starts(line, is))) {
		*VEC_PUSH(s->mem, s->kept) = str_of(name);
		if (line.len)
			sbuf_fmt(&s->now, "%.*s\n", FMT(line));
		return 0;
	}
	sbuf_fmt(&s->now, "%.*s  %s\n", FMT(hash), name);
	return str_eq(is, hash) ? 0 : file_replace(s->mem, folder, base, text);
}

/* Write one file of the starter, unless somebody else's is there. */
static enum st
put(struct starter *s, const char *name, struct str text)
{
	const char *path = str_fmt(s->mem, "%s/%s", s->dir, name).s;
	const char *base = strrchr(path, '/') + 1;
	const char *dir = str_z(s->mem, (struct str){ path, base - path - 1 });
	struct str hash = hash_text(s->mem, text);
	int folder = -1, err = 0;

	if (folders_make(s->mem, dir) || (folder = open(dir, DIR_FLAGS)) < 0)
		return output_fault(s->diags, dir, "this folder cannot be "
		                    "used", errno);
	err = file_new(s->mem, folder, base, text);
	if (err == EEXIST)
		err = update(s, folder, base, name, text, hash);
	else if (!err)
		sbuf_fmt(&s->now, "%.*s  %s\n", FMT(hash), name);
	close(folder);
	return err ? output_fault(s->diags, path, "cannot be written", err)
	           : ST_OK;
}

/* What was written an earlier time. */
static void
read_record(struct starter *s)
{
	const char *path = str_fmt(s->mem, "%s/" RECORD, s->dir).s;
	struct diags unread;

	diags_init(&unread, s->mem);
	if (access(path, R_OK) || file_read(s->mem, str_of(path), &s->record,
	                                    &unread) != ST_OK)
		s->record = STR("");
}

enum st
starter_write(struct arena *mem, const char *dir, struct names *kept,
              struct diags *d)
{
	struct starter s = { .mem = mem, .diags = d, .dir = dir,
		             .now = { .mem = mem }, .kept = kept };
	int folder;
	int err;

	read_record(&s);
	for (size_t i = 0; i < n_embedded_files; i++) {
		const struct embedded *e = &embedded_files[i];

		if (put(&s, place_of(e), (struct str){
				e->text, (ptrdiff_t)e->len }) != ST_OK)
			return ST_IO;
	}
	folder = open(dir, DIR_FLAGS);
	if (folder < 0)
		return output_fault(d, dir, "this folder cannot be used",
		                    errno);
	err = file_replace(mem, folder, RECORD, sbuf_str(&s.now));
	close(folder);
	return err ? output_fault(d, dir, "cannot be written", err) : ST_OK;
}

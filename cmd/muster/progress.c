/* SPDX-License-Identifier: MIT */
#include "muster.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

enum {
	FIRST_MS = 1000,              /* a shorter run shows nothing       */
	EVERY_MS = 100,
	BAR_CELLS = 20,
	LINE_MAX = 200,
};

struct bar {
	bool watched, drawn;
	const char *what;             /* the stage that was told last      */
	int64_t began_ms, last_ms;
};

static int64_t
clock_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

struct bar *
bar_new(struct arena *mem, const struct options *o)
{
	struct bar *b = NEW(mem, 1, struct bar);

	b->watched = !o->quiet && isatty(STDERR_FILENO);
	b->began_ms = clock_ms();
	return b;
}

static int
columns(void)
{
	struct winsize w;

	if (ioctl(STDERR_FILENO, TIOCGWINSZ, &w) || w.ws_col < 20)
		return 79;
	return w.ws_col - 1 < LINE_MAX ? w.ws_col - 1 : LINE_MAX;
}

/* "1,234,567" */
static const char *
commas(int64_t n, char buf[32])
{
	char *p = buf + 31;
	int digits = 0;

	*p = '\0';
	do {
		if (digits && digits % 3 == 0)
			*--p = ',';
		*--p = (char)('0' + n % 10);
		digits++;
	} while ((n /= 10) != 0);
	return p;
}

/* How far, how many rows, how fast and how much longer. */
static void
write_line(char line[LINE_MAX + 1], const struct stage *s, int64_t ms)
{
	char rows[32], rate[32], cells[BAR_CELLS + 1];
	int64_t bytes = s->bytes < s->total ? s->bytes : s->total;
	int64_t left, full;

	if (!s->rows) {
		snprintf(line, LINE_MAX + 1, "%s ...", s->what);
		return;
	}
	if (!s->total || !bytes) {
		snprintf(line, LINE_MAX + 1, "%s  %s rows  %s/s",
		         s->what, commas(s->rows, rows),
		         commas(s->rows * 1000 / ms, rate));
		return;
	}
	full = bytes * BAR_CELLS / s->total;
	left = (s->total - bytes) * ms / bytes;
	for (int i = 0; i < BAR_CELLS; i++)
		cells[i] = i < full ? '#' : '.';
	cells[BAR_CELLS] = '\0';
	snprintf(line, LINE_MAX + 1, "%s [%s] %lld %%  %s rows  %s/s  %lld s "
	         "left", s->what, cells,
	         (long long)(bytes * 100 / s->total), commas(s->rows, rows),
	         commas(s->rows * 1000 / ms, rate),
	         (long long)((left + 999) / 1000));
}

static void
tell(void *ctx, const struct stage *s)
{
	struct bar *b = ctx;
	int64_t now = clock_ms();
	char line[LINE_MAX + 1];
	bool new = b->what != s->what; /* told once, and may take long */

	b->what = s->what;
	if (now - b->began_ms < FIRST_MS ||
	    (!new && now - b->last_ms < EVERY_MS))
		return;
	b->last_ms = now;
	b->drawn = true;
	write_line(line, s, now - b->began_ms);
	fprintf(stderr, "\r%-*.*s", columns(), columns(), line);
	fflush(stderr);
}

struct progress
bar_progress(struct bar *b)
{
	return (struct progress){ b, b->watched ? tell : NULL };
}

void
bar_end(struct bar *b)
{
	if (b->drawn)
		fprintf(stderr, "\r%*s\r", columns(), "");
	b->drawn = false;
}

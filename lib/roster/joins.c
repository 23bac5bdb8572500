/* SPDX-License-Identifier: MIT */
/*
 * Which rows of other kinds find their person, and which find nobody.
 */
#include "roster/resolve.h"

enum { JOIN_WARN_PERCENT = 90, JOIN_STOP_PERCENT = 50 };

/* An id as people might have written it: no case, zeros or decimals. */
static struct str
plain_id(struct arena *mem, struct str id)
{
	struct str s = str_dup(mem, id);
	char *p = (char *)(uintptr_t)s.s;

	for (ptrdiff_t i = 0; i < s.len; i++)
		if (p[i] >= 'A' && p[i] <= 'Z')
			p[i] = (char)(p[i] + ('a' - 'A'));
	if (str_ends(s, STR(".0")))
		s.len -= 2;
	while (s.len > 1 && s.s[0] == '0')
		s = str_skip(s, 1);
	return s;
}

/* Bits by near_hash: which ids are worth a closer look. */
enum { NEAR_BITS = 1 << 20 };

/*
 * The same for ids that plain_id makes the same, and for few others: nearly
 * all of a million ids are near to none, and need not be copied to know it.
 */
static uint32_t
near_hash(struct str id)
{
	uint32_t h = 0;

	if (id.len > 1 && id.s[id.len - 1] == '0' && id.s[id.len - 2] == '.')
		id.len -= 2;
	for (ptrdiff_t i = 0; i < id.len; i++) {
		uint32_t c = (unsigned char)id.s[i] | 0x20u; /* no case */

		if (h || c != '0' || i == id.len - 1)
			h = (h ^ c) * 0x9E3779B1u;
	}
	return h >> 12;
}

/*
 * Propose, never join: ids that differ only in how they are written.  The
 * strays are few, the staff ids many: so it is the strays that are kept.
 */
static void
propose_ids(struct resolve *rz, const struct links *l)
{
	struct arena scratch = arena_like(rz->roster->mem);
	const struct intern *ids = &rz->staff->ids;
	struct intern plain;
	uint32_t *stray_of = NEW(&scratch, l->strays.n, uint32_t);
	uint8_t *near_bits = NEW(&scratch, NEAR_BITS / 8, uint8_t);
	struct str ours = STR(""), theirs = STR("");
	ptrdiff_t near = 0;

	intern_init(&plain, &scratch);
	for (uint32_t i = 1; (ptrdiff_t)i < l->strays.n; i++) {
		struct str id = intern_str(&l->strays, i);
		uint32_t h = near_hash(id);

		stray_of[intern_put(&plain, plain_id(&scratch, id))] = i;
		near_bits[h / 8] |= (uint8_t)(1 << h % 8);
	}
	for (uint32_t i = 1; (ptrdiff_t)i < ids->n; i++) {
		struct arena_mark m = arena_mark(&scratch);
		struct str id = intern_str(ids, i);
		uint32_t h = near_hash(id);

		if (!(near_bits[h / 8] >> h % 8 & 1))
			continue;
		uint32_t k = intern_find(&plain, plain_id(&scratch, id));

		arena_rewind(&scratch, m);
		if (k == INTERN_NONE || k == 0)
			continue;
		if (near++ == 0) {
			ours = id;
			theirs = intern_str(&l->strays, stray_of[k]);
		}
	}
	if (near) {
		const char *kind = kind_info[l->kind].name;

		diag_add(rz->diags, DIAG_ID_NEAR, (struct pos){ 0 },
		         STR("person_id"), theirs, "%td ids of the %s file "
		         "are like \"%.*s\" beside \"%.*s\" in staff", near,
		         kind, FMT(theirs), FMT(ours));
		decide(rz->roster, "Ids not joined", str_of(kind), near, true,
		       "They differ from ids in staff only by zeros, .0 or "
		       "case");
	}
	arena_free(&scratch);
}

/*
 * Rows matched and unmatched, in the ledger, the kind's join and by file; who
 * has a row: seen[index + 1]; and whether people's rows stand in the order of
 * people, each one's together.  Without a branch: there are millions.
 */
static bool
count_links(struct resolve *rz, const struct links *l, struct join_count *j,
            uint8_t *seen)
{
	uint32_t id[LINK_BLOCK], last = 0;
	bool in_order = true;

	for (struct link_block b = { 0 }; links_block(l, &b);) {
		struct ledger_file *f = &rz->ledger->v[b.file];
		struct join_count *both[] = { j, &rz->by_file[b.file] };
		int64_t rows = 0, matched = 0, no_such_id = 0;

		block_read(&b, 0, id);
		for (ptrdiff_t i = 0; i < b.n; i++) {
			uint32_t known = id[i] & ~LINK_MORE;
			uint32_t who = rz->owner[known];
			uint32_t next = who ? who : last;
			int record = !(id[i] & LINK_MORE);

			seen[who] = 1;
			rows += record;
			matched += record & (who != 0);
			no_such_id += record & (known == 0);
			in_order &= next >= last;
			last = next;
		}
		f->count[ROW_USED] += matched;
		f->count[ROW_UNMATCHED] += rows - matched;
		for (int k = 0; k < 2; k++) {
			both[k]->rows_matched += matched;
			both[k]->rows_unmatched += rows - matched;
			both[k]->rows_no_such_id += no_such_id;
		}
	}
	return in_order;
}

void
count_joins(struct resolve *rz)
{
	struct arena scratch = arena_like(rz->roster->mem);
	ptrdiff_t people = rz->roster->n;

	rz->by_file = NEW(rz->stage, rz->ledger->n, struct join_count);
	for (int k = 0; k < KIND_N; k++) {
		struct join_count *j = &rz->roster->join[k];
		const struct links *l = &rz->links[k];

		*j = (struct join_count){ .kind = (enum kind)k };
		if (!links_kind((enum kind)k) || l->files.n == 0)
			continue;
		uint8_t *seen = NEW(&scratch, people + 1, uint8_t);
		j->present = true;
		rz->in_order[k] = count_links(rz, l, j, seen);
		for (ptrdiff_t i = 0; i < people; i++)
			j->people_without += !seen[i + 1];
		arena_free(&scratch);
	}
}

/* The class of the row that an id's person would stand in, by staff id. */
static const uint8_t *
class_by_id(const struct resolve *rz, struct arena *mem)
{
	uint8_t *class = NEW(mem, rz->staff->ids.n, uint8_t);

	for (ptrdiff_t row = rz->staff->n - 1; row >= 0; row--)
		class[rz->staff->v[row].id] = rz->staff->v[row].class;
	return class;
}

/* The rows of credentials that find nobody. */
static void
list_unmatched(struct resolve *rz, const struct links *l)
{
	struct arena scratch = arena_like(rz->roster->mem);
	const uint8_t *class = class_by_id(rz, &scratch);
	ptrdiff_t stray = 0;

	for (struct link_cursor c = { 0 }; links_next(l, &c);) {
		uint32_t id = link_id(&c);

		if (link_is_more(&c) || rz->owner[id])
			continue;
		struct str text = id ? intern_str(&rz->staff->ids, id)
			: str_dup(rz->roster->mem, intern_str(&l->strays,
			          l->stray.v[stray++]));

		*VEC_PUSH(rz->roster->mem, &rz->roster->unmatched) =
			(struct unmatched){ text, pool_str(rz->pool,
			F_CREDENTIAL, link_at(&c, CRED_RAW)), id
			? class_info[class[id]].name : "no_such_id",
			link_at(&c, CRED_LINE), c.file };
	}
	arena_free(&scratch);
}

/* Does a file find its people?  Without ids nothing can: said elsewhere. */
static void
judge_join(struct resolve *rz, int32_t file, const struct join_count *j)
{
	int64_t rows = j->rows_matched + j->rows_unmatched;
	int64_t found = rows - j->rows_no_such_id;
	struct str path = rz->ledger->v[file].path;
	enum diag_code code = found * 100 < rows * JOIN_STOP_PERCENT
		? DIAG_JOIN_NONE : DIAG_JOIN_LOW;

	if (found * 100 >= rows * JOIN_WARN_PERCENT || !rz->roster->has_ids)
		return;
	diag_add(rz->diags, code, (struct pos){ .file = path },
	         STR("person_id"), STR(""), "%lld of %lld rows have an id that "
	         "a staff row has", (long long)found, (long long)rows);
	decide(rz->roster, "Poor join", path, j->rows_no_such_id, true,
	       "Only %lld of %lld rows have an id that a staff row has",
	       (long long)found, (long long)rows);
}

void
resolve_joins(struct resolve *rz)
{
	for (int k = 0; k < KIND_N; k++) {
		const struct links *l = &rz->links[k];

		if (!rz->roster->join[k].present)
			continue;
		if (l->strays.n > 1)
			propose_ids(rz, l);
		if (k == K_CREDENTIALS && rz->opt->records)
			list_unmatched(rz, l);
		for (ptrdiff_t f = 0; f < l->files.n; f++)
			judge_join(rz, l->files.v[f].file,
			           &rz->by_file[l->files.v[f].file]);
	}
}

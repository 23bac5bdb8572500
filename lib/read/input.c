/* SPDX-License-Identifier: MIT */
#include "read/input_int.h"

#include "base/utf8.h"
#include "read/dialect_int.h"

#include <errno.h>

enum {
	HEAD_RECORDS = 200,           /* looked at for header and columns  */
	SHOWN_HEADERS = 6,            /* of a file that fits no kind       */
	WARM = 64 << 10,              /* bytes of a file worth compiling for */
};

static struct pos
file_pos(const struct input *in)
{
	return (struct pos){ .file = in->path };
}

static void
describe(struct input *in)
{
	struct ledger_file *f = input_ledger(in);
	struct reader *r = in->reader;

	f->encoding = str_of(in->bytes.encoding.name);
	f->delimiter = str_dup(r->ledger->mem, (struct str){
		&in->dialect.delimiter, 1 });
	f->bytes = in->bytes.seekable ? in->bytes.size : in->bytes.taken;
	if (!in->bytes.encoding.utf8)
		diag_add(r->diags, DIAG_ENCODING, file_pos(in), STR(""),
		         STR(""), "it is %s", in->bytes.encoding.name);
}

/* Non-empty cells of each column below the header, in the head. */
static int64_t *
count_filled(struct arena *mem, const struct head *head,
             const struct header *h)
{
	int64_t *filled = NEW(mem, h->width, int64_t);

	for (ptrdiff_t i = h->first + h->n; i < head->n; i++)
		for (int32_t j = 0; j < head->v[i].kept && j < h->width; j++)
			filled[j] += str_trim(head->v[i].cell[j]).len > 0;
	return filled;
}

static void
take_header(struct input *in, const struct head *head)
{
	const struct header *h = &in->header;
	struct reader *r = in->reader;
	struct arena scratch = arena_like(&in->mem);
	const struct record *last = &head->v[h->first + h->n - 1];

	in->header_line = head->v[h->first].line;
	in->header_last = last->last_line;
	for (ptrdiff_t i = 0; i < h->n; i++)
		in->header_row[in->n_header_row++] = &head->v[h->first + i];
	struct shape *s = schema_shape(r->mem, r->rules, r->regex, h->is.kind,
		h->cell, h->width, count_filled(&scratch, head, h),
		(struct pos){ .file = in->path, .line = in->header_line,
		              .last_line = in->header_last }, r->diags);
	s->file = in->file;
	in->shape = s;
	input_ledger(in)->kind = h->is.kind;
	input_ledger(in)->header_line = in->header_line;
	arena_free(&scratch);
}

/* The names in the row that looks most like a header, for a message. */
static struct str
first_names(struct input *in, const struct head *head)
{
	struct sbuf b = { .mem = &in->mem };

	for (ptrdiff_t i = 0; i < head->n; i++) {
		const struct record *r = &head->v[i];

		if (!header_like(r) || (r->n < in->dialect.width &&
		                        in->dialect.width > 1))
			continue;
		for (int32_t j = 0; j < r->kept && j < SHOWN_HEADERS; j++)
			sbuf_fmt(&b, "%s%.*s", j ? ", " : "", FMT(r->cell[j]));
		if (r->kept > SHOWN_HEADERS)
			sbuf_put(&b, STR(", ..."));
		break;
	}
	return sbuf_str(&b);
}

static bool
refuse(struct input *in, enum diag_code code, struct str value,
       const char *msg, enum st *st)
{
	diag_add(in->reader->diags, code, file_pos(in), STR(""), value, "%s",
	         msg);
	*st = diag_info[code].severity == SEV_IO ? ST_IO : ST_CONFIG;
	return false;
}

/* A file of no kind: an error if it was named, a note if not. */
static bool
no_kind(struct input *in, enum diag_code code, struct str value,
        const char *msg, bool in_folder, enum st *st)
{
	if (!in_folder)
		return refuse(in, code, value, msg, st);
	diag_add(in->reader->diags, DIAG_FILE_SKIPPED, file_pos(in), STR(""),
	         value, "%s", msg);
	return true;
}

/* Look at the text of the head: dialect, header, kind. */
static bool
look(struct input *in, bool in_folder, enum st *st)
{
	struct reader *r = in->reader;
	struct head *head = NEW(&in->mem, 1, struct head);
	struct str text = dialect_look(&in->mem, &in->bytes,
		(struct dialect_fixed){ r->fixed.delimiter, r->fixed.quote },
		&in->dialect);

	head_read(&in->mem, text, &in->dialect, false, HEAD_RECORDS, head);
	describe(in);
	bool any = false;
	for (ptrdiff_t i = 0; i < head->n; i++)
		any |= head->v[i].what != RECORD_BLANK &&
		       (head->v[i].what != RECORD_CELLS ||
		        record_width(&head->v[i]));
	if (!any) {
		diag_add(r->diags, DIAG_FILE_EMPTY, file_pos(in), STR(""),
		         STR(""), "%s", "");
		return true;
	}
	in->header = header_find(&in->mem, r->rules, r->regex, head);
	if (in->header.is.kind == KIND_NONE)
		return no_kind(in, DIAG_FILE_UNKNOWN, first_names(in, head),
		               header_guess(&in->mem, head,
		                            in->dialect.width).n ? ""
		               : "it seems to have no header; expected a row "
		               "of names such as Employee ID, Job Title",
		               in_folder, st);
	if (in->header.is.rival != KIND_NONE) {
		struct str msg = str_fmt(&in->mem, "%s and %s",
			kind_info[in->header.is.kind].name,
			kind_info[in->header.is.rival].name);
		in->header.is.kind = KIND_NONE;
		return no_kind(in, DIAG_FILE_AMBIGUOUS, STR(""), msg.s,
		               in_folder, st);
	}
	header_shift(&in->mem, head, in->dialect.width, &in->header);
	take_header(in, head);
	return true;
}

static bool
start(struct input *in, bool in_folder, enum st *st)
{
	struct reader *r = in->reader;
	enum bytes_verdict verdict;
	const char *what = "";

	if (!bytes_open(&in->bytes, &in->buffers, in->path))
		return refuse(in, DIAG_FILE_OPEN, STR(""),
		              strerrordesc_np(errno), st);
	if (!bytes_look(&in->bytes, r->fixed.encoding, &verdict, &what))
		return refuse(in, DIAG_OPTION_BAD, r->fixed.encoding,
		              "no such encoding", st);
	in->file = (int32_t)r->ledger->n;
	*VEC_PUSH(r->ledger->mem, r->ledger) = (struct ledger_file){
		.path = in->path, .kind = KIND_NONE,
		.encoding = STR(""), .delimiter = STR(""), .hash = STR(""),
	};
	in->header.is.kind = KIND_NONE;
	if (verdict == BYTES_BINARY)
		return no_kind(in, DIAG_FILE_BINARY, STR(""), what, in_folder,
		               st);
	/* Matched once a row where the first cells are no series. */
	for (ptrdiff_t i = 0; in->bytes.taken > WARM && i < r->rules->n_total; i++)
		regex_warm(r->rules->total[i]);
	for (ptrdiff_t i = 0; in->bytes.taken > WARM && i < r->rules->n_footer; i++)
		regex_warm(r->rules->footer[i]);
	return look(in, in_folder, st);
}

struct input *
input_open(struct reader *r, struct str path, bool in_folder, enum st *st)
{
	struct input *in = NEW(r->mem, 1, struct input);

	*st = ST_OK;
	in->reader = r;
	in->mem = arena_like(r->mem);
	in->buffers = arena_like(r->mem);
	in->path = str_dup(r->mem, path);
	if (!start(in, in_folder, st)) {
		input_close(in);
		return NULL;
	}
	if (bytes_reopens(&in->bytes)) {
		bytes_close(&in->bytes);
		arena_free(&in->buffers);
	}
	return in;
}

enum kind
input_kind(const struct input *in)
{
	return in->header.is.kind;
}

const struct shape *
input_shape(const struct input *in)
{
	return in->shape;
}

int32_t
input_file(const struct input *in)
{
	return in->file;
}

void
input_close(struct input *in)
{
	if (!in)
		return;
	bytes_close(&in->bytes);
	arena_free(&in->buffers);
	arena_free(&in->mem);
}

/* SPDX-License-Identifier: MIT */
/*
 * Typed values as exports write them: pay, lengths of time, dates, shares.
 *
 * Pure: text in, a small struct out, no allocation.  The forms are those of
 * HR systems seen in the field; tests/unit/values.c has a row for each.
 */
#ifndef MUSTER_NORM_VALUES_H
#define MUSTER_NORM_VALUES_H

#include "base/date.h"
#include "base/money.h"

/* What a pay amount is for, and how many of it make a year. */
enum pay_basis {
	BASIS_NONE,      /* not said                                       */
	BASIS_HOUR,      /* x hours a year                                 */
	BASIS_DAY,       /* x 260                                          */
	BASIS_WEEK,      /* x 52                                           */
	BASIS_BIWEEK,    /* x 26                                           */
	BASIS_SEMIMONTH, /* x 24                                           */
	BASIS_MONTH,     /* x 12                                           */
	BASIS_YEAR,      /* x 1                                            */
	BASIS_N
};

/* Periods a year of a basis; 0 for BASIS_NONE and BASIS_HOUR. */
extern const int16_t pay_periods[BASIS_N];

/* "hour", "year" ...: the names used in rules, messages and reports. */
extern const char *const pay_basis_name[BASIS_N];

enum value_state {
	VALUE_OK,
	VALUE_EMPTY,      /* blank, "N/A", "TBD", "-", "none", "nan", "null" */
	VALUE_MASKED,     /* "***", "#####", "xxxx", "ND"                   */
	VALUE_UNREADABLE
};

enum {
	PAY_WAS_RANGE = 1,    /* "13.62 - 15.00": amount is the middle; or
	                         "from 20", "50,000+": the end given       */
	PAY_WAS_ROUNDED = 2,  /* "28.3K", "about 30000", "2.8E+04"         */
};

/* What a number says of its column's decimal mark. */
enum says_mark {
	SAYS_NO_MARK,
	SAYS_POINT,           /* "13.62", "28,329.60", "1,133,180"         */
	SAYS_COMMA,           /* "13,62", "28.329,60", "1.133.180"         */
	SAYS_EITHER,          /* "28.330", "28,330"                        */
};

struct pay_text {
	int64_t amount_e4;    /* as written, ten-thousandths; may be < 0   */
	uint8_t state;        /* enum value_state                          */
	uint8_t basis;        /* enum pay_basis, from a suffix             */
	uint8_t flags;
	/* How it was written. */
	unsigned mark : 2;    /* enum says_mark                            */
	unsigned commas : 1;  /* between thousands                         */
	unsigned places : 3;  /* decimals + 1; 0: not in a plain form      */
	char currency[4];     /* "USD" from $ US$ or a code, "" not said.
	                         GBP for a pound sign, EUR for a euro sign  */
};

/*
 * An amount of money: $13.62  13.62/hr  13.62 per hour  USD 13.62  15.00 USD
 * 28,329.60  $28.3K  28 329,60  1.133,18  (500.00)  500.00-  13.62 - 15.00
 * "From $20.00 per hour"  N/A  TBD  ***  #####.  The last of point and comma
 * is the decimal mark; a single comma or point followed by exactly three
 * digits is a thousands mark for a comma, a decimal mark for a point (but
 * "0,500" is a half), unless its column says otherwise (pay_parse_comma).
 * More than four decimals are rounded.  A range whose ends are in the wrong
 * order or more than tenfold apart is unreadable, and so is a cell with a word
 * that says nothing about pay, two bases or two currencies.
 */
struct pay_text pay_parse(struct str);

/* The same in a column whose decimal mark is the comma: "28.330" is 28330 and
 * "28,330" is 28.33. */
struct pay_text pay_parse_comma(struct str);

enum { PAY_WRITTEN = 32 };

/*
 * Write what was in a plain form (places not 0) as it was written,
 * "$28,329.60", for those who did not keep it: nearly every cell's text is
 * another one.  Returns the bytes written.
 */
ptrdiff_t pay_write(struct pay_text, char out[PAY_WRITTEN]);

/* Whether pay_write writes more of it than digits and a point. */
bool pay_is_marked(struct pay_text);

enum {
	YEARS_PLUS = 1,       /* "10+", "over 20": more than               */
	YEARS_RANGE = 2,      /* "5-7": the middle                         */
	YEARS_WORD = 4,       /* "new grad", "entry": 0                    */
	YEARS_SINCE = 8,      /* "since 2014": `since` holds the date      */
	YEARS_LESS = 16,      /* "<1", "less than 1": the middle from 0    */
};

/* One year is this many; a month 1,000; so 7.5 and "7y 6m" are exact. */
#define YEAR_MILLIMONTHS 12000

struct years_text {
	int32_t millimonths;  /* thousandths of a month                    */
	date since;           /* with YEARS_SINCE                          */
	uint8_t state, flags;
};

/*
 * A length of time: 7  7.5  7,5  7 yrs  7y 6m  7 years, 6 months  90 months
 * 10+  "20 plus"  5-7  <1  1/2  since 2014  New Grad  entry  "1 year or less"
 * "41 years or more"  "at least 2-3 years"  "7 year(s), 6 month(s)"  "2014 -
 * present".  A bare number is years, at most 10,000; a comma is a decimal mark.
 * A week is 7 and a year 365.25 days.
 */
struct years_text years_parse(struct str);

enum date_form {
	DATE_EMPTY,           /* blank, N/A, and the sentinels 00/00/0000,
	                         9999-12-31, 12/31/2999, 1900-01-01 ...     */
	DATE_BAD,             /* not a date, or one that does not exist in
	                         either order: 02/30/2021                   */
	DATE_SURE,            /* order known: ISO, month by name, serial    */
	DATE_EITHER,          /* a/b/year: the column's order decides       */
};

enum date_grain {         /* what was written: `sure` is its first day   */
	DATE_OF_DAY, DATE_OF_MONTH, DATE_OF_YEAR
};

struct date_text {
	uint8_t form;         /* enum date_form                             */
	uint8_t a, b;         /* DATE_EITHER: the first and second number   */
	uint8_t two_digits;   /* the year was written with two digits       */
	uint8_t grain;        /* enum date_grain                            */
	int16_t year;
	date sure;            /* DATE_SURE; two_digits: see date_decide     */
};

/*
 * A date: MM/DD/YYYY  M/D/YY  YYYY-MM-DD  YYYY/MM/DD  YYYY.MM.DD  20260331
 * 2026-03-31T00:00:00  "4/27/2021 11:02:10"  DD-MON-YYYY  DD-MON-YY
 * MM-DD-YYYY  DD.MM.YYYY (day first for certain)  "Mar 31, 2026"
 * "31 March 2026"  Excel serial 45382 (20000..80000)  MM/YYYY, "Mar 2026",
 * Mar-26 (its first day)  YYYY (1 January).  Times of day and zones are
 * dropped.  Years are 1850 to 2199: others are slips.  A day and a month
 * without a year are no date.
 */
struct date_text date_parse(struct str);

/* Which comes first in a column, from all its values. */
struct date_order {
	int64_t first_over_12, second_over_12, either;
};

/* Add one value's evidence; dates that are the same either way have none. */
void date_order_add(struct date_order *, const struct date_text *);

/* Whether day comes first: only if the evidence says so and nothing speaks
 * against it; month first otherwise. */
bool date_order_day_first(const struct date_order *);

/*
 * The date of a parsed value, in a column's order; DATE_NONE if it does not
 * exist in that order (but does in the other: then that one is taken).
 * Two-digit years: the latest century from 1900 on that gives a date not after
 * `pivot`.  DATE_NONE for what is empty or bad, too.
 */
date date_decide(const struct date_text *, bool day_first, date pivot);

/*
 * The last day of the month or year that a text names without a day ("05/2027",
 * "May 2027", "2027-05", "2027"); d, its parsed date, where it names a day.
 */
date date_period_end(struct str, date d);

/* What stands within the text of a credential; each "" if it does not. */
struct glued {
	struct str date;      /* as written, for date_parse                */
	struct str number;    /* "123456" of "CMA #123456"                 */
};

/*
 * The expiry date and the number within a credential's text: "CCMA exp
 * 3/31/26", "CMA #123456 (exp. 2027)", "RMA valid thru 05/2027".  A date that
 * no word introduces as the expiry is none ("exam 5/12/26").
 */
struct glued glued_parse(struct str);

/*
 * Part k of a cell that lists n credentials at semicolons, bars, line ends and
 * commas; all of it for n = 1; "" where those marks do not make n parts.
 */
struct str glued_part(struct str cell, ptrdiff_t k, ptrdiff_t n);

struct share_text {
	int32_t e4;           /* 10,000 is full time                       */
	uint8_t state;
};

/*
 * An FTE: 1.0  1  0.5  .5  0,5  50 %  50  100%  1/2  "0.5 FTE".  Without % a
 * number above 2 is a percentage; a comma is a decimal mark.  Above 200 % or
 * not above 0 is unreadable.
 */
struct share_text share_parse(struct str);

struct number_text {
	int64_t e4;
	uint8_t state;
};

/*
 * A decimal number with optional sign and thousands marks and the words that
 * follow hours and credits: "2,080 hrs", "40 hours per week", "12.5 CEUs"; or
 * hours and minutes, 37:30.
 */
struct number_text number_parse(struct str);

#endif

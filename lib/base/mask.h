/* SPDX-License-Identifier: MIT */
/*
 * Numbers that must not be shown.
 */
#ifndef MUSTER_BASE_MASK_H
#define MUSTER_BASE_MASK_H

#include "base/str.h"

/*
 * Text with what looks like a United States Social Security number masked:
 * 123-45-6789, 123 45 6789 and 123.45.6789 as ***-**-****, and nine digits
 * alone as *********.  They are alone if no digit, letter, dollar sign or
 * decimal point touches them.  Numbers that were never issued are masked as
 * well: taxpayer numbers (9xx-xx-xxxx) look the same.  Most texts have none,
 * and are returned as they are, not copied.
 */
struct str mask_ssn(struct arena *, struct str);

#endif

/* SPDX-License-Identifier: MIT */
/* A roster made by hand: people with names, skills and credentials. */
#ifndef UNIT_PEOPLE_H
#define UNIT_PEOPLE_H

#include "mem.h"

#include "model/pay.h"
#include "roster/roster.h"

struct people {
	struct arena mem;
	struct roster roster;         /* .v[n] while they are added        */
	struct memo memo[V_N];
	struct { VEC(uint32_t); } skills;
	struct { VEC(struct held); } held;
	struct { VEC(uint32_t); } first_skill, first_credential;
};

/* Nobody yet.  The struct must stay where it is. */
static inline void
people_begin(struct people *x)
{
	*x = (struct people){ .mem = mem_arena() };
	x->roster.mem = &x->mem;
	*VEC_PUSH(&x->mem, &x->first_skill) = 0;
	*VEC_PUSH(&x->mem, &x->first_credential) = 0;
	for (int v = 0; v < V_N; v++) {
		intern_init(&x->memo[v].names, &x->mem);
		x->roster.names[v] = &x->memo[v];
	}
}

/* The id of a name; 0 for NULL. */
static inline uint32_t
people_name(struct people *x, enum vocabulary v, const char *name)
{
	return name ? intern_put(&x->memo[v].names, str_of(name)) : 0;
}

/* Another person, full-time, without pay or names; then their skills and
 * credentials, before anybody else is added. */
static inline struct person *
people_add(struct people *x)
{
	struct person *p = VEC_PUSH(&x->mem, &x->roster);

	*p = (struct person){
		.pay = MONEY_NONE, .fte_e4 = 10000, .experience = -1,
		.band = -1, .hired = DATE_NONE, .price = &no_price,
	};
	*VEC_PUSH(&x->mem, &x->first_skill) = (uint32_t)x->skills.n;
	*VEC_PUSH(&x->mem, &x->first_credential) = (uint32_t)x->held.n;
	x->roster.first_skill = x->first_skill.v;
	x->roster.first_credential = x->first_credential.v;
	return p;
}

/* A skill of the person added last; ids must ascend. */
static inline void
people_skill(struct people *x, uint32_t id)
{
	*VEC_PUSH(&x->mem, &x->skills) = id;
	x->roster.skills = x->skills.v;
	x->roster.n_skills = x->skills.n;
	x->first_skill.v[x->roster.n] = (uint32_t)x->skills.n;
}

/* A credential of the person added last. */
static inline void
people_credential(struct people *x, const char *name,
                  enum credential_state state)
{
	*VEC_PUSH(&x->mem, &x->held) = (struct held){
		.credential = people_name(x, V_CREDENTIAL, name),
		.state = (uint8_t)state,
	};
	x->first_credential.v[x->roster.n] = (uint32_t)x->held.n;
	x->roster.credentials = x->held.v;
	x->roster.n_credentials = x->held.n;
}

/* The model of a text that is known to be good. */
static inline struct pay_model *
people_model(struct people *x, const char *text)
{
	struct diags d;

	diags_init(&d, &x->mem);
	return pay_model_load(&x->mem, STR("m.yaml"), str_of(text), &d);
}

#endif

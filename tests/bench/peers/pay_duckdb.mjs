// SPDX-License-Identifier: MIT
// The pay benchmark in DuckDB: each distinct text judged once, summaries as CSV.
//
// usage: pay_duckdb.mjs DATA OUT          DUCKDB_API: the module, where node does not find it
//        pay_duckdb.mjs DATA OUT titles   only: 40 patterns over the job titles
const { DuckDBInstance } = await import(process.env.DUCKDB_API ?? '@duckdb/node-api');
const [data, out, only] = process.argv.slice(2);
const threads = process.env.THREADS ? { threads: process.env.THREADS } : {};
const db = await (await DuckDBInstance.create(':memory:', threads)).connect();
const file = (name) => `read_csv('${data}/${name}.csv', all_varchar = true, header = true)`;
const named = (column, rules) => 'case ' + rules.map(([pattern, name]) =>
  `when regexp_matches(${column}, '(?i)${pattern}') then '${name}' `).join('') + `else ${column} end`;
const rules = {
  title: [['admin|front', 'Administrative'], ['phleb', 'Phlebotomist'], ['lpn', 'LPN'], ['med|cma|ma$', 'Clinical']],
  department: [['ortho', 'Orthopedics'], ['fam', 'Family Medicine'], ['card', 'Cardiology']],
  skill: [['wound', 'Wound Care'], ['card', 'Cardiology'], ['ortho', 'Orthopedics'], ['phleb|veni', 'Phlebotomy'],
    ['vital', 'Vital Signs'], ['inj|immun', 'Injections'], ['ster|autoc', 'Sterilization'], ['e[hm]r', 'Records'],
    ['sched|desk|bill', 'Office'], ['spec|urin', 'Laboratory'], ['e[ck]g', 'EKG']],
  credential: [['ncma', 'NCMA'], ['ccma', 'CCMA'], ['c[.]?m[.]?a', 'CMA'], ['rma|registered', 'RMA'], ['bls', 'BLS'], ['cpt', 'CPT']],
};
if (only) {
  const forty = Array.from({ length: 40 }, (_, i) => [`\\b(senior |lead )?position ${i + 100}\\b`, `P${i}`]);
  await db.run(`copy (select t, count(*) from (select ${named('v', forty)} t from (select distinct "Job Title" v from ${file('staff')}))
    group by 1 order by 2 desc limit 20) to '${out}/titles.csv'`);
  process.exit(0);
}
const table = (name, source, raw) => `create table ${name} as with m as (select v, ${named('v', rules[raw[1]])} n
  from (select distinct "${raw[0]}" v from ${source})) select s.*, m.n ${raw[1]} from ${source} s join m on m.v = s."${raw[0]}"`;
const day = (v) => `coalesce(try_strptime(${v}, '%m/%d/%Y'), try_strptime(${v}, '%Y-%m-%d'), try_strptime(${v}, '%b %d, %Y'))`;
await db.run(table('titled', file('staff'), ['Job Title', 'title']));
await db.run(table('raw_staff', 'titled', ['Department', 'department']));
await db.run(table('skilled', file('skills'), ['Skill', 'skill']));
await db.run(table('held', file('credentials'), ['Credential', 'credential']));
await db.run(`create table days as select v, ${day('v')} d from
  (select "Hire Date" v from raw_staff union select Expires from held)`);
await db.run(`create table staff as with a as (select *, "Employee ID" id, regexp_replace("Pay Rate", '[$,]|/hr', '', 'g') rate,
    cast(regexp_extract("Years of Experience", '^[0-9.]+') as double) / (case when "Years of Experience" like '%month%' then 12 else 1 end) as years
    from raw_staff), b as (select *, try_cast(rtrim(rate, 'K') as double) * (case when rate like '%K' then 1000 else 1 end) /
    (case when upper("Pay Basis"[1]) = 'H' then 1 else 2080 end) hourly, row_number() over (partition by id) nth from a)
  select b.*, d.d hired from b join days d on d.v = b."Hire Date" where id <> '' and hourly is not null and nth = 1`);
await db.run(`create table has as select distinct "Employee ID" id, skill from skilled`);
await db.run(`create table priced as with best as (select id, max(case skill when 'Wound Care' then .10 when 'Cardiology' then .09
    when 'Orthopedics' then .07 else 0 end) premium from has group by 1) select staff.*, case when years < 5 then 'Entry' when years < 10
    then 'Mid' when years < 20 then 'Experienced' else 'Late' end band, case when title = 'Clinical' then hourly / (13.62 * (1 +
    case when years < 5 then -.07 when years < 10 then 0 when years < 20 then .12 else .19 end + coalesce(premium, 0))) end ratio
  from staff left join best using (id)`);
const figures = 'count(*) n, avg(hourly) mean, quantile_cont(hourly, [.1, .25, .5, .75, .9]) q, avg(ratio) ratio';
for (const key of ['title', 'department', 'Location', 'band'])
  await db.run(`copy (select "${key}", ${figures} from priced group by 1 order by 1) to '${out}/${key}.csv'`);
await db.run(`copy (select skill, ${figures} from has join priced using (id) group by 1 order by 1) to '${out}/skill.csv'`);
await db.run(`create table valid as select "Employee ID" id, credential, max(d) expires from held join days on v = Expires
  group by all having max(d) >= date '2026-10-31'`);
await db.run(`copy (select credential, ${figures} from valid join priced using (id) group by 1 order by 1) to '${out}/credential.csv'`);

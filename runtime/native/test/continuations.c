// Cases about continuations: values, linearity, handler search, bind, switch, throwing into them, reclaiming them.
#include "harness.h"

TAG(yield);
TAG(other);

FUNC(generator) {
  uint64_t n = slots[0];
  for (uint64_t i = 0; i < n; i++) CHECK(suspend(&yield, i) == i + 100);
  slots[0] = n * 1000;
}

void case_values(long n) {
  (void)n;
  cont k = glue_cont_new(&generator_ref);
  event e = resume(k, yield_clause, 3);
  for (uint64_t i = 0; i < 3; i++) {
    CHECK(e.code == 1 && e.p[0] == i);
    e = resume(suspended(e), yield_clause, i + 100);
  }
  CHECK(e.code == 0 && e.p[0] == 3000);
}

// All five payload registers, both ways.
FUNC(five) {
  for (int i = 0; i < 5; i++) CHECK(slots[i] == (uint64_t)i + 1);
  event e;
  glue_suspend(&e, &yield, 10, 20, 30, 40, 50);
  for (int i = 0; i < 5; i++) CHECK(e.p[i] == 100u * (uint64_t)(i + 1));
  for (int i = 0; i < 5; i++) slots[i] = (uint64_t)i + 7;
}

void case_payloads(long n) {
  (void)n;
  cont k = glue_cont_new(&five_ref);
  event e;
  glue_resume(&e, k.leaf, k.revision, yield_clause, 1, 2, 3, 4, 5);
  for (int i = 0; i < 5; i++) CHECK(e.p[i] == 10u * (uint64_t)(i + 1));
  k = suspended(e);
  glue_resume(&e, k.leaf, k.revision, yield_clause, 100, 200, 300, 400, 500);
  CHECK(e.code == 0);
  for (int i = 0; i < 5; i++) CHECK(e.p[i] == (uint64_t)i + 7);
}

// A finished continuation's stack is the next one's, with another revision.
void case_reuse(long n) {
  (void)n;
  cont first = glue_cont_new(&generator_ref);
  CHECK(resume(first, yield_clause, 0).code == 0);
  cont second = glue_cont_new(&generator_ref);
  CHECK(second.leaf == first.leaf && second.revision != first.revision);
  CHECK(resume(second, yield_clause, 0).code == 0);
}

void case_double_resume(long n) {
  (void)n;
  cont k = glue_cont_new(&generator_ref);
  resume(k, yield_clause, 3);
  resume(k, yield_clause, 3);
}

// The stale reference's stack belongs to another continuation by now.
void case_resume_after_reuse(long n) {
  (void)n;
  cont k = glue_cont_new(&generator_ref);
  resume(k, yield_clause, 0);
  glue_cont_new(&generator_ref);
  resume(k, yield_clause, 0);
}

void case_null_cont(long n) {
  (void)n;
  resume((cont){NULL, 0}, yield_clause, 0);
}

void case_null_func(long n) {
  (void)n;
  glue_cont_new(NULL);
}

void case_unhandled(long n) {
  (void)n;
  resume(glue_cont_new(&generator_ref), other_clause, 3);
}

void case_unhandled_main(long n) {
  (void)n;
  suspend(&yield, 1);
}

// ---- handler search ------------------------------------------------------------------------------------------------

// Resumes itself `depth` times under a clause that does not match, then yields `n` numbers to the outside in a way of its own:
enum { STEADY, ALTERNATING, WITH_RESUMES, FRESH };
TAG(await);
TAG(inside);
static const weft_handler outside_clauses[] = {{&yield, 1}, {&await, 2}, {NULL, 0}};

FUNC(one_yield) {
  suspend(&yield, slots[0]);
}
FUNC(own_child) {
  (void)slots;
  suspend(&inside, 1);
}
FUNC(nested) {
  uint64_t depth = slots[0], n = slots[1], way = slots[2];
  if (depth > 0) {
    cont k = glue_cont_new(&nested_ref);
    event e;
    glue_resume(&e, k.leaf, k.revision, other_clause, depth - 1, n, way, 0, 0);
    CHECK(e.code == 0);
    return;
  }
  for (uint64_t i = 0; i < n; i++) {
    if (way == WITH_RESUMES) { // resumes something of its own between any two
      event e = resume(glue_cont_new(&own_child_ref), inside_clause, 0);
      CHECK(e.code == 1 && resume(suspended(e), inside_clause, 0).code == 0);
    }
    if (way == FRESH) CHECK(resume(glue_cont_new(&one_yield_ref), other_clause, i).code == 0);
    else suspend(way == ALTERNATING && i % 2 ? &await : &yield, i);
  }
}

static double time_depth(uint64_t depth, uint64_t n, uint64_t way) {
  cont k = glue_cont_new(&nested_ref);
  event e;
  glue_resume(&e, k.leaf, k.revision, outside_clauses, depth, n, way, 0, 0);
  double start = seconds();
  uint64_t sum = 0, count = 0;
  while (e.code > 0) {
    CHECK(e.code == (way == ALTERNATING && count % 2 ? 2 : 1));
    sum += e.p[0];
    count++;
    k = suspended(e);
    glue_resume(&e, k.leaf, k.revision, outside_clauses, 0, 0, 0, 0, 0);
  }
  CHECK(e.code == 0 && count == n && sum == n * (n - 1) / 2);
  return (seconds() - start) / (double)n * 1e9;
}

void case_depth(long n) {
  static const char *ways[] = {"one tag", "two tags in turn", "with resumes of its own", "a new continuation each time"};
  static const uint64_t depths[] = {1, 4, 16, 64};
  for (uint64_t way = STEADY; way <= FRESH; way++) {
    time_depth(1, 1000, way);
    printf("suspend through 1, 4, 16, 64 stacks, %s:", ways[way]);
    for (size_t i = 0; i < sizeof depths / sizeof *depths; i++) printf(" %.1f", time_depth(depths[i], (uint64_t)n, way));
    printf(" ns\n");
  }
}

// Random trees of resumes and suspensions: where each suspension must arrive is known, because it can be searched naively. Four tags; each stack resumes children under a random subset of them, and anything suspended is
// kept and resumed somewhere else later, on its own or with what hangs below it.
#define TAGS 4
#define KEPT 16
static weft_tag walk_tags[TAGS] = {{"t0", 1}, {"t1", 1}, {"t2", 1}, {"t3", 1}};
static weft_handler walk_lists[1 << TAGS][TAGS + 1];
#define walk_kept test_roots // where the collector looks
static weft_stack *walk_expected; // who must go on after the suspension under way
static uint64_t walk_random = 88172645463325252ul, walk_steps, walk_seen;
static uint64_t walk_next(uint64_t below) {
  walk_random ^= walk_random << 13;
  walk_random ^= walk_random >> 7;
  walk_random ^= walk_random << 17;
  return (walk_random >> 11) % below;
}

// The naive search: what weft_find_handler did before it remembered anything.
static weft_stack *naive(const weft_tag *tag) {
  for (weft_stack *s = weft_current; s; s = s->parent)
    for (const weft_handler *h = s->handlers; h->key; h++)
      if (h->key == tag) return s;
  return NULL;
}

FUNC(walker) {
  uint64_t depth = slots[0];
  for (uint64_t turn = 0; turn < 40 && walk_steps > 0; turn++) {
    walk_steps--;
    if (depth < 40 && walk_next(100) < 55) {
      cont *place = &walk_kept[walk_next(KEPT)];
      cont k = *place;
      *place = (cont){NULL, 0};
      if (!k.leaf) k = glue_cont_new(&walker_ref);
      const weft_handler *list = walk_lists[walk_next(1 << TAGS)];
      event e = resume(k, list, depth + 1);
      if (e.code > 0) {
        CHECK(&walk_tags[e.code - 1] == (weft_tag *)e.p[0]); // the clause of the tag it suspended with
        CHECK(weft_current == walk_expected);                // and nobody nearer had one
        bool listed = false;
        for (const weft_handler *h = list; h->key; h++) listed |= h->key == (void *)e.p[0];
        CHECK(listed);
        if (walk_next(2)) walk_kept[walk_next(KEPT)] = suspended(e);
        else resume(suspended(e), no_clauses, depth + 1);
      }
    } else {
      weft_tag *tag = &walk_tags[walk_next(TAGS)];
      weft_stack *expected = naive(tag), *me = weft_current;
      if (!expected) continue;
      walk_expected = expected->parent;
      event e;
      walk_seen++;
      glue_suspend(&e, tag, (uint64_t)tag, 0, 0, 0, 0);
      CHECK(weft_current == me);
    }
  }
}

void case_walk(long n) {
  for (uint64_t set = 0; set < 1 << TAGS; set++) {
    weft_handler *h = walk_lists[set];
    for (uint64_t t = 0; t < TAGS; t++)
      if (set >> t & 1) *h++ = (weft_handler){&walk_tags[t], (int64_t)t + 1};
  }
  for (long round = 0; round < n; round++) {
    walk_steps = 2000;
    while (walk_steps > 0) {
      cont *place = &walk_kept[walk_next(KEPT)];
      cont k = *place;
      *place = (cont){NULL, 0};
      if (!k.leaf) k = glue_cont_new(&walker_ref);
      event e = resume(k, walk_lists[15], 1);
      if (e.code > 0) {
        CHECK(weft_current == walk_expected);
        *place = suspended(e);
      }
    }
  }
  printf("%lu suspensions\n", walk_seen);
  CHECK(walk_seen > 100ul * (uint64_t)n);
}

// A list with several clauses: the first match counts, a switch clause is not for suspend.
void case_clauses(long n) {
  (void)n;
  const weft_handler list[] = {{(const char *)&yield + 1, 0}, {&other, 1}, {&yield, 2}, {&yield, 3}, {NULL, 0}};
  event e = resume(glue_cont_new(&generator_ref), list, 1);
  CHECK(e.code == 2);
}

// What was remembered about the way to a handler must not be used after the chain was put together differently:
//   main resumes outer (yield), outer resumes inner, inner yields; later inner hangs below another resumer.
FUNC(inner) {
  (void)slots;
  for (;;) {
    suspend(&yield, 1);
    suspend(&other, 2);
  }
}
FUNC(outer) {
  event e = resume(glue_cont_new(&inner_ref), other_clause, 0); // inner's yields go through to main
  CHECK(e.code == 1 && e.p[0] == 2);
  cont k = suspended(e);
  slots[0] = (uint64_t)k.leaf;
  slots[1] = k.revision;
}
void case_remembered(long n) {
  (void)n;
  event e = resume(glue_cont_new(&outer_ref), yield_clause, 0);
  CHECK(e.code == 1 && e.p[0] == 1);
  e = resume(suspended(e), yield_clause, 0); // inner suspends with `other` to outer, which returns it
  CHECK(e.code == 0);
  cont k = {(weft_stack *)e.p[0], e.p[1]};
  const weft_handler both[] = {{&yield, 1}, {&other, 2}, {NULL, 0}};
  for (int i = 0; i < 10; i++) { // now directly below main
    e = resume(k, both, 0);
    CHECK(e.code == (i % 2 ? 2 : 1));
    k = suspended(e);
  }
}

// The leaf resumes something itself between two suspensions, and its chain is cut and hung elsewhere meanwhile.
FUNC(child) {
  (void)slots;
  suspend(&yield, 7); // captures leaf and child together, up to whoever handles yield
}
FUNC(leaf) {
  (void)slots;
  suspend(&other, 1);
  CHECK(resume(glue_cont_new(&child_ref), no_clauses, 0).code == 0);
  suspend(&other, 2);
}
FUNC(middle) {
  event e = resume(glue_cont_new(&leaf_ref), yield_clause, 0); // other goes through to main
  CHECK(e.code == 1 && e.p[0] == 7);
  cont k = suspended(e);
  slots[0] = (uint64_t)k.leaf;
  slots[1] = k.revision;
}
void case_remembered_cut(long n) {
  (void)n;
  event e = resume(glue_cont_new(&middle_ref), other_clause, 0);
  CHECK(e.code == 1 && e.p[0] == 1);
  e = resume(suspended(e), other_clause, 0); // leaf resumes child; its yield stops at middle, which returns leaf+child
  CHECK(e.code == 0);
  e = resume((cont){(weft_stack *)e.p[0], e.p[1]}, other_clause, 0); // child ends, leaf suspends: straight to main now
  CHECK(e.code == 1 && e.p[0] == 2);
  CHECK(resume(suspended(e), other_clause, 0).code == 0);
}

// ---- cont.bind -----------------------------------------------------------------------------------------------------

FUNC(sum_five) {
  slots[0] = slots[0] * 10000 + slots[1] * 1000 + slots[2] * 100 + slots[3] * 10 + slots[4];
  event e;
  glue_suspend(&e, &yield, slots[0], 0, 0, 0, 0);
  slots[0] = e.p[0] * 100 + e.p[1] * 10 + e.p[2];
}

void case_bind(long n) {
  (void)n;
  cont k = glue_cont_new(&sum_five_ref);
  k = glue_bind(k.leaf, k.revision, (uint64_t[]){1, 2}, 2, 3);
  k = glue_bind(k.leaf, k.revision, (uint64_t[]){3}, 1, 2);
  event e;
  glue_resume(&e, k.leaf, k.revision, yield_clause, 4, 5, 0, 0, 0);
  CHECK(e.code == 1 && e.p[0] == 12345);
  k = suspended(e);
  k = glue_bind(k.leaf, k.revision, (uint64_t[]){7, 8}, 2, 1);
  glue_resume(&e, k.leaf, k.revision, yield_clause, 9, 0, 0, 0, 0);
  CHECK(e.code == 0 && e.p[0] == 789);
}

// More values than registers: the fifth register points to the rest.
FUNC(sum_eight) {
  const uint64_t *rest = (const uint64_t *)slots[4];
  uint64_t sum = 0;
  for (int i = 0; i < 8; i++) sum = sum * 10 + (i < 4 ? slots[i] : rest[i - 4]);
  slots[0] = sum;
}

void case_bind_many(long n) {
  (void)n;
  cont k = glue_cont_new(&sum_eight_ref);
  k = glue_bind(k.leaf, k.revision, (uint64_t[]){1, 2}, 2, 6);
  uint64_t rest[2] = {7, 8};
  event e;
  glue_resume(&e, k.leaf, k.revision, yield_clause, 3, 4, 5, 6, (uint64_t)rest);
  CHECK(e.code == 0 && e.p[0] == 12345678);
  k = glue_cont_new(&sum_eight_ref);
  k = glue_bind(k.leaf, k.revision, (uint64_t[]){1, 2, 3, 4, 5, 6, 7, 8}, 8, 0);
  glue_resume(&e, k.leaf, k.revision, yield_clause, 0, 0, 0, 0, 0);
  CHECK(e.code == 0 && e.p[0] == 12345678);
}

void case_bind_consumed(long n) {
  (void)n;
  cont k = glue_cont_new(&sum_five_ref);
  glue_bind(k.leaf, k.revision, (uint64_t[]){1}, 1, 4);
  resume(k, yield_clause, 0);
}

// ---- switch --------------------------------------------------------------------------------------------------------

FUNC(partner) {
  // slots: value, continuation of who switched here
  cont back = {(weft_stack *)slots[1], slots[2]};
  uint64_t value = slots[0];
  for (;;) {
    event e;
    glue_switch(&e, &yield, back.leaf, back.revision, value + 1);
    value = e.p[0];
    back = (cont){(weft_stack *)e.p[1], e.p[2]};
  }
}
FUNC(switcher) {
  cont k = glue_cont_new(&partner_ref);
  uint64_t value = 0;
  for (int i = 0; i < 1000; i++) {
    event e;
    glue_switch(&e, &yield, k.leaf, k.revision, value + 1);
    value = e.p[0];
    k = (cont){(weft_stack *)e.p[1], e.p[2]};
  }
  slots[0] = value;
}
void case_switch(long n) {
  (void)n;
  event e = resume(glue_cont_new(&switcher_ref), SWITCH_CLAUSE(yield), 0);
  CHECK(e.code == 0 && e.p[0] == 2000);
}
void case_switch_unhandled(long n) {
  (void)n;
  resume(glue_cont_new(&switcher_ref), yield_clause, 0); // a label clause is not for switch
}

// ---- lifetime ------------------------------------------------------------------------------------------------------

static long kib_after_warm_up;
static void check_flat(const char *what, long n, long rounds, void (*round)(void)) {
  for (long i = 0; i < rounds; i++) round();
  kib_after_warm_up = status_kib("VmRSS");
  double start = seconds();
  for (long i = 0; i < n; i++) round();
  double each = (seconds() - start) / (double)n * 1e9;
  long kib = status_kib("VmRSS");
  printf("%s: %.0f ns each, %ld KiB resident, then %ld\n", what, each, kib_after_warm_up, kib);
  CHECK(kib <= kib_after_warm_up + 1024);
}

static void __attribute__((noinline)) drop_fresh(void) { glue_cont_new(&generator_ref); }
static void __attribute__((noinline)) drop_suspended(void) { resume(glue_cont_new(&generator_ref), yield_clause, 3); }

// Two continuations that hold each other and nobody else holds.
FUNC(holder) {
  cont other_one = {(weft_stack *)slots[0], slots[1]};
  suspend(&yield, 0);
  resume(other_one, yield_clause, 0);
}
static void __attribute__((noinline)) drop_cycle(void) {
  cont a = glue_cont_new(&holder_ref), b = glue_cont_new(&holder_ref);
  event e;
  glue_resume(&e, a.leaf, a.revision, yield_clause, (uint64_t)b.leaf, b.revision, 0, 0, 0);
  a = suspended(e);
  (void)a;
}

void case_drop_fresh(long n) { check_flat("cont.new and drop", n, 100000, drop_fresh); }
void case_drop_suspended(long n) { check_flat("suspend and drop", n, 100000, drop_suspended); }
void case_drop_cycle(long n) { check_flat("drop a cycle", n, 100000, drop_cycle); }

// What is still referenced survives collections: from a stack, from another suspended stack, from an exception's payload.
FUNC(keeper) {
  (void)slots;
  cont kept = glue_cont_new(&generator_ref);
  event e = resume(kept, yield_clause, 2);
  kept = suspended(e);
  suspend(&yield, 5);
  e = resume(kept, yield_clause, 100);
  CHECK(e.code == 1 && e.p[0] == 1);
  CHECK(resume(suspended(e), yield_clause, 101).code == 0);
}
static weft_tag carrier_tag = {"carrier", 2};
void case_survive(long n) {
  event a = resume(glue_cont_new(&keeper_ref), yield_clause, 0);
  event b = resume(glue_cont_new(&generator_ref), yield_clause, 1);
  weft_exn *carrier = weft_exn_new(&carrier_tag);
  carrier->payload[0] = (uint64_t)b.leaf;
  carrier->payload[1] = b.leaf->revision;
  b.leaf = NULL;
  // a chain of two, captured together
  event c;
  cont k = glue_cont_new(&nested_ref);
  glue_resume(&c, k.leaf, k.revision, yield_clause, 5, 3, 0, 0, 0);
  for (long i = 0; i < n; i++) drop_suspended();
  CHECK(a.code == 1 && resume(suspended(a), yield_clause, 0).code == 0);
  cont from_exn = {(weft_stack *)carrier->payload[0], carrier->payload[1]};
  CHECK(resume(from_exn, yield_clause, 100).code == 0);
  for (int i = 0; i < 3; i++) {
    CHECK(c.code == 1);
    c = resume(suspended(c), yield_clause, 0);
  }
  CHECK(c.code == 0);
}

// ---- many ----------------------------------------------------------------------------------------------------------

FUNC(parked) {
  suspend(&yield, slots[0]);
  slots[0] = 1;
}
void case_many(long n) {
  cont *all = test_roots;
  CHECK(n <= TEST_ROOTS);
  long before = status_kib("VmRSS"), tables = status_kib("VmPTE");
  memset(all, 1, (size_t)n * sizeof *all);
  long array = status_kib("VmRSS") - before;
  before += array;
  double start = seconds();
  for (long i = 0; i < n; i++) all[i] = suspended(resume(glue_cont_new(&parked_ref), yield_clause, (uint64_t)i));
  double made = seconds();
  long after = status_kib("VmRSS"), tables_after = status_kib("VmPTE");
  double sweep = seconds();
  for (long i = 0; i < n; i++) CHECK(resume(all[i], yield_clause, 0).code == 0);
  double done = seconds();
  printf("%ld stacks: %.2f us each to make, %.2f us to end; %.2f KiB resident each, page tables %.2f KiB\n", n, (made - start) / (double)n * 1e6,
         (done - sweep) / (double)n * 1e6, (double)(after - before) / (double)n, (double)(tables_after - tables) / (double)n);
  start = seconds();
  for (long i = 0; i < n; i++) all[i] = suspended(resume(glue_cont_new(&parked_ref), yield_clause, (uint64_t)i));
  printf("again from the pool: %.3f us each\n", (seconds() - start) / (double)n * 1e6);
  for (long i = 0; i < n; i++) CHECK(resume(all[i], yield_clause, 0).code == 0);
  CHECK((double)(after - before) / (double)n <= 5.0);
}

// Round-robin over n live continuations.
void case_round_robin(long n) {
  static const weft_handler both[] = {{&yield, 1}, {&other, 2}, {NULL, 0}};
  static const long counts[] = {1, 10, 100, 1000, 10000, 100000, 1000000};
  cont *all = test_roots;
  CHECK(n <= TEST_ROOTS);
  for (size_t c = 0; c < sizeof counts / sizeof *counts && counts[c] <= n; c++) {
    for (long i = 0; i < counts[c]; i++) all[i] = suspended(resume(glue_cont_new(&inner_ref), both, 0));
    long rounds = 3000000 / counts[c];
    if (rounds < 2) rounds = 2;
    double start = seconds();
    for (long r = 0; r < rounds; r++)
      for (long i = 0; i < counts[c]; i++) all[i] = suspended(resume(all[i], both, 0));
    printf("%ld live: %.1f ns a pair\n", counts[c], (seconds() - start) / (double)(rounds * counts[c]) * 1e9);
  }
}

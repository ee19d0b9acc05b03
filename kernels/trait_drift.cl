// Drift of the traits of a population, a work-item a mind: the same operations in the same order as
// Sources/KernelsBaseline/TraitDrift.swift and Sources/Drift/Traits/Population, so the same bits. TRAITS is defined
// for the program; arrays of the state hold a trait after the other, `stride` minds each.
#include "real.cl"
#include "elementary.cl"
#include "philox.cl"

// The numbers of a trait: those of its rule, and of its set point.
enum {
    RESPONSIVENESS, SENSITIVITY, MAXIMUM_DELTA, LOWER, UPPER, LEAST_CHANGE, PULL_MEAN, PULL_DECAY, PULL_NOISE, NUMBERS
};
// The whole numbers of a trait.
enum { COOLDOWN, IS_LOCKED, IS_PULLED, WHOLE_NUMBERS };
// A draw: its kind, and offset + scale·deviate.
enum { NONE, CONSTANT, NORMAL, UNIFORM };
// Counts of a trait.
enum { EFFECTS, COOLING, SMALL, STANDING, LOCKED, COUNTS };
// What random numbers are for: PopulationDraw.
enum { OCCURRENCE, NORMAL_DELTA, UNIFORM_DELTA, SET_POINT, NORMAL_START, UNIFORM_START, NORMAL_CONFIDENCE };

static inline real clamped(real x, real lower, real upper) {
    const real below = upper < x ? upper : x;
    return lower >= below ? lower : below;
}

// FourDecimals.rounded.
static inline real rounded_to_four_decimals(real x) {
    const real product = x * 10000;
    const real spread = 134217729 * x;
    const real high = spread - (spread - x);
    const real low = x - high;
    const real error = (high * 10000 - product) + low * 10000;
    real nearest = (product + 6755399441055744) - 6755399441055744;
    const real distance = product - nearest;
    if (distance == 0.5 && error > 0) nearest += 1;
    if (distance == -0.5 && error < 0) nearest -= 1;
    return nearest / 10000;
}

static inline real settled(real x, constant const real *numbers) {
    return rounded_to_four_decimals(clamped(x, numbers[LOWER], numbers[UPPER]));
}

// One effect on one trait.
static inline void apply_effect(
    real delta, real confidence, int today, constant const real *numbers, constant const int *whole, real *score,
    real *held, int *last, volatile local uint *counts) {
    if (delta == 0) return;
    atomic_inc(counts + EFFECTS);
    if (whole[IS_LOCKED]) {
        atomic_inc(counts + LOCKED);
        return;
    }
    if (today - *last < whole[COOLDOWN]) {
        atomic_inc(counts + COOLING);
        return;
    }
    const real step = clamped(
        delta * numbers[RESPONSIVENESS] * numbers[SENSITIVITY], -numbers[MAXIMUM_DELTA], numbers[MAXIMUM_DELTA]);
    if (fabs(step) < numbers[LEAST_CHANGE]) {
        atomic_inc(counts + SMALL);
        return;
    }
    const real moved = clamped(*score + step, numbers[LOWER], numbers[UPPER]);
    if (fabs(moved - *score) < numbers[LEAST_CHANGE]) {
        atomic_inc(counts + STANDING);
        return;
    }
    *score = rounded_to_four_decimals(moved);
    if (confidence >= *held) *held = confidence;
    *last = today;
}

static inline real open_uniform(uint low, uint high) {
    return AS_REAL((((ulong)low | (ulong)high << 32) >> 12) | 0x3ff0000000000000ul) - (1 - 0x1p-53);
}

// The deviate of a draw of `kind`, for a trait: two traits share a block.
static inline real deviate(int kind, uint use, uint trait, ulong seed, uint day, uint mind) {
    const uint draw = use << 16 | trait / 2;
    if (kind == NORMAL) {
        real odd;
        const real even = normal_pair(seed, day, mind, draw, 0, &odd);
        return trait & 1 ? odd : even;
    }
    if (kind == UNIFORM) {
        const uint4 words = philox_block((uint4)(day, mind, draw, 0), (uint2)((uint)seed, (uint)(seed >> 32)));
        return trait & 1 ? open_uniform(words.z, words.w) : open_uniform(words.x, words.y);
    }
    return 0;
}

// Lets the days from `first` up to, not including, `end` go by.
//
// Constant memory is for what is small for any population: a device may have no more than 64 KiB of it.
// sizes: couplings, groups, set-point interval, first day since 1970, listed effects on everyone.
// edges: from, to of each coupling; weights: theirs, and after them what each trait gives away.
// group_ends: the end of each group's minds. draws: for each group its probability, then offset and scale of the
// confidence and of each trait's delta; kinds: of the confidence and the deltas.
// Listed effects lie by day and order: rows of (day, trait, order) and of (delta, confidence), mind m's from
// row_starts[m] on; those on everyone after all of them, from row_starts[minds] on. tally: COUNTS a trait and
// work-group.
kernel void drift_days(
    constant const int *sizes, constant const real *all_numbers, constant const int *all_whole,
    global const int *edges, global const real *weights, global const uint *group_ends, global const real *draws,
    global const int *kinds, global const uint *row_starts, global const int *row_places,
    global const real *row_values, const ulong seed, const uint minds, const uint stride, const uint first,
    const uint end, global real *scores, global real *confidences, global int *last_days, global uint *tally,
    local uint *counts) {
    const uint mind = get_global_id(0), item = get_local_id(0);
    for (uint entry = item; entry < TRAITS * COUNTS; entry += get_local_size(0)) counts[entry] = 0;
    barrier(CLK_LOCAL_MEM_FENCE);
    if (mind < minds) {
        real score[TRAITS], held[TRAITS], before[TRAITS];
        int last[TRAITS];
        for (uint trait = 0; trait < TRAITS; ++trait) {
            score[trait] = scores[(size_t)trait * stride + mind];
            held[trait] = confidences[(size_t)trait * stride + mind];
            last[trait] = last_days[(size_t)trait * stride + mind];
        }
        const int couplings = sizes[0], groups = sizes[1], interval = sizes[2], first_day = sizes[3];
        int group = 0;
        while (group + 1 < groups && mind >= group_ends[group]) ++group;
        global const real *draw = draws + (size_t)group * (2 * TRAITS + 3);
        global const int *kind = kinds + (size_t)group * (TRAITS + 1);
        uint own = row_starts[mind], common = row_starts[minds];
        const uint own_end = row_starts[mind + 1], common_end = common + (uint)sizes[4];
        // Rows of earlier days were applied by earlier launches.
        while (own < own_end && row_places[3 * own] < (int)first) ++own;
        while (common < common_end && row_places[3 * common] < (int)first) ++common;
        for (uint day = first; day < end; ++day) {
            const int today = first_day + (int)day;
            for (uint trait = 0; trait < TRAITS; ++trait) before[trait] = score[trait];
            while (true) {
                const bool has_own = own < own_end && row_places[3 * own] == (int)day;
                const bool has_common = common < common_end && row_places[3 * common] == (int)day;
                if (!has_own && !has_common) break;
                const bool takes_own = has_own && (!has_common || row_places[3 * own + 2] < row_places[3 * common + 2]);
                const uint row = takes_own ? own++ : common++;
                const int trait = row_places[3 * row + 1];
                apply_effect(
                    row_values[2 * row], row_values[2 * row + 1], today, all_numbers + trait * NUMBERS,
                    all_whole + trait * WHOLE_NUMBERS, score + trait, held + trait, last + trait,
                    counts + trait * COUNTS);
            }
            if (groups > 0) {
                const uint4 words = philox_block(
                    (uint4)(day, mind, OCCURRENCE << 16, 0), (uint2)((uint)seed, (uint)(seed >> 32)));
                if (open_uniform(words.x, words.y) < draw[0]) {
                    const real z = kind[0] == UNIFORM
                        ? open_uniform(words.z, words.w)
                        : deviate(kind[0], NORMAL_CONFIDENCE, 0, seed, day, mind);
                    real confidence = draw[1] + draw[2] * z;
                    if (kind[0] == NORMAL) {
                        confidence = confidence > 1 ? 1 : confidence;
                        confidence = confidence < 0 ? 0 : confidence;
                    }
                    for (uint trait = 0; trait < TRAITS; ++trait) {
                        const int form = kind[1 + trait];
                        if (form == NONE) continue;
                        const uint use = form == UNIFORM ? UNIFORM_DELTA : NORMAL_DELTA;
                        const real delta =
                            draw[3 + 2 * trait]
                            + draw[4 + 2 * trait] * deviate(form, use, trait, seed, day, mind);
                        apply_effect(
                            delta, confidence, today, all_numbers + trait * NUMBERS, all_whole + trait * WHOLE_NUMBERS,
                            score + trait, held + trait, last + trait, counts + trait * COUNTS);
                    }
                }
            }
            if (couplings > 0) {
                for (uint trait = 0; trait < TRAITS; ++trait) before[trait] = score[trait] - before[trait];
                for (int edge = 0; edge < couplings; ++edge)
                    score[edges[2 * edge + 1]] += weights[edge] * before[edges[2 * edge]];
                for (uint trait = 0; trait < TRAITS; ++trait) {
                    if (all_whole[trait * WHOLE_NUMBERS + IS_LOCKED]) continue;
                    const real given = weights[couplings + trait];
                    if (given != 0) score[trait] += -given * before[trait];
                    score[trait] = settled(score[trait], all_numbers + trait * NUMBERS);
                }
            }
            if ((day + 1) % (uint)interval == 0) {
                for (uint trait = 0; trait < TRAITS; ++trait) {
                    if (!all_whole[trait * WHOLE_NUMBERS + IS_PULLED]) continue;
                    constant const real *numbers = all_numbers + trait * NUMBERS;
                    const real z =
                        deviate(numbers[PULL_NOISE] == 0 ? NONE : NORMAL, SET_POINT, trait, seed, day, mind);
                    const real pulled = numbers[PULL_MEAN] + (score[trait] - numbers[PULL_MEAN]) * numbers[PULL_DECAY];
                    score[trait] = settled(pulled + numbers[PULL_NOISE] * z, numbers);
                }
            }
        }
        for (uint trait = 0; trait < TRAITS; ++trait) {
            scores[(size_t)trait * stride + mind] = score[trait];
            confidences[(size_t)trait * stride + mind] = held[trait];
            last_days[(size_t)trait * stride + mind] = last[trait];
        }
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint entry = item; entry < TRAITS * COUNTS; entry += get_local_size(0))
        tally[get_group_id(0) * (TRAITS * COUNTS) + entry] = counts[entry];
}

// Scores on the grid of 10⁻⁴ that they lie on.
kernel void score_ticks(global const real *scores, const ulong count, global ushort *ticks) {
    const size_t index = get_global_id(0);
    if (index < count) ticks[index] = (ushort)(int)(scores[index] * 10000 + 0.5);
}

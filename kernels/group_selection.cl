// Neuronal group selection: a work-group advances one map of populations by some generations, a work-item a group (or
// every L-th, for L work-items). The layout and every operation are those of
// Sources/DynamicsKernelsBaseline/GroupSelection.swift, in the same order, so the bits are the same.
//
// With -D LOCAL_WEIGHTS the receptive weights of the map stay in local memory while its generations run.
#include "real.cl"
#include "elementary.cl"
#include "philox.cl"

#ifdef LOCAL_WEIGHTS
typedef local real *weights_at;
#else
typedef global real *weights_at;
#endif

// Below this a share is extinct.
#define EXTINCTION_SHARE REAL(0x1p-100)

// Entries of `sizes` and `constants`, as the CPU's kernels take them.
enum { POPULATIONS, GROUPS, INPUTS, PATTERNS, GENERATIONS_PER_PATTERN, MUTATION_INTERVAL, EVERY };
enum { GAIN, INVERSE_SQUARED_WIDTH, RETENTION, REENTRY, BASELINE, HALF_MUTATION, DECAY, REST, NOISE };

// Sixteen running sums, of the values that agree modulo 16: the first sixteen work-items write one each. A group has at
// least sixteen work-items.
static inline void running_sums(local const real *values, uint groups, local real *sums) {
    const uint lane = get_local_id(0);
    if (lane >= 16) return;
    real sum = 0;
    for (uint group = lane; group < groups; group += 16) sum += values[group];
    sums[lane] = sum;
}

// The sixteen folded in halves.
static inline real folded(local const real *sums) {
    const real s0 = sums[0] + sums[8], s1 = sums[1] + sums[9], s2 = sums[2] + sums[10], s3 = sums[3] + sums[11];
    const real s4 = sums[4] + sums[12], s5 = sums[5] + sums[13], s6 = sums[6] + sums[14], s7 = sums[7] + sums[15];
    return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
}

// Entropy, greatest share and its first group, from the shares.
static void summarize(
    local const real *shares, local real *terms, local real *sums, local uint *best, uint groups, real fitness,
    global real *out) {
    const uint item = get_local_id(0);
    for (uint group = item; group < groups; group += get_local_size(0)) {
        const real share = shares[group];
        terms[group] = share * normal_logarithm(share < EXTINCTION_SHARE ? EXTINCTION_SHARE : share, 0);
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    running_sums(terms, groups, sums);
    if (item < 16) {
        uint dominant = min(item, groups - 1);
        for (uint group = item; group < groups; group += 16)
            if (shares[group] > shares[dominant]) dominant = group;
        best[item] = dominant;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    if (item == 0) {
        uint dominant = best[0];
        for (uint lane = 1; lane < 16; ++lane) {
            const uint other = best[lane];
            if (shares[other] > shares[dominant] || (shares[other] == shares[dominant] && other < dominant))
                dominant = other;
        }
        out[0] = fitness;
        out[1] = 0 - folded(sums);
        out[2] = shares[dominant];
        out[3] = dominant;
    }
    barrier(CLK_LOCAL_MEM_FENCE);
}

// An Ornstein–Uhlenbeck step of one weight.
static inline real mutated_weight(real weight, real deviate, constant const real *constants) {
    return (weight + (constants[REST] - weight) * constants[DECAY]) + deviate * constants[NOISE];
}

// One map from `generation` on. `cached` has room for the map's weights, `signals`, `offspring` and `kept` for a row each,
// `sums` for 32 entries and `best` for 16. `statistics` has 4 entries a population, sample and map.
kernel void advance_groups(
    constant const long *sizes, constant const real *constants, global const real *patterns, const ulong seed,
    const uint first_population, const uint generation, const uint generations, const uint samples,
    global real *all_weights, global real *all_shares, global real *all_activations, global real *statistics,
    local real *cached, local real *signals, local real *offspring, local real *kept, local real *sums,
    local uint *best) {
    const uint item = get_local_id(0), items = get_local_size(0), map = get_group_id(0);
    const uint populations = sizes[POPULATIONS], groups = sizes[GROUPS], inputs = sizes[INPUTS];
    const uint interval = sizes[MUTATION_INTERVAL];
    const uint row = (groups + 15) & ~15u;
    const uint pairs = (inputs + 1) / 2;
    const bool mutates = constants[DECAY] != 0 || constants[NOISE] != 0;
    const size_t entries = (size_t)populations * row;
    global real *stored = all_weights + map * entries * inputs;
    global real *shares = all_shares + map * entries;
    global real *activations = all_activations + map * entries;
    global real *out = statistics + (size_t)map * samples * populations * 4;
#ifdef LOCAL_WEIGHTS
    for (uint entry = item; entry < entries * inputs; entry += items) cached[entry] = stored[entry];
    barrier(CLK_LOCAL_MEM_FENCE);
    weights_at weights = cached;
#else
    weights_at weights = stored;
#endif
    for (uint group = item; group < groups; group += items) signals[group] = 0;

    for (uint current = generation; current < generation + generations; ++current) {
        global const real *pattern =
            patterns + (size_t)(current / (uint)sizes[GENERATIONS_PER_PATTERN] % (uint)sizes[PATTERNS]) * inputs;
        const bool is_sampled = ((ulong)current + 1) % (ulong)sizes[EVERY] == 0;
        if (populations > 1) {
            for (uint group = item; group < groups; group += items) {
                real sum = 0;
                for (uint member = 0; member < populations; ++member)
                    sum += shares[member * row + group] * activations[member * row + group];
                signals[group] = sum;
            }
        }
        for (uint member = 0; member < populations; ++member) {
            weights_at own = weights + (size_t)member * inputs * row;
            for (uint group = item; group < groups; group += items) {
                real distance_squared = 0;
                for (uint input = 0; input < inputs; ++input) {
                    const real difference = own[input * row + group] - pattern[input];
                    distance_squared += difference * difference;
                }
                const real match = constants[GAIN] / (1 + distance_squared * constants[INVERSE_SQUARED_WIDTH]);
                const real share = shares[member * row + group];
                const real before = activations[member * row + group];
                const real fed = (signals[group] - share * before) * constants[REENTRY];
                const real activation = before * constants[RETENTION] + (match + fed);
                activations[member * row + group] = activation;
                offspring[group] = (activation + constants[BASELINE]) * share;
            }
            barrier(CLK_LOCAL_MEM_FENCE);
            for (uint group = item; group < groups; group += items) {
                const real born = offspring[group];
                const real before = offspring[group == 0 ? groups - 1 : group - 1];
                const real after = offspring[group == groups - 1 ? 0 : group + 1];
                const real mutated = born + ((before - born) + (after - born)) * constants[HALF_MUTATION];
                kept[group] = mutated < EXTINCTION_SHARE ? 0 : mutated;
            }
            barrier(CLK_LOCAL_MEM_FENCE);
            running_sums(kept, groups, sums);
            if (is_sampled) running_sums(offspring, groups, sums + 16);
            barrier(CLK_LOCAL_MEM_FENCE);
            const real mass = folded(sums);
            for (uint group = item; group < groups; group += items) {
                const real share = kept[group] / mass;
                shares[member * row + group] = share;
                kept[group] = share;
            }
            if (mutates && current % interval == 0) {
                const uint input = current / interval % pairs * 2;
                const uint population = first_population + map * populations + member;
                for (uint group = item; group < groups; group += items) {
                    real odd;
                    const real even = normal_pair(seed, current, group, 0, population, &odd);
                    weights_at weight = own + input * row + group;
                    weight[0] = mutated_weight(weight[0], even, constants);
                    if (input + 1 < inputs) weight[row] = mutated_weight(weight[row], odd, constants);
                }
            }
            if (is_sampled) {
                const real fitness = folded(sums + 16);
                barrier(CLK_LOCAL_MEM_FENCE);
                summarize(kept, offspring, sums, best, groups, fitness, out);
                out += 4;
            }
        }
    }
#ifdef LOCAL_WEIGHTS
    barrier(CLK_LOCAL_MEM_FENCE);
    for (uint entry = item; entry < entries * inputs; entry += items) stored[entry] = cached[entry];
#endif
}

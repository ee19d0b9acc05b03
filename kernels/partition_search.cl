// The minima over partitions of many sets O: the operations of KernelsBaseline/DirectedPartCosts.swift and
// KernelsBaseline/PartitionMinima.swift in the same order, so the bits are the same.
//
// WIDTH sets of one size lie side by side: entry x of the tables of a batch is table[x * WIDTH + lane], a work-item a lane,
// so that neighbouring work-items read neighbouring words and take the same steps.
#pragma OPENCL EXTENSION cl_khr_fp64 : enable
#pragma OPENCL FP_CONTRACT OFF

// The subset of `set` that the bits of `index` choose: bit k stands for the k-th unit of the set.
static inline uint deposited(uint index, uint set) {
    uint part = 0;
    while (index != 0 && set != 0) {
        const uint lowest = set & (0 - set);
        if (index & 1) part |= lowest;
        index >>= 1;
        set ^= lowest;
    }
    return part;
}

// Where the costs of a lane's set begin.
static inline global double *lane_of(global double *tables, uint entries) {
    const size_t place = get_global_id(0);
    return tables + place / WIDTH * WIDTH * entries + place % WIDTH;
}

// The cost less penalty of `chunk` parts of one set, from the half tables. Work-items: sets, chunks of its parts.
kernel void part_costs(
    global const double *low, global const double *high, global const double *whole, global const double *penalty,
    global const int *ternary, const uint low_units, global const uint *sets, const uint size, const uint chunk,
    global double *costs) {
    const uint entries = 1u << size;
    const uint set = sets[get_global_id(0)];
    const uint first = get_global_id(1) * chunk;
    global double *cost = lane_of(costs, entries);
    const uint low_all = (1u << low_units) - 1;
    const uint low_row = 2 * ternary[low_all] + 1;
    uint part = deposited(first, set);
    for (uint index = first; index < min(entries, first + chunk); ++index) {
        const uint cut = set ^ part;
        const uint low_part = part & low_all, low_cut = cut & low_all;
        const uint high_part = part >> low_units, high_cut = cut >> low_units;
        const double sum = low[(size_t)high_cut * low_row + (ternary[low_cut] + 2 * ternary[low_part])]
            + high[((size_t)(ternary[high_cut] + 2 * ternary[high_part]) << low_units) + low_cut]
            - penalty[popcount(part)];
        const double all = whole[part];
        cost[(size_t)index * WIDTH] = sum < all ? sum : all;
        part = (part - set) & set;
    }
}

// The same costs summed unit by unit.
kernel void part_costs_by_sum(
    global const double *columns, const double scale, const uint units, global const double *whole,
    global const double *penalty, global const uint *sets, const uint size, const uint chunk, global double *costs) {
    const uint entries = 1u << size;
    const uint set = sets[get_global_id(0)];
    const uint first = get_global_id(1) * chunk;
    global double *cost = lane_of(costs, entries);
    uint part = deposited(first, set);
    for (uint index = first; index < min(entries, first + chunk); ++index) {
        double sum = 0;
        for (uint rest = part; rest != 0; rest &= rest - 1)
            sum += columns[((size_t)popcount((rest & (0 - rest)) - 1) << units) + (set ^ part)];
        const double penalized = scale * sum - penalty[popcount(part)];
        const double all = whole[part];
        cost[(size_t)index * WIDTH] = penalized < all ? penalized : all;
        part = (part - set) & set;
    }
}

#define AT(table, entry) (table)[(size_t)(entry) * WIDTH]
#define LESSER(least, f, g) \
    { \
        const double sum = (f) + (g); \
        least = sum < least ? sum : least; \
    }

// out[y] = min over q of y of first[q] + second[y without q], for y below 2^units, units < 3.
static inline void convolve_small(
    global const double *first, global const double *second, global double *out, uint units) {
    for (uint set = 0; set < 1u << units; ++set) {
        double least = INFINITY;
        uint part = set;
        while (true) {
            LESSER(least, AT(first, part), AT(second, set ^ part))
            if (part == 0) break;
            part = (part - 1) & set;
        }
        AT(out, set) = least;
    }
}

// The same for 3 or more units, eight minima at a time: 27 steps on 16 loads.
static inline void convolve(
    global const double *first, global const double *second, global double *out, uint units) {
    for (uint upper = 0; upper < 1u << (units - 3); ++upper) {
        double a0 = INFINITY, a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        uint upper_part = upper;
        while (true) {
            global const double *f = first + (size_t)(upper_part << 3) * WIDTH;
            global const double *g = second + (size_t)((upper ^ upper_part) << 3) * WIDTH;
            const double g0 = AT(g, 0), g1 = AT(g, 1), g2 = AT(g, 2), g3 = AT(g, 3);
            const double g4 = AT(g, 4), g5 = AT(g, 5), g6 = AT(g, 6), g7 = AT(g, 7);
            const double f0 = AT(f, 0);
            LESSER(a0, f0, g0) LESSER(a1, f0, g1) LESSER(a2, f0, g2) LESSER(a3, f0, g3)
            LESSER(a4, f0, g4) LESSER(a5, f0, g5) LESSER(a6, f0, g6) LESSER(a7, f0, g7)
            const double f1 = AT(f, 1);
            LESSER(a1, f1, g0) LESSER(a3, f1, g2) LESSER(a5, f1, g4) LESSER(a7, f1, g6)
            const double f2 = AT(f, 2);
            LESSER(a2, f2, g0) LESSER(a3, f2, g1) LESSER(a6, f2, g4) LESSER(a7, f2, g5)
            const double f3 = AT(f, 3);
            LESSER(a3, f3, g0) LESSER(a7, f3, g4)
            const double f4 = AT(f, 4);
            LESSER(a4, f4, g0) LESSER(a5, f4, g1) LESSER(a6, f4, g2) LESSER(a7, f4, g3)
            const double f5 = AT(f, 5);
            LESSER(a5, f5, g0) LESSER(a7, f5, g2)
            const double f6 = AT(f, 6);
            LESSER(a6, f6, g0) LESSER(a7, f6, g1)
            const double f7 = AT(f, 7);
            LESSER(a7, f7, g0)
            if (upper_part == 0) break;
            upper_part = (upper_part - 1) & upper;
        }
        global double *block = out + (size_t)(upper << 3) * WIDTH;
        AT(block, 0) = a0;
        AT(block, 1) = a1;
        AT(block, 2) = a2;
        AT(block, 3) = a3;
        AT(block, 4) = a4;
        AT(block, 5) = a5;
        AT(block, 6) = a6;
        AT(block, 7) = a7;
    }
}

// The cheapest partition of each set into parts of the given costs. `bests` has half as many entries as `costs`.
kernel void partition_minima(
    global const double *costs, const uint size, global double *bests, global double *minima) {
    const uint top = 1u << (size - 1);
    const size_t place = get_global_id(0);
    global const double *cost = costs + place / WIDTH * WIDTH * 2 * top + place % WIDTH;
    global double *best = lane_of(bests, top);
    AT(best, 0) = 0;
    for (uint unit = 0; unit + 1 < size; ++unit) {
        global const double *part = cost + ((size_t)WIDTH << unit);
        global double *out = best + ((size_t)WIDTH << unit);
        if (unit < 3) convolve_small(part, best, out, unit);
        else convolve(part, best, out, unit);
    }
    double least = INFINITY;
    for (uint part = 0; part < top; ++part) LESSER(least, AT(cost, top | part), AT(best, top - 1 - part))
    minima[place] = least;
}

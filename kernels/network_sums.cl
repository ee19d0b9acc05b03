// The sums over incoming connections of one node, of the past and of the present; the macros are simulate.cl's.
//
// A node's past is a row of 2·ring entries in which every value stands twice, `ring` apart, so that any 32 successive
// steps are contiguous. Long delays are summed for 32 steps at once, medium ones for eight.
//
// Arrays over edges are node by node within entry: edge e of node i at place + e·nodes + i, so that neighbouring
// work-items read neighbouring entries.
#ifndef NETWORK_SUMS_CL
#define NETWORK_SUMS_CL
#include "real.cl"

#define DELAYED (LONG || MEDIUM || SHORT)
#define LONG_STEPS 32
#define MEDIUM_STEPS 8

// The edges of one node, class by class: 0 long, 1 medium, 2 short, 3 without delay.
typedef struct {
    global const int *counts;
    global const int *places;
    global const int *sources;
    global const int *delays;
    global const real *weights;
} edge_table;

// The position of the entry `delay` steps before `position`, in a ring.
static inline int ring_position(int position, int delay, int ring) {
    const int place = position - delay;
    return place < 0 ? place + ring : place;
}

#if LONG || MEDIUM
// Sums of `steps` successive steps of one node, the first at ring position `coming`; out[step·nodes].
#define SUM_STEPS(name, steps, kind)                                                                                   \
    static inline void name(                                                                                           \
        edge_table edges, global const real *past, int coming, int ring, int nodes, int node, global real *out) {      \
        real sums[steps];                                                                                              \
        for (int step = 0; step < steps; ++step) sums[step] = 0;                                                       \
        const int count = edges.counts[kind * nodes + node];                                                           \
        for (int entry = 0; entry < count; ++entry) {                                                                  \
            const int edge = edges.places[kind] + entry * nodes + node;                                                \
            global const real *source =                                                                                \
                past + edges.sources[edge] * 2 * ring + ring_position(coming, edges.delays[edge], ring);               \
            const real weight = edges.weights[edge];                                                                   \
            for (int step = 0; step < steps; ++step) sums[step] += weight * source[step];                              \
        }                                                                                                              \
        for (int step = 0; step < steps; ++step) out[step * nodes] = sums[step];                                       \
    }
SUM_STEPS(sum_long, LONG_STEPS, 0)
SUM_STEPS(sum_medium, MEDIUM_STEPS, 1)
#endif

// The delayed sums of the step after `step`, whose ring position is `coming`.
static inline void sum_next_step(
    edge_table edges, global const real *past, global real *long_sums, global real *medium_sums, uint step, int coming,
    int ring, int nodes, int node, bool is_active, real *next) {
    for (int row = 0; row < SIGNAL_ROWS; ++row) next[row] = 0;
#if DELAYED
    const int long_step = step % LONG_STEPS, medium_step = step % MEDIUM_STEPS;
    for (int signal = 0; signal < SIGNALS; ++signal) {
        global const real *rows = past + signal * nodes * 2 * ring;
        real sum = 0;
#if LONG
        global real *of_long = long_sums + signal * nodes * LONG_STEPS + node;
        if (is_active && long_step == 0) sum_long(edges, rows, coming, ring, nodes, node, of_long);
        if (is_active) sum = of_long[long_step * nodes];
#endif
#if MEDIUM
        global real *of_medium = medium_sums + signal * nodes * MEDIUM_STEPS + node;
        if (is_active && medium_step == 0) sum_medium(edges, rows, coming, ring, nodes, node, of_medium);
        if (is_active) sum += of_medium[medium_step * nodes];
#endif
#if SHORT
        real near = 0;
        const int count = edges.counts[2 * nodes + node];
        for (int entry = 0; entry < count; ++entry) {
            const int edge = edges.places[2] + entry * nodes + node;
            near += edges.weights[edge]
                * rows[edges.sources[edge] * 2 * ring + ring_position(coming, edges.delays[edge], ring)];
        }
        sum += near;
#endif
        next[signal] = sum;
    }
#endif
}

// sums = the delayed ones and what the nodes, which all call this, send without delay. `board` has room for two rows
// a signal: while one is read the other can be written, so one barrier is enough.
static inline void complete_sums(
    edge_table edges, const real *next, const real *sent, local real *board, int *side, int nodes, int node,
    bool is_active, real *sums) {
    for (int row = 0; row < SIGNAL_ROWS; ++row) sums[row] = next[row];
#if UNDELAYED
    local real *shown = board + *side * SIGNALS * nodes;
    *side ^= 1;
    for (int signal = 0; signal < SIGNALS; ++signal) {
        if (is_active) shown[signal * nodes + node] = sent[signal];
    }
    barrier(CLK_LOCAL_MEM_FENCE);
    for (int signal = 0; signal < SIGNALS; ++signal) {
        real sum = 0;
#if UNDELAYED == 2
        for (int source = 0; source < nodes; ++source) {
            sum += shown[signal * nodes + source] * edges.weights[edges.places[3] + source * nodes + node];
        }
#else
        const int count = edges.counts[3 * nodes + node];
        for (int entry = 0; entry < count; ++entry) {
            const int edge = edges.places[3] + entry * nodes + node;
            sum += edges.weights[edge] * shown[signal * nodes + edges.sources[edge]];
        }
#endif
        sums[signal] += sum;
    }
#endif
}

#endif

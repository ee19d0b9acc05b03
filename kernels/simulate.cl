// Simulations of one connectome side by side: a work-group a simulation, a work-item a node, as many steps as wanted
// in one launch. Sums, stages and noise are those of Sources/Dynamics/Integration, operation by operation, so that
// double precision has the CPU's bits.
//
// Macros: MODEL, VARIABLES, PARAMETERS; SIGNALS that are sent and SIGNAL_ROWS that the model reads; INTEGRATOR 0
// Euler, 1 Heun, 2 Runge-Kutta; LONG, MEDIUM, SHORT, UNDELAYED: whether there are edges of that delay (UNDELAYED 2: a
// dense matrix); WHITE and OU: bits of the variables with noise; STIMULI; BOLD (0, or 1 + the variable that drives
// it); RECORDED: how many variables are.
#include "real.cl"
#include "elementary.cl"
#include "philox.cl"
#include "models.cl"
#include "network_sums.cl"
#include "balloon.cl"

#define FIRST_OU_DRAW 128

// The rows of the state that is carried from launch to launch: variables, sums, past sums, coloured noise,
// haemodynamics.
#define SUMS_ROW VARIABLES
#define PAST_ROW (SUMS_ROW + SIGNAL_ROWS)
#define NOISE_ROW (PAST_ROW + (INTEGRATOR == 2 ? 3 * SIGNAL_ROWS : 0))
#define BOLD_ROW (NOISE_ROW + (OU ? VARIABLES : 0))
#define CARRIED (BOLD_ROW + (BOLD ? 5 : 0))

// Starts the carried state: what every node sends at the start is its past, and the sums of the start are complete.
// `carried` has the variables already.
kernel void begin_simulations(
    const int nodes, global const real *table, global const int *rows, global const int *counts,
    global const int *places, global const int *sources, global const int *delays, global const real *weights,
    const int ring, global real *history, global real *long_sums, global real *medium_sums, local real *board,
    global real *carried) {
    const uint run = get_group_id(0);
    const bool is_active = get_local_id(0) < nodes;
    const int node = is_active ? get_local_id(0) : nodes - 1;
    const edge_table edges = {counts, places, sources, delays, weights};
    global real *carry = carried + (size_t)run * CARRIED * nodes + node;
    global real *past = history + (size_t)run * SIGNALS * nodes * 2 * ring;

    real x[VARIABLES], p[PARAMETERS], sent[SIGNALS], next[SIGNAL_ROWS], sums[SIGNAL_ROWS];
    for (int row = 0; row < PARAMETERS; ++row) {
        p[row] = table[rows[3 * row] + rows[3 * row + 1] * run + rows[3 * row + 2] * node];
    }
    for (int row = 0; row < VARIABLES; ++row) x[row] = carry[row * nodes];
    model_signals(x, p, sent);
#if DELAYED
    if (is_active) {
        for (int signal = 0; signal < SIGNALS; ++signal) {
            global real *row = past + (signal * nodes + node) * 2 * ring;
            for (int place = 0; place < 2 * ring; ++place) row[place] = sent[signal];
        }
    }
    barrier(CLK_GLOBAL_MEM_FENCE);
#endif
    sum_next_step(
        edges, past, long_sums + (size_t)run * SIGNALS * nodes * LONG_STEPS,
        medium_sums + (size_t)run * SIGNALS * nodes * MEDIUM_STEPS, 0, 0, ring, nodes, node, is_active, next);
    int side = 0;
    complete_sums(edges, next, sent, board, &side, nodes, node, is_active, sums);
    if (!is_active) return;
    for (int row = 0; row < SIGNAL_ROWS; ++row) {
        carry[(SUMS_ROW + row) * nodes] = sums[row];
#if INTEGRATOR == 2
        for (int age = 0; age < 3; ++age) carry[(PAST_ROW + age * SIGNAL_ROWS + row) * nodes] = next[row];
#endif
    }
#if OU
    for (int row = 0; row < VARIABLES; ++row) carry[(NOISE_ROW + row) * nodes] = 0;
#endif
#if BOLD
    for (int row = 0; row < 5; ++row) carry[(BOLD_ROW + row) * nodes] = row == 0 || row == 4 ? 0 : 1;
#endif
}

// What acts on a node from outside at a stage, from the stimuli's table and the coloured noise at the step's start
// and end; `share` says how far the stage is in the step.
static inline void set_input(
    real share, uint moment, const real *before, const real *after, global const int *stimulus_starts,
    global const int2 *stimulus_entries, global const real *stimulus_values, int stimulus_columns, int node,
    real *input) {
#if OU || STIMULI
    for (int row = 0; row < VARIABLES; ++row) {
        real sum = 0;
        if (OU >> row & 1) {
            if (share != 1) sum = sum + (1 - share) * before[row];
            if (share != 0) sum = sum + share * after[row];
        }
        input[row] = sum;
    }
#endif
#if STIMULI
    for (int entry = stimulus_starts[node]; entry < stimulus_starts[node + 1]; ++entry) {
        const int2 place = stimulus_entries[entry];
        const real value = stimulus_values[(size_t)moment * stimulus_columns + place.y];
        for (int row = 0; row < VARIABLES; ++row) {
            if (row == place.x) input[row] += value;
        }
    }
#endif
}

// A variable, or after the variables a signal, by its number; without indices that are not known when compiled.
static inline real recordable(const real *x, const real *sent, int number) {
    real value = 0;
    for (int row = 0; row < VARIABLES; ++row) value = number == row ? x[row] : value;
    for (int row = 0; row < SIGNALS; ++row) value = number == VARIABLES + row ? sent[row] : value;
    return value;
}

// Makes `steps` steps from `first_step` on, and writes the samples that fall among them: variables to `samples`,
// sample by sample, variable by variable, run by run; the BOLD signal to `bold_samples` likewise. A node that has
// left the finite numbers at a sample, or at the end, is marked in `diverged`, once, with the steps made and the
// variable, and its run in `failed`.
kernel void advance_simulations(
    const uint first_step, const uint steps, const int nodes, const real width, global const ulong *seeds,
    global const uint *numbers, global const real *table, global const int *rows, global const int *counts,
    global const int *places, global const int *sources, global const int *delays, global const real *weights,
    const int ring, global real *history, global real *long_sums, global real *medium_sums, local real *board,
    global real *carried, global const int *stimulus_starts, global const int2 *stimulus_entries,
    global const real *stimulus_values, const int stimulus_columns, const uint transient, const uint sample_steps,
    const uint first_sample, global const int *recorded, global real *samples, const uint bold_steps,
    const uint first_bold_sample, const uint bold_inner_steps, const real bold_width, const real bold_scale,
    global const real *bold_constants, global real *bold_samples, global uint2 *diverged,
    global uint *failed) {
    const uint run = get_group_id(0), runs = get_num_groups(0);
    const bool is_active = get_local_id(0) < nodes;
    const int node = is_active ? get_local_id(0) : nodes - 1;
    const edge_table edges = {counts, places, sources, delays, weights};
    const ulong seed = seeds[run];
    const uint number = numbers[run];
    global real *carry = carried + (size_t)run * CARRIED * nodes + node;
    global real *past = history + (size_t)run * SIGNALS * nodes * 2 * ring;
    global real *of_long = long_sums + (size_t)run * SIGNALS * nodes * LONG_STEPS;
    global real *of_medium = medium_sums + (size_t)run * SIGNALS * nodes * MEDIUM_STEPS;

    real x[VARIABLES], p[PARAMETERS + 3 * VARIABLES], sums[SIGNAL_ROWS], next[SIGNAL_ROWS], sent[SIGNALS];
    real input[VARIABLES], noise[VARIABLES], before[VARIABLES], after[VARIABLES], first[VARIABLES], trial[VARIABLES];
    // After the model's parameters come the white noise's amplitudes, and the coloured noise's and its decays.
    for (int row = 0; row < PARAMETERS + 3 * VARIABLES; ++row) {
        p[row] = table[rows[3 * row] + rows[3 * row + 1] * run + rows[3 * row + 2] * node];
    }
    const real *white_amplitude = p + PARAMETERS, *ou_amplitude = white_amplitude + VARIABLES;
    const real *ou_decay = ou_amplitude + VARIABLES;
    for (int row = 0; row < VARIABLES; ++row) {
        x[row] = carry[row * nodes];
        input[row] = noise[row] = before[row] = after[row] = 0;
#if OU
        after[row] = carry[(NOISE_ROW + row) * nodes];
#endif
    }
    for (int row = 0; row < SIGNAL_ROWS; ++row) sums[row] = carry[(SUMS_ROW + row) * nodes];
#if INTEGRATOR == 2
    real past_sums[3 * SIGNAL_ROWS];
    for (int row = 0; row < 3 * SIGNAL_ROWS; ++row) past_sums[row] = carry[(PAST_ROW + row) * nodes];
#endif
#if BOLD
    real balloon[4];
    for (int row = 0; row < 4; ++row) balloon[row] = carry[(BOLD_ROW + row) * nodes];
    real activity = carry[(BOLD_ROW + 4) * nodes];
    uint gathered = first_step % bold_inner_steps;
#endif
    int side = 0;
    int present = ring > 0 ? first_step % ring : 0;
    bool has_diverged = diverged[(size_t)run * nodes + node].x != 0;

#define SET_INPUT(share, half)                                                                                         \
    set_input(                                                                                                         \
        share, 2 * index + half, before, after, stimulus_starts, stimulus_entries, stimulus_values, stimulus_columns,  \
        node, input)

    for (uint index = 0; index < steps; ++index) {
        const uint step = first_step + index;
        for (int draw = 0; 2 * draw < VARIABLES; ++draw) {
            if (WHITE >> 2 * draw & 3) {
                real odd;
                const real even = normal_pair(seed, step, node, draw, number, &odd);
                if (WHITE >> 2 * draw & 1) noise[2 * draw] = white_amplitude[2 * draw] * even;
                if (WHITE >> 2 * draw & 2) noise[2 * draw + 1] = white_amplitude[2 * draw + 1] * odd;
            }
            if (OU >> 2 * draw & 3) {
                real odd;
                const real even = normal_pair(seed, step, node, FIRST_OU_DRAW + draw, number, &odd);
                if (OU >> 2 * draw & 1) {
                    before[2 * draw] = after[2 * draw];
                    after[2 * draw] = after[2 * draw] * ou_decay[2 * draw] + ou_amplitude[2 * draw] * even;
                }
                if (OU >> 2 * draw & 2) {
                    before[2 * draw + 1] = after[2 * draw + 1];
                    after[2 * draw + 1] =
                        after[2 * draw + 1] * ou_decay[2 * draw + 1] + ou_amplitude[2 * draw + 1] * odd;
                }
            }
        }
        const int coming = present + 1 == ring ? 0 : present + 1;
        sum_next_step(edges, past, of_long, of_medium, step, coming, ring, nodes, node, is_active, next);

        SET_INPUT(0, 0);
        model_drift(x, sums, input, p, first);
#if INTEGRATOR == 0
        for (int row = 0; row < VARIABLES; ++row) x[row] = x[row] + width * first[row] + noise[row];
#else
        real stage[SIGNAL_ROWS], second[VARIABLES];
#if INTEGRATOR == 1
        for (int row = 0; row < VARIABLES; ++row) trial[row] = x[row] + width * first[row] + noise[row];
        SET_INPUT(1, 2);
        if (UNDELAYED) model_signals(trial, p, sent);
        complete_sums(edges, next, sent, board, &side, nodes, node, is_active, stage);
        model_drift(trial, stage, input, p, second);
        for (int row = 0; row < VARIABLES; ++row) x[row] = x[row] + width / 2 * (first[row] + second[row]) + noise[row];
#else
        real third[VARIABLES], fourth[VARIABLES], middle[SIGNAL_ROWS];
        for (int row = 0; row < VARIABLES; ++row) trial[row] = x[row] + width / 2 * first[row] + 0;
        SET_INPUT(REAL(0.5), 1);
        for (int row = 0; row < SIGNAL_ROWS; ++row) {
#if DELAYED
            const real far = past_sums[row] - 5 * past_sums[SIGNAL_ROWS + row];
            const real near = 15 * past_sums[2 * SIGNAL_ROWS + row] + 5 * next[row];
            middle[row] = (far + near) * REAL(0.0625);
#else
            middle[row] = 0;
#endif
        }
        if (UNDELAYED) model_signals(trial, p, sent);
        complete_sums(edges, middle, sent, board, &side, nodes, node, is_active, stage);
        model_drift(trial, stage, input, p, second);
        for (int row = 0; row < VARIABLES; ++row) trial[row] = x[row] + width / 2 * second[row] + 0;
        if (UNDELAYED) model_signals(trial, p, sent);
        complete_sums(edges, middle, sent, board, &side, nodes, node, is_active, stage);
        model_drift(trial, stage, input, p, third);
        for (int row = 0; row < VARIABLES; ++row) trial[row] = x[row] + width * third[row] + 0;
        SET_INPUT(1, 2);
        if (UNDELAYED) model_signals(trial, p, sent);
        complete_sums(edges, next, sent, board, &side, nodes, node, is_active, stage);
        model_drift(trial, stage, input, p, fourth);
        for (int row = 0; row < VARIABLES; ++row) {
            const real rate = first[row] + 2 * (second[row] + third[row]) + fourth[row];
            x[row] = x[row] + width / 6 * rate + noise[row];
        }
#endif
#endif
        model_signals(x, p, sent);
#if DELAYED
        present = coming;
        if (is_active) {
            for (int signal = 0; signal < SIGNALS; ++signal) {
                global real *row = past + (signal * nodes + node) * 2 * ring + present;
                row[0] = sent[signal];
                row[ring] = sent[signal];
            }
        }
        barrier(CLK_GLOBAL_MEM_FENCE);
#endif
        complete_sums(edges, next, sent, board, &side, nodes, node, is_active, sums);
#if INTEGRATOR == 2
        for (int row = 0; row < SIGNAL_ROWS; ++row) {
            past_sums[row] = past_sums[SIGNAL_ROWS + row];
            past_sums[SIGNAL_ROWS + row] = past_sums[2 * SIGNAL_ROWS + row];
            past_sums[2 * SIGNAL_ROWS + row] = next[row];
        }
#endif
#if BOLD
        activity = activity + bold_scale * recordable(x, sent, BOLD - 1);
        if (++gathered == bold_inner_steps) {
            advance_balloon(balloon, activity, bold_constants, bold_width);
            activity = 0;
            gathered = 0;
        }
#endif
        const bool is_sampled = step >= transient && (step + 1 - transient) % sample_steps == 0;
        const bool is_bold_sampled = BOLD && step >= transient && (step + 1 - transient) % bold_steps == 0;
        if (is_active && (is_sampled || is_bold_sampled || index + 1 == steps)) {
            for (int row = 0; row < VARIABLES && !has_diverged; ++row) {
                if (isfinite(x[row])) continue;
                has_diverged = true;
                diverged[(size_t)run * nodes + node] = (uint2)(step + 1, row);
                failed[run] = 1;
            }
            if (RECORDED && is_sampled) {
                const size_t sample = (step + 1 - transient) / sample_steps - 1 - first_sample;
                for (int series = 0; series < RECORDED; ++series) {
                    samples[((sample * RECORDED + series) * runs + run) * nodes + node] =
                        recordable(x, sent, recorded[series]);
                }
            }
#if BOLD
            if (is_bold_sampled) {
                const size_t sample = (step + 1 - transient) / bold_steps - 1 - first_bold_sample;
                bold_samples[(sample * runs + run) * nodes + node] = balloon_signal(balloon, bold_constants + 6);
            }
#endif
        }
    }

    if (!is_active) return;
    for (int row = 0; row < VARIABLES; ++row) {
        carry[row * nodes] = x[row];
#if OU
        carry[(NOISE_ROW + row) * nodes] = after[row];
#endif
    }
    for (int row = 0; row < SIGNAL_ROWS; ++row) carry[(SUMS_ROW + row) * nodes] = sums[row];
#if INTEGRATOR == 2
    for (int row = 0; row < 3 * SIGNAL_ROWS; ++row) carry[(PAST_ROW + row) * nodes] = past_sums[row];
#endif
#if BOLD
    for (int row = 0; row < 4; ++row) carry[(BOLD_ROW + row) * nodes] = balloon[row];
    carry[(BOLD_ROW + 4) * nodes] = activity;
#endif
}

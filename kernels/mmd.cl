// Sums of a Gaussian kernel over the pairs of rows of one panel, for many labellings at once: what
// Sources/Drift/Multivariate/KernelSums.swift computes on the CPU, in another order of summation.
//
// A work-group takes one tile of SIDE rows against every `slices`-th tile of SIDE columns on or right of the diagonal, and
// LABELS labellings: a work-item an entry of the tile's kernel values, then a work-item a labelling.
#include "elementary.cl"

#define SIDE 16
#define LABELS (SIDE * SIDE)

// values, squared_norms: the centred rows and their squared norms; count of them are real.
// labels: a word of 64 labellings a row, row_stride rows a word; rates: 1/(2 sigma^2) of each width.
// partial: for each group of rows and columns and each labelling, the sum within it and the sum that touches it.
kernel void kernel_sums(
    global const double *values, global const double *squared_norms, const uint count, const uint columns,
    const double resolution, global const ulong *labels, const uint row_stride, const uint label_words,
    global const double *rates, const uint width_count, const uint first_tile, const uint tiles, const uint slices,
    global double *partial) {
    local double x[SIDE][SIDE + 1];
    local double y[SIDE][SIDE + 1];
    local double k[SIDE][SIDE];
    local double row_sum[SIDE];
    const uint item = get_local_id(0);
    const uint i = item / SIDE, j = item % SIDE;
    const uint row_tile = first_tile + get_group_id(1);
    const uint row = row_tile * SIDE + i;
    const uint labelling = get_global_id(0);
    const bool counts = labelling / 64 < label_words;
    global const ulong *bits = labels + (size_t)(counts ? labelling / 64 : 0) * row_stride;
    const uint bit = labelling % 64;
    double within = 0, touching = 0;
    for (uint tile = row_tile + get_group_id(2); tile < tiles; tile += slices) {
        const uint column = tile * SIDE + j;
        double product = 0;
        for (uint start = 0; start < columns; start += SIDE) {
            const bool inside = start + j < columns;
            x[i][j] = inside ? values[(size_t)row * columns + start + j] : 0;
            y[i][j] = inside ? values[(size_t)(tile * SIDE + i) * columns + start + j] : 0;
            barrier(CLK_LOCAL_MEM_FENCE);
            for (uint entry = 0; entry < SIDE; ++entry) product += x[i][entry] * y[j][entry];
            barrier(CLK_LOCAL_MEM_FENCE);
        }
        const double size = squared_norms[row] + squared_norms[column];
        const double difference = size - (product + product);
        const double distance = difference <= size * resolution ? 0 : difference;
        double value = 0;
        for (uint width = 0; width < width_count; ++width) value += exponential(distance * -rates[width]);
        k[i][j] = row < column && column < count ? value / width_count : 0;
        barrier(CLK_LOCAL_MEM_FENCE);
        if (item < SIDE) {
            double sum = 0;
            for (uint entry = 0; entry < SIDE; ++entry) sum += k[item][entry];
            row_sum[item] = sum;
        }
        barrier(CLK_LOCAL_MEM_FENCE);
        double label[SIDE];
        for (uint entry = 0; entry < SIDE; ++entry) label[entry] = (double)((bits[tile * SIDE + entry] >> bit) & 1);
        for (uint line = 0; line < SIDE; ++line) {
            double sum = 0;
            for (uint entry = 0; entry < SIDE; ++entry) sum += k[line][entry] * label[entry];
            const double mine = (double)((bits[row_tile * SIDE + line] >> bit) & 1);
            within += 2 * mine * sum;
            touching += sum + mine * row_sum[line];
        }
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (!counts) return;
    const size_t group = get_group_id(1) * slices + get_group_id(2);
    partial[(group * 2) * label_words * 64 + labelling] = within;
    partial[(group * 2 + 1) * label_words * 64 + labelling] = touching;
}

// The sums of all groups in their order: a work-item a sum. `sums` are both kinds of all labellings.
kernel void add_groups(global const double *partial, const uint sums, const uint groups, global double *out) {
    const uint place = get_global_id(0);
    double sum = 0;
    for (uint group = 0; group < groups; ++group) sum += partial[(size_t)group * sums + place];
    out[place] = sum;
}

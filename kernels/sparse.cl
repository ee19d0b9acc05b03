// What every node of a sparse graph receives: the sums of Sources/DynamicsKernelsBaseline/SparseCoupling.swift, with the
// same operations in the same order, so the same bits.
//
// A work-group has as many targets as work-items. Their edges follow each other in memory and are read in chunks by all
// work-items side by side, each product into local memory; then every work-item adds those of its own target one after the
// other. So memory is read in whole lines, though a target's sum is sequential.
#include "real.cl"

// The edges of target i are starts[i] to starts[i + 1], ascending by source; `products` has room for `chunk` of them.
kernel void couple_rows(
    global const int *starts, global const int *sources, global const real *weights, global const real *x,
    const int targets, const int chunk, local real *products, global real *out)
{
    const int item = get_local_id(0), items = get_local_size(0);
    const int target = get_global_id(0);
    const int first_target = target - item;
    const int last_target = min(first_target + items, targets);
    const int last_edge = starts[last_target];
    const int from = target < targets ? starts[target] : last_edge;
    const int to = target < targets ? starts[target + 1] : last_edge;
    real sum = 0;
    for (int begin = starts[first_target]; begin < last_edge; begin += chunk) {
        const int end = min(begin + chunk, last_edge);
        for (int edge = begin + item; edge < end; edge += items)
            products[edge - begin] = weights[edge] * x[sources[edge]];
        barrier(CLK_LOCAL_MEM_FENCE);
        for (int edge = max(from, begin); edge < min(to, end); edge++)
            sum += products[edge - begin];
        barrier(CLK_LOCAL_MEM_FENCE);
    }
    if (target < targets) out[target] = sum;
}

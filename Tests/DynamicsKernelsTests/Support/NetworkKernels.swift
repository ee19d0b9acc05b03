import GeneratedInput
import Kernels

/// The kernels of every level that can run here, in one precision.
struct NetworkKernels<Number: BinaryFloatingPoint & Sendable>: Sendable {
    let tables: [(level: InstructionSet, kernels: DynamicsKernelTable<Number>)]

    /// Checks that every level computes the same bits into `count` zeros, and returns them.
    func bits(
        _ count: Int, from start: [Number]? = nil,
        _ compute: (DynamicsKernelTable<Number>, UnsafeMutablePointer<Number>) -> Void
    ) -> (values: [Number], agree: Bool) {
        let results = tables.map { table in
            var out = start ?? [Number](repeating: 0, count: count)
            compute(table.kernels, &out)
            return out
        }
        // Nothing equals NaN: a result that is one agrees with nobody, not even itself.
        return (results[0], results.allSatisfy { $0 == results[0] })
    }
}

extension NetworkKernels<Double> {
    static var supported: Self {
        Self(tables: InstructionSet.supported.map { ($0, DynamicsKernelTable<Double>(level: $0)) })
    }
}

extension NetworkKernels<Float> {
    static var supported: Self {
        Self(tables: InstructionSet.supported.map { ($0, DynamicsKernelTable<Float>(level: $0)) })
    }
}

/// Edges by target with offsets into a past of rows of one length.
struct GeneratedEdges<Number: BinaryFloatingPoint> {
    var starts: [Int32] = [0]
    var offsets: [Int32] = []
    var weights: [Number] = []

    /// - Parameter offset: of an edge, drawn with the generator.
    init(targets: Int, most: Int, _ random: inout SplitMix64, offset: (inout SplitMix64) -> Int) {
        for target in 0..<targets {
            // Some targets have no edges, some a few, some many.
            let count = target % 5 == 0 ? 0 : target % 7 == 0 ? most : random.index(most / 4 + 1)
            for _ in 0..<count {
                offsets.append(Int32(offset(&random)))
                weights.append(Number(random.value(-1, 1)))
            }
            starts.append(Int32(offsets.count))
        }
    }

    /// The sum of `target` at `shift` entries from the edges' own places, in wider arithmetic, and of its magnitudes.
    func sum(_ target: Int, _ values: [Number], shift: Int) -> (value: Double, magnitude: Double) {
        (starts[target]..<starts[target + 1]).reduce((0.0, 0.0)) { sum, edge in
            let term = Double(weights[Int(edge)]) * Double(values[Int(offsets[Int(edge)]) + shift])
            return (sum.0 + term, sum.1 + abs(term))
        }
    }
}

internal import Compute
internal import Kernels

/// Sums of the kernel over pairs of different rows, for every labelling of a `RowLabellings`: what the mean discrepancy
/// of each is made of.
struct KernelSums: Sendable, Codable {
    /// For every column of the labels: the kernel of all ordered pairs of two rows that both bear the label. The column
    /// that has every row makes it the sum over all pairs.
    var within: [Double]
    /// For every column: the kernel of all ordered pairs whose first row bears the label.
    var touching: [Double]

    init(columns: Int) {
        within = [Double](repeating: 0, count: columns)
        touching = within
    }

    init(within: [Double], touching: [Double]) {
        self.within = within
        self.touching = touching
    }

    mutating func add(_ other: KernelSums) {
        for column in within.indices {
            within[column] += other.within[column]
            touching[column] += other.touching[column]
        }
    }

    /// The mean kernel value of two different rows of the reference, of two of the sample, and across, where the rows of
    /// `column` are the reference of `reference` rows.
    func means(_ column: Int, reference: Int, sample: Int) -> KernelMeans {
        let total = within[within.count - 1]
        let (inside, first) = (within[column], touching[column])
        // Each is a difference of sums over all pairs, so it keeps the absolute error of the whole sum.
        let across = first - inside
        let (n, m) = (Double(reference), Double(sample))
        return KernelMeans(
            reference: inside / (n * (n - 1)), sample: (total - 2 * first + inside) / (m * (m - 1)),
            across: across / (n * m))
    }
}

/// Mean kernel values within both samples and across them.
struct KernelMeans: Sendable, Codable {
    let reference: Double
    let sample: Double
    let across: Double

    static let zero = KernelMeans(reference: 0, sample: 0, across: 0)

    static func + (left: KernelMeans, right: KernelMeans) -> KernelMeans {
        KernelMeans(
            reference: left.reference + right.reference, sample: left.sample + right.sample,
            across: left.across + right.across)
    }

    func divided(by count: Double) -> KernelMeans {
        KernelMeans(reference: reference / count, sample: sample / count, across: across / count)
    }

    /// MMD² (Gretton et al., JMLR 13 (2012) 723, eq. 3), the unbiased estimate: it may be below 0.
    var squaredDiscrepancy: Double { reference + sample - 2 * across }

    /// MMD²/(2(1 − mean k(x, y))): 0 for equal distributions and 1 for two single points that differ. It is the coefficient
    /// of inhomogeneity of energy statistics (Székely & Rizzo, J. Stat. Plan. Inference 143 (2013) 1249) for the distance
    /// 1 − k that the kernel induces (Sejdinovic et al., Ann. Statist. 41 (2013) 2263). 0 where all rows are the same.
    var inhomogeneity: TestResult.EffectSize {
        TestResult.EffectSize(
            measure: "coefficient of inhomogeneity",
            value: across < 1 ? squaredDiscrepancy / (2 * (1 - across)) : 0)
    }
}

extension KernelSums {
    /// The sums over the pairs of one panel.
    ///
    /// A tile's kernel values K times the labels Z of its columns give W = K·Z; with the labels z of its rows, zᵀW is the sum
    /// within the label and 1ᵀW + zᵀK1 the one that touches it. Every pair is in one tile, once.
    ///
    /// - Parameters:
    ///   - widths: of the kernel.
    ///   - check: called once a tile; what it throws ends the pass.
    /// - Complexity: O(pairs · (columns + labels)) time, O(side · (side + labels)) memory: 4 KiB a label for a side of 256.
    init(
        _ tiles: DistanceTiles, panel: Int, labels: RowLabellings, widths: [Double], check: () throws -> Void
    ) rethrows {
        let (side, width) = (tiles.side, labels.paddedColumns)
        let kernel = GaussianTile(side: side, widths: widths, kernels: tiles.kernels)
        let columnLabels = AlignedBuffer(uninitialized: side * width)
        let weighted = AlignedBuffer(uninitialized: side * width)
        let rows = tiles.range(panel)
        for tile in panel..<tiles.panels {
            try check()
            let columns = tiles.range(tile)
            tiles.write(panel, tile, into: kernel.distances.base)
            kernel.evaluate(rows: rows.count, columns: tiles.paddedColumns(tile))
            if tile == panel { kernel.clearLowerTriangle(rows.count) }
            labels.write(columns, into: columnLabels.base)
            tiles.product(
                .init(kernel.values.base, stride: side), .init(columnLabels.base, stride: width), rows: rows.count,
                columns: width, inner: columns.count, adding: tile > panel, into: weighted.base, outStride: width)
        }
        labels.write(rows, into: columnLabels.base)
        self.init(columns: labels.columns)
        let all = labels.columns - 1
        for row in 0..<rows.count {
            let (label, sum) = (columnLabels.base + row * width, weighted.base + row * width)
            for column in within.indices {
                within[column] += 2 * label[column] * sum[column]
                touching[column] += sum[column] + label[column] * sum[all]
            }
        }
    }
}

/// The kernel's values over a tile of squared distances.
struct GaussianTile {
    let side: Int
    let widths: [Double]
    let kernels: DynamicsKernelTable<Double>
    let distances: AlignedBuffer
    let values: AlignedBuffer
    /// One kernel's values where there are several to add up; else the place of the result itself.
    private let term: AlignedBuffer

    /// - Parameters:
    ///   - side: the most columns, a multiple of 16.
    ///   - rows: the most rows; as many as columns where nil.
    init(side: Int, rows: Int? = nil, widths: [Double], kernels: DynamicsKernelTable<Double>) {
        self.side = side
        self.widths = widths
        self.kernels = kernels
        distances = AlignedBuffer(uninitialized: side * (rows ?? side))
        values = AlignedBuffer(uninitialized: side * (rows ?? side))
        term = widths.count > 1 ? AlignedBuffer(uninitialized: side) : values
    }

    /// Computes `values` of the leading `rows` × `columns` distances, the columns a multiple of 16.
    func evaluate(rows: Int, columns: Int) {
        for row in 0..<rows {
            let (line, out) = (distances.base + row * side, values.base + row * side)
            guard widths.count > 1 else {
                kernels.gaussians(line, Self.rate(widths[0]), columns, out)
                continue
            }
            out.update(repeating: 0, count: columns)
            for width in widths {
                kernels.gaussians(line, Self.rate(width), columns, term.base)
                kernels.addScaled(term.base, 1 / Double(widths.count), columns, out)
            }
        }
    }

    /// Leaves the entries above the diagonal.
    func clearLowerTriangle(_ rows: Int) {
        for row in 0..<rows { (values.base + row * side).update(repeating: 0, count: row + 1) }
    }

    /// 1/(2σ²).
    static func rate(_ width: Double) -> Double { 0.5 / (width * width) }
}

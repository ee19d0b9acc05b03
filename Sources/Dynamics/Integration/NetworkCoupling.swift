internal import Compute
internal import Kernels

/// The sums over incoming connections, kept complete at the present, and the past they are made of.
///
/// `history` has a row a signal and element, `length` entries long, of which `present` is now. A row slides back to its
/// start when it is full. `long` and `medium` hold the sums of the block of steps under way.
final class NetworkCoupling<Real: SimulationReal> {
    let signalCount: Int
    let stride: Int
    let hasUndelayed: Bool
    /// What the nodes send at present.
    let signals: Rows<Real>
    /// The complete sums of the present.
    let sums: Rows<Real>
    /// The delayed sums of the next step.
    private(set) var next: Rows<Real>
    let trialSignals: Rows<Real>
    let trialSums: Rows<Real>

    private let hasDelays: Bool
    private let longest: Int
    private let length: Int
    private let history: Rows<Real>
    private let longEdges: EdgeRows<Real>
    private let mediumEdges: EdgeRows<Real>
    private let shortEdges: EdgeRows<Real>
    private let undelayed: UndelayedCoupling<Real>
    private let undelayedSums: Rows<Real>
    private let long: Rows<Real>
    private let medium: Rows<Real>
    private let half: Rows<Real>
    /// The delayed sums of the present and the two steps before it, earliest first; empty unless they are kept.
    private var past: [Rows<Real>]
    private var present: Int
    /// The steps of the block under way that were made.
    private var made = 0
    /// Whether there are enough edges for the pool to be worth starting.
    private let isLarge: Bool

    /// - Parameters:
    ///   - signals: The signals that are sent.
    ///   - rows: The signals that the model's equations read; those that are not sent stay 0.
    ///   - keepsPast: Whether sums between two steps are needed.
    /// - Throws: `DynamicsError` of kind `tooLarge`.
    init(
        _ edges: DelayedEdges, nodes: Int, runs: Int, elements: Int, stride: Int, signals: Int, rows: Int,
        keepsPast: Bool
    ) throws(DynamicsError) {
        signalCount = signals
        self.stride = stride
        hasDelays = edges.hasDelays
        longest = edges.longest
        length = edges.hasDelays ? edges.longest + max(256, edges.longest / 2) : 1
        guard stride * length < Int(Int32.max) else {
            throw DynamicsError(
                .tooLarge, key: "coupling.speed",
                problem: "\(elements) nodes with a past of \(length) steps do not fit",
                remedy: "use a larger step or speed, or fewer runs at a time")
        }
        self.signals = Rows(rows, stride)
        sums = Rows(rows, stride)
        next = Rows(rows, stride)
        trialSignals = Rows(rows, stride)
        trialSums = Rows(rows, stride)
        half = Rows(keepsPast ? rows : 0, stride)
        past = keepsPast && edges.hasDelays ? (0..<3).map { _ in Rows(rows, stride) } : []
        history = Rows(edges.hasDelays ? signals * stride : 0, length)
        present = length - 1
        longEdges = EdgeRows(edges.long, runs: runs, elements: stride, length: length)
        mediumEdges = EdgeRows(edges.medium, runs: runs, elements: stride, length: length)
        shortEdges = EdgeRows(edges.short, runs: runs, elements: stride, length: length)
        do throws(SparseCouplingError) {
            undelayed = try UndelayedCoupling(edges.undelayed, nodes: nodes, runs: runs, stride: stride)
        } catch {
            throw DynamicsError(
                .badParameter, key: "connectome", problem: error.message, remedy: "simulate in double precision")
        }
        undelayedSums = Rows(1, stride)
        hasUndelayed = !edges.undelayed.isEmpty
        long = Rows(edges.hasDelays ? signals * stride : 0, DelayedEdges.longDelay)
        medium = Rows(edges.hasDelays ? signals * stride : 0, DelayedEdges.mediumDelay)
        isLarge = edges.long.sources.count * runs > 50_000
    }

    /// Sets the past to what is sent at the start, and makes the sums of the start.
    func begin(_ kernels: DynamicsKernelTable<Real>, _ pool: ThreadPool) {
        if hasDelays {
            for signal in 0..<signalCount {
                for element in 0..<stride {
                    let row = history[signal * stride + element]
                    row.update(repeating: signals[signal][element], count: length)
                }
            }
            // Nothing but the past's length tells its entries apart, so the sums of the next step are those of the start.
            present = longest
            sumNextStep(kernels, pool)
            made = 0
            for row in past { row.copy(from: next) }
        }
        complete(sums, next, signals, kernels, pool)
    }

    /// Makes `next`, the delayed sums of the step to come.
    func sumNextStep(_ kernels: DynamicsKernelTable<Real>, _ pool: ThreadPool) {
        guard hasDelays else { return }
        if made == DelayedEdges.longDelay { made = 0 }
        let isBlockStart = made == 0
        let isSubBlockStart = made % DelayedEdges.mediumDelay == 0
        for signal in 0..<signalCount {
            let coming = history[signal * stride] + present + 1
            if isBlockStart && !longEdges.isEmpty {
                sumLong(signal, kernels, pool)
            }
            if isSubBlockStart && !mediumEdges.isEmpty {
                kernels.sumEightSteps(
                    mediumEdges.starts.base, mediumEdges.offsets.base, mediumEdges.weights.base, coming, stride,
                    medium[signal * stride])
            }
            kernels.collectSums(
                long[signal * stride] + made, medium[signal * stride] + made % DelayedEdges.mediumDelay, stride,
                next[signal])
            if !shortEdges.isEmpty {
                kernels.addOneStep(
                    shortEdges.starts.base, shortEdges.offsets.base, shortEdges.weights.base, coming, stride,
                    next[signal])
            }
        }
        made += 1
    }

    private func sumLong(_ signal: Int, _ kernels: DynamicsKernelTable<Real>, _ pool: ThreadPool) {
        let (edges, history, long, stride, coming) = (longEdges, history, long, stride, present + 1)
        let slice = isLarge && pool.threads > 1 ? 64 : stride
        pool.forEach(count: (stride + slice - 1) / slice) { index in
            let first = index * slice
            kernels.sumThirtyTwoSteps(
                edges.starts.base + first, edges.offsets.base, edges.weights.base, history[signal * stride] + coming,
                min(slice, stride - first), long[signal * stride + first])
        }
    }

    /// Takes what is sent now, in `signals`, into the past, and completes the sums of the present.
    func endStep(_ kernels: DynamicsKernelTable<Real>, _ pool: ThreadPool) {
        if hasDelays {
            if present == length - 1 { slide() }
            present += 1
            for signal in 0..<signalCount {
                kernels.appendToHistory(signals[signal], stride, length, history[signal * stride] + present)
            }
        }
        complete(sums, next, signals, kernels, pool)
        if !past.isEmpty {
            past.append(past.removeFirst())
            past[2].copy(from: next)
        }
    }

    /// Moves the part of the past that is still needed to the rows' start.
    private func slide() {
        let kept = longest
        for row in 0..<history.rows {
            (history[row]).update(from: history[row] + present + 1 - kept, count: kept)
        }
        present = kept - 1
    }

    /// out = the delayed sums and what `signals` add to them without delay.
    func complete(
        _ out: Rows<Real>, _ delayed: Rows<Real>, _ signals: Rows<Real>, _ kernels: DynamicsKernelTable<Real>,
        _ pool: ThreadPool
    ) {
        for signal in 0..<signalCount {
            if hasDelays {
                out[signal].update(from: delayed[signal], count: stride)
            } else {
                out[signal].update(repeating: 0, count: stride)
            }
            switch undelayed {
            case .none: break
            case .dense(let columns, let sources):
                kernels.addDense(columns.base, stride, signals[signal], sources, stride, out[signal])
            case .sparse(let edges):
                edges.apply(signals[signal], into: undelayedSums.base, pool: pool)
                kernels.addScaled(undelayedSums.base, 1, stride, out[signal])
            case .runs(let edges, let nodes, let runs):
                kernels.addRuns(
                    edges.starts.base, edges.offsets.base, edges.weights.base, signals[signal], nodes, runs, out[signal]
                )
            }
        }
    }

    /// The delayed sums half a step from now.
    func middle(_ kernels: DynamicsKernelTable<Real>) -> Rows<Real> {
        guard !past.isEmpty else { return next }
        for signal in 0..<signalCount {
            kernels.interpolateHalfStep(
                past[0][signal], past[1][signal], past[2][signal], next[signal], stride, half[signal])
        }
        return half
    }
}

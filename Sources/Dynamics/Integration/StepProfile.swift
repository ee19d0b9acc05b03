internal import Compute

/// Where the time of a run's steps goes, gathered here and handed on in one piece, so that looking costs four clock
/// readings a step.
///
/// Bytes are what the kernels load and store, most of it from caches: a share of the memory's bandwidth above 1 says so.
final class StepProfile {
    enum Phase: Int, CaseIterable {
        case noise, delayedSums, rates, signals

        var name: String {
            switch self {
            case .noise: "noise"
            case .delayedSums: "delayed sums"
            case .rates: "rates and steps"
            case .signals: "signals and undelayed sums"
            }
        }
    }

    private let profile: Profile
    private let works: [DeclaredWork]
    private var seconds: [Duration]
    private var steps = 0
    private var last = ContinuousClock.now

    /// - Parameter works: A step's work, by phase.
    init(_ profile: Profile, works: [DeclaredWork]) {
        self.profile = profile
        self.works = works
        seconds = works.map { _ in .zero }
    }

    func begin() { last = .now }

    func end(_ phase: Phase) {
        let now = ContinuousClock.now
        seconds[phase.rawValue] += now - last
        last = now
        if phase == .signals { steps += 1 }
    }

    deinit {
        for phase in Phase.allCases {
            let (work, count) = (works[phase.rawValue], Double(steps))
            profile.add(
                phase.name, seconds: seconds[phase.rawValue] / .seconds(1), launches: steps,
                work: DeclaredWork(
                    bytes: work.bytes * count, operations: work.operations * count,
                    isSinglePrecision: work.isSinglePrecision))
        }
    }
}

extension NetworkIntegrator {
    /// Gathers where time goes into `profile` from here on.
    ///
    /// - Parameter edges: What the integrator was made of.
    func observe(_ profile: Profile, _ edges: DelayedEdges) {
        let size = Double(MemoryLayout<Real>.size)
        let single = Real.self == Float.self
        func sums(_ count: Int, evaluations: Int = 1) -> DeclaredWork {
            let all = Double(count * coupling.signalCount * runs * evaluations)
            return DeclaredWork(bytes: all * (2 * size + 4), operations: 2 * all, isSinglePrecision: single)
        }
        let delayed = edges.long.sources.count + edges.medium.sources.count + edges.short.sources.count
        let stages = integrator == .rungeKutta4 ? 4 : integrator == .heun ? 2 : 1
        // An evaluation reads state, sums, input and parameters and writes rates; a step reads and writes them once more.
        let rows = stages * (4 * state.rows + coupling.signals.rows + parameters.rows) + 2 * state.rows
        let works = [
            DeclaredWork(bytes: Double(4 * stride) * size, isSinglePrecision: single), sums(delayed),
            DeclaredWork(bytes: Double(rows * stride) * size, isSinglePrecision: single),
            sums(edges.undelayed.sources.count),
        ]
        stepProfile = StepProfile(profile, works: works)
    }
}

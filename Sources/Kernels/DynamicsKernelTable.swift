import DynamicsKernelsBaseline
import DynamicsKernelsBaselineSingle

#if arch(x86_64)
    import DynamicsKernelsV3
    import DynamicsKernelsV3Single
    import DynamicsKernelsV4
    import DynamicsKernelsV4Single
#endif

/// The kernels of network dynamics for one instruction-set level and precision. Every function's contract is documented
/// where it is written, in `DynamicsKernelsBaseline`; all levels return the same bits.
public struct DynamicsKernelTable<Real: Sendable>: Sendable {
    package typealias Input = UnsafePointer<Real>
    package typealias Output = UnsafeMutablePointer<Real>
    package typealias Indices = UnsafePointer<Int32>
    package typealias Deviates =
        @Sendable (UInt64, UInt32, UInt32, UnsafePointer<UInt32>, UnsafePointer<UInt32>, Int, Output, Output) -> Void
    package typealias BlockSum = @Sendable (Indices, Indices, Input, Input, Int, Output) -> Void

    package let modelDrift: @Sendable (Int32, Input, Input, Input, Input, Int, Int, Output) -> Void
    package let modelSignals: @Sendable (Int32, Input, Input, Int, Int, Int, Output) -> Void
    package let sumThirtyTwoSteps: BlockSum
    package let sumEightSteps: BlockSum
    package let addOneStep: BlockSum
    package let addDense: @Sendable (Input, Int, Input, Int, Int, Output) -> Void
    package let addRuns: @Sendable (Indices, Indices, Input, Input, Int, Int, Output) -> Void
    package let appendToHistory: @Sendable (Input, Int, Int, Output) -> Void
    package let collectSums: @Sendable (Input, Input, Int, Output) -> Void
    package let advanceEuler: @Sendable (Input, Input, Real, Input, Int, Output) -> Void
    package let advanceHeun: @Sendable (Output, Input, Input, Real, Input, Int) -> Void
    package let advanceRungeKutta: @Sendable (Output, Input, Int, Real, Input, Int) -> Void
    package let interpolateHalfStep: @Sendable (Input, Input, Input, Input, Int, Output) -> Void
    package let scaleNoise: @Sendable (Input, Input, Int, Output) -> Void
    package let advanceOrnsteinUhlenbeck: @Sendable (Output, Input, Input, Input, Int) -> Void
    package let addScaled: @Sendable (Input, Real, Int, Output) -> Void
    package let firstNotFinite: @Sendable (Input, Int) -> Int
    package let advanceBalloon: @Sendable (Output, Int, Input, Input, Real, Int) -> Void
    package let balloonSignal: @Sendable (Input, Int, Input, Int, Output) -> Void
    package let fillNormals: Deviates
    package let squaredDistances: @Sendable (Input, Real, Input, Real, Int, Output) -> Void
    package let gaussians: @Sendable (Input, Real, Int, Output) -> Void
    package let sinesAndCosines: @Sendable (Input, Int, Output, Output) -> Void
}

extension DynamicsKernelTable where Real == Double {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        #if arch(x86_64)
            switch level {
            case .v4:
                self.init(
                    modelDrift: DynamicsKernelsV4.modelDrift,
                    modelSignals: DynamicsKernelsV4.modelSignals,
                    sumThirtyTwoSteps: DynamicsKernelsV4.sumThirtyTwoSteps,
                    sumEightSteps: DynamicsKernelsV4.sumEightSteps,
                    addOneStep: DynamicsKernelsV4.addOneStep,
                    addDense: DynamicsKernelsV4.addDense,
                    addRuns: DynamicsKernelsV4.addRuns,
                    appendToHistory: DynamicsKernelsV4.appendToHistory,
                    collectSums: DynamicsKernelsV4.collectSums,
                    advanceEuler: DynamicsKernelsV4.advanceEuler,
                    advanceHeun: DynamicsKernelsV4.advanceHeun,
                    advanceRungeKutta: DynamicsKernelsV4.advanceRungeKutta,
                    interpolateHalfStep: DynamicsKernelsV4.interpolateHalfStep,
                    scaleNoise: DynamicsKernelsV4.scaleNoise,
                    advanceOrnsteinUhlenbeck: DynamicsKernelsV4.advanceOrnsteinUhlenbeck,
                    addScaled: DynamicsKernelsV4.addScaled,
                    firstNotFinite: DynamicsKernelsV4.firstNotFinite,
                    advanceBalloon: DynamicsKernelsV4.advanceBalloon,
                    balloonSignal: DynamicsKernelsV4.balloonSignal,
                    fillNormals: DynamicsKernelsV4.fillNormals,
                    squaredDistances: DynamicsKernelsV4.squaredDistances,
                    gaussians: DynamicsKernelsV4.gaussians,
                    sinesAndCosines: DynamicsKernelsV4.sinesAndCosines)
            case .v3:
                self.init(
                    modelDrift: DynamicsKernelsV3.modelDrift,
                    modelSignals: DynamicsKernelsV3.modelSignals,
                    sumThirtyTwoSteps: DynamicsKernelsV3.sumThirtyTwoSteps,
                    sumEightSteps: DynamicsKernelsV3.sumEightSteps,
                    addOneStep: DynamicsKernelsV3.addOneStep,
                    addDense: DynamicsKernelsV3.addDense,
                    addRuns: DynamicsKernelsV3.addRuns,
                    appendToHistory: DynamicsKernelsV3.appendToHistory,
                    collectSums: DynamicsKernelsV3.collectSums,
                    advanceEuler: DynamicsKernelsV3.advanceEuler,
                    advanceHeun: DynamicsKernelsV3.advanceHeun,
                    advanceRungeKutta: DynamicsKernelsV3.advanceRungeKutta,
                    interpolateHalfStep: DynamicsKernelsV3.interpolateHalfStep,
                    scaleNoise: DynamicsKernelsV3.scaleNoise,
                    advanceOrnsteinUhlenbeck: DynamicsKernelsV3.advanceOrnsteinUhlenbeck,
                    addScaled: DynamicsKernelsV3.addScaled,
                    firstNotFinite: DynamicsKernelsV3.firstNotFinite,
                    advanceBalloon: DynamicsKernelsV3.advanceBalloon,
                    balloonSignal: DynamicsKernelsV3.balloonSignal,
                    fillNormals: DynamicsKernelsV3.fillNormals,
                    squaredDistances: DynamicsKernelsV3.squaredDistances,
                    gaussians: DynamicsKernelsV3.gaussians,
                    sinesAndCosines: DynamicsKernelsV3.sinesAndCosines)
            case .baseline: self.init(baseline: ())
            }
        #else
            self.init(baseline: ())
        #endif
    }

    private init(baseline: Void) {
        self.init(
            modelDrift: DynamicsKernelsBaseline.modelDrift,
            modelSignals: DynamicsKernelsBaseline.modelSignals,
            sumThirtyTwoSteps: DynamicsKernelsBaseline.sumThirtyTwoSteps,
            sumEightSteps: DynamicsKernelsBaseline.sumEightSteps,
            addOneStep: DynamicsKernelsBaseline.addOneStep,
            addDense: DynamicsKernelsBaseline.addDense,
            addRuns: DynamicsKernelsBaseline.addRuns,
            appendToHistory: DynamicsKernelsBaseline.appendToHistory,
            collectSums: DynamicsKernelsBaseline.collectSums,
            advanceEuler: DynamicsKernelsBaseline.advanceEuler,
            advanceHeun: DynamicsKernelsBaseline.advanceHeun,
            advanceRungeKutta: DynamicsKernelsBaseline.advanceRungeKutta,
            interpolateHalfStep: DynamicsKernelsBaseline.interpolateHalfStep,
            scaleNoise: DynamicsKernelsBaseline.scaleNoise,
            advanceOrnsteinUhlenbeck: DynamicsKernelsBaseline.advanceOrnsteinUhlenbeck,
            addScaled: DynamicsKernelsBaseline.addScaled,
            firstNotFinite: DynamicsKernelsBaseline.firstNotFinite,
            advanceBalloon: DynamicsKernelsBaseline.advanceBalloon,
            balloonSignal: DynamicsKernelsBaseline.balloonSignal,
            fillNormals: DynamicsKernelsBaseline.fillNormals,
            squaredDistances: DynamicsKernelsBaseline.squaredDistances,
            gaussians: DynamicsKernelsBaseline.gaussians,
            sinesAndCosines: DynamicsKernelsBaseline.sinesAndCosines)
    }

    /// The kernels of the level in force: see `KernelTable.selected`.
    public static let selected = DynamicsKernelTable(level: KernelTable.selected.level)
}

extension DynamicsKernelTable where Real == Float {
    /// The kernels of `level`, or of the highest level below it that this build contains.
    ///
    /// - Precondition: the machine can run the level (`InstructionSet.isSupported`); not checked here.
    /// - Complexity: O(1).
    public init(level: InstructionSet) {
        #if arch(x86_64)
            switch level {
            case .v4:
                self.init(
                    modelDrift: DynamicsKernelsV4Single.modelDrift,
                    modelSignals: DynamicsKernelsV4Single.modelSignals,
                    sumThirtyTwoSteps: DynamicsKernelsV4Single.sumThirtyTwoSteps,
                    sumEightSteps: DynamicsKernelsV4Single.sumEightSteps,
                    addOneStep: DynamicsKernelsV4Single.addOneStep,
                    addDense: DynamicsKernelsV4Single.addDense,
                    addRuns: DynamicsKernelsV4Single.addRuns,
                    appendToHistory: DynamicsKernelsV4Single.appendToHistory,
                    collectSums: DynamicsKernelsV4Single.collectSums,
                    advanceEuler: DynamicsKernelsV4Single.advanceEuler,
                    advanceHeun: DynamicsKernelsV4Single.advanceHeun,
                    advanceRungeKutta: DynamicsKernelsV4Single.advanceRungeKutta,
                    interpolateHalfStep: DynamicsKernelsV4Single.interpolateHalfStep,
                    scaleNoise: DynamicsKernelsV4Single.scaleNoise,
                    advanceOrnsteinUhlenbeck: DynamicsKernelsV4Single.advanceOrnsteinUhlenbeck,
                    addScaled: DynamicsKernelsV4Single.addScaled,
                    firstNotFinite: DynamicsKernelsV4Single.firstNotFinite,
                    advanceBalloon: DynamicsKernelsV4Single.advanceBalloon,
                    balloonSignal: DynamicsKernelsV4Single.balloonSignal,
                    fillNormals: DynamicsKernelsV4Single.fillNormals,
                    squaredDistances: DynamicsKernelsV4Single.squaredDistances,
                    gaussians: DynamicsKernelsV4Single.gaussians,
                    sinesAndCosines: DynamicsKernelsV4Single.sinesAndCosines)
            case .v3:
                self.init(
                    modelDrift: DynamicsKernelsV3Single.modelDrift,
                    modelSignals: DynamicsKernelsV3Single.modelSignals,
                    sumThirtyTwoSteps: DynamicsKernelsV3Single.sumThirtyTwoSteps,
                    sumEightSteps: DynamicsKernelsV3Single.sumEightSteps,
                    addOneStep: DynamicsKernelsV3Single.addOneStep,
                    addDense: DynamicsKernelsV3Single.addDense,
                    addRuns: DynamicsKernelsV3Single.addRuns,
                    appendToHistory: DynamicsKernelsV3Single.appendToHistory,
                    collectSums: DynamicsKernelsV3Single.collectSums,
                    advanceEuler: DynamicsKernelsV3Single.advanceEuler,
                    advanceHeun: DynamicsKernelsV3Single.advanceHeun,
                    advanceRungeKutta: DynamicsKernelsV3Single.advanceRungeKutta,
                    interpolateHalfStep: DynamicsKernelsV3Single.interpolateHalfStep,
                    scaleNoise: DynamicsKernelsV3Single.scaleNoise,
                    advanceOrnsteinUhlenbeck: DynamicsKernelsV3Single.advanceOrnsteinUhlenbeck,
                    addScaled: DynamicsKernelsV3Single.addScaled,
                    firstNotFinite: DynamicsKernelsV3Single.firstNotFinite,
                    advanceBalloon: DynamicsKernelsV3Single.advanceBalloon,
                    balloonSignal: DynamicsKernelsV3Single.balloonSignal,
                    fillNormals: DynamicsKernelsV3Single.fillNormals,
                    squaredDistances: DynamicsKernelsV3Single.squaredDistances,
                    gaussians: DynamicsKernelsV3Single.gaussians,
                    sinesAndCosines: DynamicsKernelsV3Single.sinesAndCosines)
            case .baseline: self.init(baseline: ())
            }
        #else
            self.init(baseline: ())
        #endif
    }

    private init(baseline: Void) {
        self.init(
            modelDrift: DynamicsKernelsBaselineSingle.modelDrift,
            modelSignals: DynamicsKernelsBaselineSingle.modelSignals,
            sumThirtyTwoSteps: DynamicsKernelsBaselineSingle.sumThirtyTwoSteps,
            sumEightSteps: DynamicsKernelsBaselineSingle.sumEightSteps,
            addOneStep: DynamicsKernelsBaselineSingle.addOneStep,
            addDense: DynamicsKernelsBaselineSingle.addDense,
            addRuns: DynamicsKernelsBaselineSingle.addRuns,
            appendToHistory: DynamicsKernelsBaselineSingle.appendToHistory,
            collectSums: DynamicsKernelsBaselineSingle.collectSums,
            advanceEuler: DynamicsKernelsBaselineSingle.advanceEuler,
            advanceHeun: DynamicsKernelsBaselineSingle.advanceHeun,
            advanceRungeKutta: DynamicsKernelsBaselineSingle.advanceRungeKutta,
            interpolateHalfStep: DynamicsKernelsBaselineSingle.interpolateHalfStep,
            scaleNoise: DynamicsKernelsBaselineSingle.scaleNoise,
            advanceOrnsteinUhlenbeck: DynamicsKernelsBaselineSingle.advanceOrnsteinUhlenbeck,
            addScaled: DynamicsKernelsBaselineSingle.addScaled,
            firstNotFinite: DynamicsKernelsBaselineSingle.firstNotFinite,
            advanceBalloon: DynamicsKernelsBaselineSingle.advanceBalloon,
            balloonSignal: DynamicsKernelsBaselineSingle.balloonSignal,
            fillNormals: DynamicsKernelsBaselineSingle.fillNormals,
            squaredDistances: DynamicsKernelsBaselineSingle.squaredDistances,
            gaussians: DynamicsKernelsBaselineSingle.gaussians,
            sinesAndCosines: DynamicsKernelsBaselineSingle.sinesAndCosines)
    }

    /// The kernels of the level in force: see `KernelTable.selected`.
    public static let selected = DynamicsKernelTable(level: KernelTable.selected.level)
}

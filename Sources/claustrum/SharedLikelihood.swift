import Graphs
import IntegratedInformation
import Synchronization

/// The likelihood of a state, computed when the first of its questions needs it and shared by all: of N units it costs
/// O(N · 2ᴺ), often more than a small candidate system's whole analysis.
final class SharedLikelihood: Sendable {
    private let substrate: Substrate
    private let state: State
    private let computed = Mutex<Result<StateLikelihood, IntegratedInformationError>?>(nil)

    init(substrate: Substrate, state: State) {
        self.substrate = substrate
        self.state = state
    }

    /// Threads that ask while it is computed wait for it.
    ///
    /// - Throws: `IntegratedInformationError` where nothing leads to the state, to each who asks.
    func value() throws(IntegratedInformationError) -> StateLikelihood {
        let result = computed.withLock { computed -> Result<StateLikelihood, IntegratedInformationError> in
            if let computed { return computed }
            let result = Result { () throws(IntegratedInformationError) in
                try StateLikelihood(substrate: substrate, state: state)
            }
            computed = result
            return result
        }
        return try result.get()
    }
}

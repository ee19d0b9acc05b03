import Analysis
import Compute
import IntegratedInformation

extension Analysis {
    /// The output, computed on the calling thread.
    func inline() throws -> Output { try InlineExecutor().run(self) }

    /// The output, computed on `threads` threads.
    func pooled(threads: Int) throws -> Output {
        try PoolExecutor(pool: ThreadPool(threads: threads)).run(self)
    }
}

import Analysis

/// Counts the bytes of the items that pass as finished work: where the work's size is the input file's.
struct MeteredSource<Base: ItemSource>: ItemSource {
    private var base: Base
    private let progress: Progress

    init(_ base: Base, progress: Progress) {
        self.base = base
        self.progress = progress
    }

    mutating func next(waiting: Bool) throws -> Supply<Base.Item> {
        let supply = try base.next(waiting: waiting)
        if case .item(_, let bytes) = supply { progress.finish(bytes + 1) }
        return supply
    }
}

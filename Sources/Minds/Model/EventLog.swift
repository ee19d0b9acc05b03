/// The events of a mind in the order in which they were recorded, with what makes appending and applying them take no
/// longer the more of them there are.
struct EventLog: Sendable, Hashable {
    private(set) var events: [MindEvent]
    private(set) var ids: Set<String>
    /// How many events at the front are processed: as a rule all that are.
    private var processedCount: Int

    init(_ events: [MindEvent] = []) {
        self.events = events
        ids = Set(events.map(\.id))
        processedCount = events.firstIndex { !$0.isProcessed } ?? events.count
    }

    /// Where the events stand that are not processed, in order.
    ///
    /// - Complexity: O(events after the first that is pending).
    var pending: [Int] { (processedCount..<events.count).filter { !events[$0].isProcessed } }

    /// - Complexity: O(1), amortised.
    mutating func append(_ event: MindEvent) {
        if event.isProcessed, processedCount == events.count { processedCount += 1 }
        events.append(event)
        ids.insert(event.id)
    }

    /// Marks every event as processed.
    mutating func finishPending() {
        for index in pending { events[index].isProcessed = true }
        processedCount = events.count
    }
}

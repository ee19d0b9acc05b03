extension PhiRecordWriter {
    /// Unit indices, and the same units' labels under `KEY_labels`.
    ///
    /// - Parameter labels: those of every unit of the network.
    mutating func units(_ units: [Int], as key: String, named labels: [String]) {
        self.key(key)
        values(units)
        self.key(key + "_labels")
        values(units.map { labels[$0] })
    }
}

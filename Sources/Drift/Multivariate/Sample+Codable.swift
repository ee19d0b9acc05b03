// An analysis is sent to its workers whole, its samples with it.
extension Sample: Codable {
    private enum CodingKeys: String, CodingKey {
        case rows, columns, values
        case columnNames = "column_names"
    }

    /// - Throws: `DriftError.badSample` as the initialiser does.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            rows: container.decode(Int.self, forKey: .rows), columns: container.decode(Int.self, forKey: .columns),
            values: container.decode([Double].self, forKey: .values),
            columnNames: container.decode([String]?.self, forKey: .columnNames))
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(rows, forKey: .rows)
        try container.encode(columns, forKey: .columns)
        try container.encode(values, forKey: .values)
        try container.encode(columnNames, forKey: .columnNames)
    }
}

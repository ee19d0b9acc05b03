internal import Foundation

/// What a driver's compiler said about a source of ours.
struct OpenCLBuildLog {
    let source: OpenCLSource
    /// The log as the driver gave it.
    let text: String

    /// The log, and after it each line of ours that it names, with its number.
    var annotated: String {
        let log = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let quoted = places.compactMap { place -> String? in
            guard let lines = source.lines[place.file], lines.indices.contains(place.line - 1) else { return nil }
            return "  \(place.file):\(place.line): \(lines[place.line - 1].trimmingCharacters(in: .whitespaces))"
        }
        let said = log.isEmpty ? "(the driver's compiler gave no reason)" : log
        return quoted.isEmpty ? said : said + "\nThe lines that it names:\n" + quoted.joined(separator: "\n")
    }

    struct Place: Hashable {
        let file: String
        /// From 1.
        let line: Int
    }

    /// The places `file.cl:line` in the log, each once, in the order of the log.
    var places: [Place] {
        var found: [Place] = []
        for line in text.split(separator: "\n") {
            for file in source.lines.keys.sorted() {
                guard let range = line.range(of: file + ":") else { continue }
                guard let number = Int(line[range.upperBound...].prefix { $0.isNumber }) else { continue }
                let place = Place(file: file, line: number)
                if !found.contains(place) { found.append(place) }
            }
        }
        return found
    }
}

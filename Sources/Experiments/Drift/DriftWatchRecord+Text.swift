internal import Drift
internal import Dynamics
internal import Graphs

extension DriftEvent {
    /// The titles of the columns of `text`.
    public static let textHeader =
        "     index       line         value  signal   detector, and the values since its last drift\n"

    /// The event as a line for people, of columns that do not depend on what comes later.
    public var text: String {
        let since =
            "\(detector): \(stretch.values.counted("value")) from \(stretch.from), "
            + "mean \(ReportMarkup.brief(stretch.mean)), sd \(ReportMarkup.brief(stretch.standardDeviation))"
        return PhiTextLayout.rightAligned("\(index)", to: 10) + " " + PhiTextLayout.rightAligned("\(line)", to: 10)
            + " "
            + PhiTextLayout.rightAligned(ReportMarkup.brief(value), to: 13) + "  "
            + PhiTextLayout.padded(signal.rawValue, to: 7) + "  " + since + "\n"
    }
}

extension PhiText {
    /// What a watch begins with: how each detector is set.
    ///
    /// - Complexity: O(detectors).
    public static func opening(_ watch: DriftWatch, name: String, style: TextStyle) -> String {
        var layout = PhiTextLayout(style: style)
        let rest = watch.firstIndex > 0 ? ", going on after \(watch.firstIndex.counted("value"))" : ""
        layout.paragraph(PhiTextLayout.words("watching \(name.printable)\(rest)"))
        for follower in watch.followers {
            let settings = follower.question.settings.map { "\($0.name)=\($0.text)" }.joined(separator: " ")
            layout.paragraph(
                [.init(follower.question.name, .strong)] + PhiTextLayout.words(settings, .dim), indent: 2)
        }
        layout.blank()
        return layout.text + DriftEvent.textHeader
    }

    /// What a watch ends with: how often each detector spoke, and how fast the stream went by.
    ///
    /// - Complexity: O(detectors).
    public static func render(_ record: DriftWatchRecord, style: TextStyle) -> String {
        let watch = record.watch
        var rows = [["detector", "warm-up", "warnings", "drifts", "since the last: from", "mean", "sd"]]
        for follower in watch.followers {
            let current = follower.current
            rows.append([
                follower.question.name, follower.warmUp.map { "\($0)" } ?? "not over", "\(follower.warnings)",
                "\(follower.detections)", current.map { "\($0.from)" } ?? "–",
                current.map { ReportMarkup.brief($0.mean) } ?? "–",
                current.map { ReportMarkup.brief($0.standardDeviation) } ?? "–",
            ])
        }
        var layout = PhiTextLayout(style: style)
        for note in watch.warmUpNotes {
            layout.paragraph([.init("!", .strong)] + PhiTextLayout.words(note))
        }
        let missing = record.stream.missing > 0 ? ", \(record.stream.missing.counted("missing value")) left out" : ""
        layout.paragraph(
            PhiTextLayout.words(
                "\(watch.moments.count.counted("value"))\(missing) in \(duration(seconds: record.wallTimeSeconds)), "
                    + "\(ReportMarkup.brief(record.speed)) a second", .dim))
        return "\n" + table(rows) + "\n" + layout.text + written([record.state].compactMap { $0 } + record.outputs)
    }
}

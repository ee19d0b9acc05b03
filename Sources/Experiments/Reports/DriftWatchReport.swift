internal import Drift
internal import Dynamics
internal import Graphs

extension DriftReport {
    /// The page of a watched stream.
    ///
    /// - Complexity: O(events).
    public static func html(_ record: DriftWatchRecord) -> String {
        let watch = record.watch
        var body = "<section>\n"
        for note in watch.warmUpNotes { body += "<p class=\"soft\">\(ReportMarkup.escape(note)).</p>\n" }
        body += ReportPage.numbers(lead(record))
        body += stream(record)
        body += ReportPage.table(
            [
                ("detector", false), ("warm-up", true), ("warnings", true), ("drifts", true), ("options", false),
            ],
            watch.followers.map { follower in
                [
                    ReportMarkup.escape(follower.question.name),
                    follower.warmUp.map(PhiText.count) ?? "not over", PhiText.count(follower.warnings),
                    PhiText.count(follower.detections),
                    follower.question.settings.map {
                        "<code>\(ReportMarkup.escape($0.name))=\(ReportMarkup.escape($0.text))</code>"
                    }.joined(separator: " "),
                ]
            })
        body += "</section>\n"
        for follower in watch.followers { body += detections(of: follower, record) }
        body += DriftGlossary.watching
        body += ReportPage.origin([record.stream.file], record.provenance)
        let names = watch.followers.map(\.question.name).joined(separator: ", ")
        let title = "\(record.stream.file.path): \(names)"
        return ReportPage.html(title: title, style: style, body: body)
    }

    private static func lead(_ record: DriftWatchRecord) -> [(String, String)] {
        let watch = record.watch
        var items: [(String, String)] = [
            ("Values", PhiText.count(watch.moments.count)),
            ("Column", ReportMarkup.escape(record.stream.column)),
        ]
        if watch.firstIndex > 0 { items.append(("Values before, in a saved state", PhiText.count(watch.firstIndex))) }
        if record.stream.missing > 0 { items.append(("Missing, left out", PhiText.count(record.stream.missing))) }
        if watch.moments.count > 0 {
            items += [
                ("Mean", ReportMarkup.quantity(watch.moments.mean)),
                ("Standard deviation", ReportMarkup.quantity(watch.moments.standardDeviation)),
                ("Minimum", ReportMarkup.quantity(watch.extremes.low)),
                ("Maximum", ReportMarkup.quantity(watch.extremes.high)),
            ]
        }
        items.append(("Wall time", PhiText.duration(seconds: record.wallTimeSeconds)))
        return items
    }

    /// The stream with what was found; the means are those of the detector that found most, of the first among equals.
    private static func stream(_ record: DriftWatchRecord) -> String {
        let watch = record.watch
        guard watch.moments.count > 0, let first = watch.followers.first else { return "" }
        let leading = watch.followers.reduce(first) { $1.detections > $0.detections ? $1 : $0 }
        let name = leading.question.name
        let drifts = record.observation.events.filter { $0.signal == .drift && $0.detector == name }
        let drawing = DriftStreamPicture(
            title: record.stream.column, envelope: record.observation.envelope, firstIndex: watch.firstIndex,
            detectors: watch.followers.map(\.question.name), events: record.observation.events,
            stretches: drifts.map(\.stretch) + [leading.current].compactMap { $0 }
        ).drawing()
        let stretch = record.observation.envelope.stretch
        let caption =
            (stretch > 1 ? "The band goes from the least to the greatest of each \(stretch) values. " : "")
            + "Black: the means between the drifts of \(name). Below, for each detector: diamonds are drifts, bars the "
            + "beginnings of runs of warnings."
        return figure(drawing, "stream", title: "The stream, and what was found in it", caption: caption)
    }

    private static let mostRows = 200

    private static func detections(of follower: DriftWatch.Follower, _ record: DriftWatchRecord) -> String {
        let name = follower.question.name
        let drifts = record.observation.events.filter { $0.signal == .drift && $0.detector == name }
        guard !drifts.isEmpty else { return "" }
        var html = "<section>\n<h2>Drifts found by \(ReportMarkup.escape(name))</h2>\n"
        html += ReportPage.table(
            [
                ("index", true), ("line", true), ("value", true), ("values since the last", true), ("their mean", true),
                ("standard deviation", true),
            ],
            drifts.prefix(mostRows).map { event in
                [
                    PhiText.count(event.index), PhiText.count(event.line), ReportMarkup.quantity(event.value),
                    PhiText.count(event.stretch.values), ReportMarkup.quantity(event.stretch.mean),
                    ReportMarkup.quantity(event.stretch.standardDeviation),
                ]
            })
        if let current = follower.current {
            html +=
                "<p>Since the last: \(current.values.counted("value")), mean \(ReportMarkup.quantity(current.mean)), "
            html += "standard deviation \(ReportMarkup.quantity(current.standardDeviation)).</p>\n"
        }
        let rest = drifts.count - mostRows
        if rest > 0 { html += "<p class=\"soft\">And \(PhiText.count(rest)) more; --json has all.</p>\n" }
        return html + "</section>\n"
    }
}

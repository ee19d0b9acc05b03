internal import Drift

/// A stream with what detectors found in it: its course above, and below a lane for each detector with its detections and
/// warnings.
struct DriftStreamPicture {
    let title: String
    let envelope: StreamEnvelope
    /// The index of the envelope's first value.
    let firstIndex: Int
    let detectors: [String]
    let events: [DriftEvent]
    /// The stretches between the detections of the detector whose means are drawn, the present one included.
    let stretches: [DriftEvent.Stretch]

    private static let width = 860.0
    private static let height = 220.0
    private static let lane = 27.0

    /// - Complexity: O(stretches of the envelope + events).
    func drawing() -> ReportDrawing {
        let c = ReportMarkup.coordinate
        let bounds = envelope.stretches.flatMap { [$0.low, $0.high] }
        let last = firstIndex + max(1, envelope.count - 1)
        let frame = ReportFrame(
            xTitle: "index of the value", yTitle: title, x: [Double(firstIndex), Double(last)], y: bounds,
            width: Self.width, height: Self.height)
        let plain = frame.drawing(detectionLines(frame) + course(frame) + means(frame))
        var body = plain.body
        let top = plain.height + 6
        for (place, detector) in detectors.enumerated() {
            let y = top + Double(place) * Self.lane + 19
            body += "<path class=\"grid\" d=\"M\(c(ReportFrame.left)) \(c(y))h\(c(Self.width))\"/>"
            body += marks(of: detector, frame, y: y)
            body += "<text class=\"lane-name\" x=\"\(c(ReportFrame.left + 2))\" y=\"\(c(y - 9))\">"
            body += "\(ReportMarkup.escape(detector))</text>"
        }
        return ReportDrawing(
            width: plain.width, height: top + Double(detectors.count) * Self.lane + 4, body: body)
    }

    private func course(_ frame: ReportFrame) -> String {
        let step = Double(envelope.stretch)
        func middle(_ place: Int) -> Double {
            // The last stretch may be shorter.
            let first = place * envelope.stretch
            return Double(firstIndex + first) + (min(step, Double(envelope.count - first)) - 1) / 2
        }
        let upper = envelope.stretches.enumerated().map { frame.point(middle($0), $1.high) }
        guard envelope.stretch > 1 else {
            return "<path class=\"course\" d=\"M\(upper.joined(separator: "L"))\"/>"
        }
        let lower = envelope.stretches.enumerated().reversed().map { frame.point(middle($0), $1.low) }
        return "<path class=\"course envelope\" d=\"M\((upper + lower).joined(separator: "L"))Z\"/>"
    }

    /// Through the field, where there is one detector: of several, the lines could not be told apart.
    private func detectionLines(_ frame: ReportFrame) -> String {
        guard detectors.count == 1 else { return "" }
        let c = ReportMarkup.coordinate
        var path = ""
        for x in places(of: .drift, detectors[0], frame) { path += "M\(c(x)) \(c(ReportFrame.top))V\(c(frame.base))" }
        return path.isEmpty ? "" : "<path class=\"drift-line\" d=\"\(path)\"/>"
    }

    private func means(_ frame: ReportFrame) -> String {
        var path = ""
        for stretch in stretches where stretch.from + stretch.values > firstIndex {
            let from = Double(max(stretch.from, firstIndex))
            let to = Double(stretch.from + stretch.values - 1)
            path += "M\(frame.point(from, stretch.mean))L\(frame.point(to, stretch.mean))"
        }
        return path.isEmpty ? "" : "<path class=\"stretch-mean\" d=\"\(path)\"/>"
    }

    private func marks(of detector: String, _ frame: ReportFrame, y: Double) -> String {
        let c = ReportMarkup.coordinate
        let warnings = places(of: .warning, detector, frame).map { "M\(c($0)) \(c(y - 4))v8" }.joined()
        let drifts = places(of: .drift, detector, frame).map {
            "M\(c($0)) \(c(y - 6))l5 6l-5 6l-5 -6z"
        }.joined()
        return (warnings.isEmpty ? "" : "<path class=\"warning-mark\" d=\"\(warnings)\"/>")
            + (drifts.isEmpty ? "" : "<path class=\"drift-mark\" d=\"\(drifts)\"/>")
    }

    /// Where a detector's events lie across, those that would cover each other once.
    private func places(of signal: Signal, _ detector: String, _ frame: ReportFrame) -> [Double] {
        var places: [Double] = []
        for event in events where event.signal == signal && event.detector == detector {
            let x = frame.x(Double(event.index))
            if places.last.map({ x - $0 >= 0.5 }) ?? true { places.append(x) }
        }
        return places
    }

    static let style = """
        .drift-line{stroke:var(--cut);stroke-width:1.2;stroke-dasharray:4 3;fill:none}
        .drift-mark{fill:var(--cut)}.warning-mark{stroke:var(--g1);stroke-width:1.6;fill:none}
        .stretch-mean{stroke:var(--ink);stroke-width:1.6;fill:none}
        .lane-name{font-size:9.5px;fill:var(--soft)}
        """
}

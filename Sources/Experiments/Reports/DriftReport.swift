internal import Drift
internal import Graphs

/// Watched streams and compared samples as a single HTML file that needs nothing else.
public enum DriftReport {
    static let style = [
        ReportStyle.css,
        ".course{fill:none;stroke:var(--g0);stroke-width:1.1;stroke-linejoin:round}",
        ".course.envelope{fill:var(--g0);fill-opacity:.55;stroke-width:.6}",
        // Names of features are not to be set in capitals, and words of tables not to be broken.
        ".feature{text-transform:none;letter-spacing:0}td,th{overflow-wrap:break-word}.numbers{margin-bottom:1rem}",
        DriftStreamPicture.style, DriftFeaturePictures.style,
    ].joined(separator: "\n")

    /// - Parameter caption: plain text, which also describes the drawing.
    static func figure(_ drawing: ReportDrawing, _ identifier: String, title: String, caption: String) -> String {
        ReportPage.figure(
            drawing, class: "drift", identifier: identifier, title: title, description: caption,
            caption: ReportMarkup.escape(caption))
    }
}

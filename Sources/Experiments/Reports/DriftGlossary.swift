internal import Drift

/// What the words of a drift report mean, for a reader who meets them for the first time.
enum DriftGlossary {
    static let watching = """
        <section class="glossary">
        <h2>What the words mean</h2>
        <dl>
        <dt>Drift</dt>
        <dd>By the detector’s rule the values no longer come from where they came from. It is noticed some values after it
        happened, and now and then where nothing happened: <code>claustrum drift calibrate</code> measures both.</dd>
        <dt>Warning</dt>
        <dd>A sign of change that falls short of the detector’s threshold for drift. Not every detector has one.</dd>
        <dt>Warm-up</dt>
        <dd>How many values the detector took before it could say anything.</dd>
        </dl>
        </section>

        """

    static func html(of record: DriftTestRecord) -> String {
        var html = begin
        let measures = Set((record.features.flatMap(\.findings) + record.joint).map(\.result.effectSize.measure))
        for measure in measures.sorted() {
            guard let bounds = EffectMagnitude.thresholds(of: measure) else { continue }
            html += "<dt>Sizes of \(ReportMarkup.escape(measure))</dt>\n<dd>"
            let words =
                bounds.medium > bounds.small
                ? "Small from \(bounds.small), medium from \(bounds.medium), large from \(bounds.large)"
                : "Medium from \(bounds.medium), large from \(bounds.large)"
            html += "\(words): \(ReportMarkup.escape(bounds.source)). Conventions; what matters in a field is for the "
            html += "field to say.</dd>\n"
        }
        return html + "</dl>\n</section>\n"
    }

    private static let begin = """
        <section class="glossary">
        <h2>What the words mean</h2>
        <dl>
        <dt><i>p</i></dt>
        <dd>The probability of a statistic at least as extreme where both samples come from one distribution. It falls with
        the size of the samples as well as with the difference.</dd>
        <dt>Adjusted <i>p</i></dt>
        <dd>The same with the correction for how many features were looked at; at most α is called drift. Several methods are
        not corrected for each other.</dd>
        <dt>Effect size</dt>
        <dd>How large the difference is, whatever the size of the samples.</dd>
        <dt><i>D</i></dt>
        <dd>Kolmogorov’s distance: the greatest difference between the shares of values at most as large as any given
        one.</dd>

        """
}

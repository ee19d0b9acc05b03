internal import Drift

extension DriftTestRecord {
    /// Keys in the order of `docs/schema/drift-test.schema.json`; a value that does not apply is null. Without a final
    /// line break.
    ///
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(n) for n values.
    public func json() throws -> [UInt8] {
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("drift")
        writer.value(isDrift)
        writer.key("meaning")
        writer.values(meaning)
        writer.key("warnings")
        writer.values(warnings)
        writer.key("features")
        writer.beginArray()
        for feature in features { writer.write(feature) }
        writer.endArray()
        writer.key("joint")
        writer.beginArray()
        for finding in joint { writer.write(finding) }
        writer.endArray()
        writer.key("settings")
        writer.write(question)
        for (key, input) in [("reference", reference), ("current", current)] {
            writer.key(key)
            writer.beginObject(inline: true)
            writer.key("rows")
            writer.value(input.rows)
            writer.key("missing")
            writer.value(input.missing)
            writer.endObject()
        }
        writer.writeEnd(
            seconds: wallTimeSeconds, speed: nil, outputs: question.outputs, files: [reference.file, current.file],
            device: device)
        writer.key("schema")
        writer.value("claustrum.drift-test/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }
}

extension PhiRecordWriter {
    fileprivate mutating func write(_ feature: DriftTestRecord.Feature) {
        beginObject()
        key("name")
        value(feature.name)
        key("drift")
        value(feature.isDrift)
        for (name, sample) in [
            ("reference", feature.comparison.reference), ("current", feature.comparison.current),
        ] {
            let summary = FeatureComparison.summary(ofSorted: sample)
            key(name)
            beginObject(inline: true)
            for (name, number) in [
                ("mean", summary.mean), ("standard_deviation", summary.standardDeviation),
                ("minimum", summary.minimum), ("median", summary.median), ("maximum", summary.maximum),
            ] {
                key(name)
                value(number)
            }
            endObject()
        }
        key("tests")
        beginArray()
        for finding in feature.findings { write(finding) }
        endArray()
        endObject()
    }

    fileprivate mutating func write(_ finding: DriftTestRecord.Finding) {
        let result = finding.result
        beginObject(inline: true)
        key("method")
        value(result.method)
        key("statistic")
        value(result.statistic)
        key("p_value")
        value(result.pValue)
        key("adjusted_p_value")
        value(finding.adjustedPValue)
        key("p_value_method")
        write(result.pValueMethod)
        key("drift")
        value(finding.isDrift)
        key("effect_size")
        beginObject(inline: true)
        key("measure")
        value(result.effectSize.measure)
        key("value")
        value(result.effectSize.value)
        key("magnitude")
        value(finding.magnitude?.rawValue)
        endObject()
        key("reference_count")
        value(result.referenceCount)
        key("current_count")
        value(result.sampleCount)
        key("notes")
        values(result.notes)
        endObject()
    }

    private mutating func write(_ method: TestResult.PValueMethod?) {
        guard let method else { return null() }
        beginObject(inline: true)
        key("kind")
        var drawn: (permutations: Int, seed: UInt64)?
        switch method {
        case .exact: value("exact")
        case .asymptotic: value("asymptotic")
        case .permutation(let permutations, let seed):
            value("permutation")
            drawn = (permutations, seed)
        }
        key("permutations")
        value(drawn?.permutations)
        key("seed")
        value(drawn?.seed)
        endObject()
    }

    fileprivate mutating func write(_ question: DriftTestQuestion) {
        beginObject()
        key("alpha")
        value(question.alpha)
        key("correction")
        value(question.correction.rawValue)
        key("methods")
        beginArray()
        for method in question.methods {
            beginObject(inline: true)
            key("name")
            value(method.method.name)
            key("options")
            beginObject(inline: true)
            for option in method.method.options {
                key(option.name)
                value(method.options[option.name] ?? option.defaultText)
            }
            endObject()
            endObject()
        }
        endArray()
        endObject()
    }
}

extension PhiRecordWriter {
    /// A truth that may not apply.
    mutating func value(_ truth: Bool?) {
        guard let truth else { return null() }
        self.truth(truth)
    }
}

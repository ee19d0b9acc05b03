internal import Drift
internal import Graphs

extension PopulationRecord {
    /// Keys in the order of `docs/schema/population.schema.json`; a value that does not apply is null. Without a
    /// final line break.
    ///
    /// - Throws: `ResultNotFinite`.
    /// - Complexity: O(reports · traits).
    public func json() throws -> [UInt8] {
        let population = question.population
        var writer = PhiRecordWriter(pretty: true)
        writer.beginObject()
        writer.key("reports")
        writer.beginArray()
        for report in reports { writer.write(report, of: population) }
        writer.endArray()
        writer.key("traits")
        writer.beginArray()
        for trait in population.traits { writer.write(trait) }
        writer.endArray()
        writer.key("groups")
        writer.values(population.groups.map(\.name))
        for (key, number) in [
            ("minds", population.minds), ("first_day", population.firstDay), ("days", population.days),
            ("report_every", population.reportInterval), ("effects", effects),
        ] {
            writer.key(key)
            writer.value(number)
        }
        writer.key("quantiles")
        writer.values(doubles: population.quantiles)
        writer.key("stability")
        writer.beginObject(inline: true)
        writer.key("drifting")
        writer.value(population.thresholds.drifting)
        writer.key("volatile")
        writer.value(population.thresholds.volatile)
        writer.endObject()
        writer.key("seed")
        writer.value(population.seed)
        writer.key("population")
        writer.value(question.document.root.node)
        writer.writeEnd(
            seconds: wallTimeSeconds, speed: speed, outputs: outputs, files: question.files, device: device)
        writer.key("schema")
        writer.value("claustrum.population/1")
        writer.key("provenance")
        writer.value(provenance)
        writer.endObject()
        return try writer.finish()
    }
}

extension PhiRecordWriter {
    /// One report, on one line.
    mutating func write(_ report: PopulationReport, of population: Population) {
        beginObject(inline: true)
        key("day")
        value(report.day)
        key("window_days")
        value(report.windowDays)
        key("traits")
        beginArray(inline: true)
        for (trait, statistics) in zip(population.traits, report.traits) {
            beginObject(inline: true)
            key("name")
            value(trait.name)
            write(statistics.scores)
            key("velocity")
            value(statistics.velocity)
            key("speed")
            value(statistics.speed)
            for (name, count) in statistics.effects.columns {
                key(name)
                value(count)
            }
            key("histogram")
            values(statistics.histogram)
            key("stability")
            write(statistics.stability)
            endObject()
        }
        endArray()
        key("coherence")
        beginObject(inline: true)
        write(report.coherence)
        endObject()
        endObject()
    }

    private mutating func write(_ spread: PopulationReport.Spread) {
        key("mean")
        value(spread.mean)
        key("variance")
        value(spread.variance)
        key("quantiles")
        values(doubles: spread.quantiles)
    }

    private mutating func write(_ stability: [Int]?) {
        guard let stability else { return null() }
        beginObject(inline: true)
        for (name, minds) in zip(StabilityClass.allCases, stability) {
            key(name.rawValue)
            value(minds)
        }
        endObject()
    }

    fileprivate mutating func write(_ trait: Population.Trait) {
        beginObject(inline: true)
        key("name")
        value(trait.name)
        key("locked")
        truth(trait.isLocked)
        for (name, number) in [
            ("inertia", trait.rule.inertia), ("maximum_delta", trait.rule.maximumDelta),
            ("event_sensitivity", trait.rule.eventSensitivity), ("minimum", trait.rule.lowerBound),
            ("maximum", trait.rule.upperBound),
        ] {
            key(name)
            value(number)
        }
        key("cooldown_days")
        value(trait.rule.cooldownDays)
        endObject()
    }
}

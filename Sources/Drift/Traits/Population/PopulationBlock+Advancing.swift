internal import Compute
internal import Kernels

extension PopulationBlock {
    /// Lets one day go by.
    ///
    /// - Parameter day: from 0, the run's first.
    /// - Complexity: O(minds · traits).
    func advance(
        day: Int, _ plan: PopulationPlan, toAll: [Row], _ kernels: TraitDriftKernels, _ scratch: PopulationScratch
    ) {
        let isCoupled = !plan.couplings.isEmpty
        if isCoupled { scratch.changes.base.update(from: scores.base, count: traits * stride) }
        applyListed(day: day, plan, toAll, kernels, scratch)
        if let group { applyEvents(of: plan.groups[group], day: day, plan, kernels, scratch) }
        if isCoupled { diffuse(plan, kernels, scratch) }
        if (day + 1).isMultiple(of: plan.population.setPointInterval) { pull(day: day, plan, kernels, scratch) }
    }

    // MARK: - Effects

    /// The effects of the list: those on this block's minds and those on everyone, merged into the list's order.
    private func applyListed(
        day: Int, _ plan: PopulationPlan, _ toAll: [Row], _ kernels: TraitDriftKernels, _ scratch: PopulationScratch
    ) {
        while true {
            let own = applied < rows.count && rows[applied].day == day ? rows[applied] : nil
            let common = appliedToAll < toAll.count && toAll[appliedToAll].day == day ? toAll[appliedToAll] : nil
            if let common, common.order < own?.order ?? .max {
                applyToAll(common, day: day, plan, kernels, scratch)
                appliedToAll += 1
            } else if let own {
                applyToOne(own, day: day, plan, kernels, scratch)
                applied += 1
            } else {
                return
            }
        }
    }

    private func applyToAll(
        _ row: Row, day: Int, _ plan: PopulationPlan, _ kernels: TraitDriftKernels, _ scratch: PopulationScratch
    ) {
        scratch.deltas.base.update(repeating: row.delta, count: minds.count)
        (scratch.deltas.base + minds.count).update(repeating: 0, count: stride - minds.count)
        scratch.confidences.base.update(repeating: row.confidence, count: stride)
        let start = Int(row.trait) * stride
        apply(
            Int(row.trait), day: day, stride, plan, kernels, scratch, scores.base + start, confidences.base + start,
            lastDays + start)
    }

    /// One mind's vector, with effects of nothing on its neighbours.
    private func applyToOne(
        _ row: Row, day: Int, _ plan: PopulationPlan, _ kernels: TraitDriftKernels, _ scratch: PopulationScratch
    ) {
        let (vector, lane) = (Int(row.lane) & ~7, Int(row.lane) & 7)
        for entry in 0..<8 { scratch.deltas[entry] = entry == lane ? row.delta : 0 }
        scratch.confidences[lane] = row.confidence
        let start = Int(row.trait) * stride + vector
        apply(
            Int(row.trait), day: day, 8, plan, kernels, scratch, scores.base + start, confidences.base + start,
            lastDays + start)
    }

    /// The events that chance brings. Where few minds have one, their states are brought together first.
    private func applyEvents(
        of group: PopulationPlan.GroupDraws, day: Int, _ plan: PopulationPlan, _ kernels: TraitDriftKernels,
        _ scratch: PopulationScratch
    ) {
        let step = UInt32(day)
        scratch.drawOccurrences(plan, step: step, stride, kernels)
        let count = select(below: group.probability, scratch)
        guard count > 0 else { return }
        let isDense = 4 * count >= minds.count
        let width = isDense ? stride : (count + 15) & ~15
        let numbers = isDense ? scratch.numbers : scratch.selectedNumbers
        let (chances, limit) = isDense ? (scratch.chances.base, group.probability) : (scratch.zeros.base, 1)
        if isDense { (chances + minds.count).update(repeating: 1, count: stride - minds.count) }
        drawConfidences(
            group.confidence, step: step, plan, numbers, width, selected: isDense ? nil : count, kernels, scratch)
        for (trait, draw) in group.deltas.enumerated() where draw.kind != .none {
            let deviates = scratch.deviates(
                draw.kind, draw.deltaUse, trait: trait, step: step, plan, of: numbers, width, kernels)
            kernels.effectsByChance(chances, limit, deviates, draw.offset, draw.scale, width, scratch.deltas.base)
            let start = trait * stride
            if isDense {
                apply(
                    trait, day: day, width, plan, kernels, scratch, scores.base + start, confidences.base + start,
                    lastDays + start)
            } else {
                (scratch.deltas.base + count).update(repeating: 0, count: width - count)
                gather(start, count, scratch)
                apply(
                    trait, day: day, width, plan, kernels, scratch, scratch.scores.base, scratch.held.base,
                    scratch.lastDays)
                scatter(start, count, scratch)
            }
        }
    }

    /// Lists the minds whose chance is below `probability`.
    private func select(below probability: Double, _ scratch: PopulationScratch) -> Int {
        var count = 0
        let chances = scratch.chances.base
        for lane in 0..<minds.count {
            scratch.selected[count] = Int32(truncatingIfNeeded: lane)
            scratch.selectedNumbers[count] = scratch.numbers[lane]
            count &+= chances[lane] < probability ? 1 : 0
        }
        return count
    }

    private func drawConfidences(
        _ draw: PopulationPlan.Draw, step: UInt32, _ plan: PopulationPlan, _ numbers: UnsafeMutablePointer<UInt32>,
        _ width: Int, selected: Int?, _ kernels: TraitDriftKernels, _ scratch: PopulationScratch
    ) {
        let deviates: UnsafePointer<Double>
        switch draw.kind {
        case .uniform:
            if let selected {
                for entry in 0..<selected {
                    scratch.deltas[entry] = scratch.secondUniforms[Int(scratch.selected[entry])]
                }
                deviates = UnsafePointer(scratch.deltas.base)
            } else {
                deviates = UnsafePointer(scratch.secondUniforms.base)
            }
        default:
            deviates = scratch.deviates(
                draw.kind, .normalConfidence, trait: 0, step: step, plan, of: numbers, width, kernels)
        }
        kernels.effectsByChance(
            scratch.zeros.base, 1, deviates, draw.offset, draw.scale, width, scratch.confidences.base)
        guard draw.kind == .normal else { return }
        for entry in 0..<width { scratch.confidences[entry] = max(0, min(1, scratch.confidences[entry])) }
    }

    private func gather(_ start: Int, _ count: Int, _ scratch: PopulationScratch) {
        let (scores, held, days) = (scores.base + start, confidences.base + start, lastDays + start)
        for entry in 0..<count {
            let lane = Int(scratch.selected[entry])
            scratch.scores.base[entry] = scores[lane]
            scratch.held.base[entry] = held[lane]
            scratch.lastDays[entry] = days[lane]
        }
    }

    private func scatter(_ start: Int, _ count: Int, _ scratch: PopulationScratch) {
        let (scores, held, days) = (scores.base + start, confidences.base + start, lastDays + start)
        for entry in 0..<count {
            let lane = Int(scratch.selected[entry])
            scores[lane] = scratch.scores.base[entry]
            held[lane] = scratch.held.base[entry]
            days[lane] = scratch.lastDays[entry]
        }
    }

    /// Applies the deltas and confidences of the scratch.
    private func apply(
        _ trait: Int, day: Int, _ count: Int, _ plan: PopulationPlan, _ kernels: TraitDriftKernels,
        _ scratch: PopulationScratch, _ scores: UnsafeMutablePointer<Double>, _ held: UnsafeMutablePointer<Double>,
        _ lastDays: UnsafeMutablePointer<Int32>
    ) {
        let tally = scratch.tally + trait * PopulationScratch.countsPerTrait
        let settings = plan.population.traits[trait]
        guard !settings.isLocked else {
            var effects = 0
            for entry in 0..<count where scratch.deltas[entry] != 0 { effects += 1 }
            tally[0] += effects
            tally[4] += effects
            return
        }
        kernels.applyTraitDrift(
            scratch.deltas.base, scratch.confidences.base,
            plan.constants.base + trait * PopulationPlan.constantsPerTrait,
            Int32(plan.population.firstDay + day), Int32(settings.rule.cooldownDays), count, scores, held, lastDays,
            tally)
    }

    // MARK: - Couplings and set points

    /// `scratch.changes` holds the scores at the day's beginning.
    private func diffuse(_ plan: PopulationPlan, _ kernels: TraitDriftKernels, _ scratch: PopulationScratch) {
        let changes = scratch.changes.base
        for entry in 0..<traits * stride { changes[entry] = scores.base[entry] - changes[entry] }
        for edge in plan.couplings {
            kernels.dynamics.addScaled(
                changes + edge.from * stride, edge.weight, stride, scores.base + edge.to * stride)
        }
        for (trait, given) in plan.given.enumerated() where given != 0 {
            kernels.dynamics.addScaled(changes + trait * stride, -given, stride, scores.base + trait * stride)
        }
        for (trait, settings) in plan.population.traits.enumerated() where !settings.isLocked {
            kernels.settleScores(
                settings.rule.lowerBound, settings.rule.upperBound, stride, scores.base + trait * stride)
        }
    }

    private func pull(day: Int, _ plan: PopulationPlan, _ kernels: TraitDriftKernels, _ scratch: PopulationScratch) {
        for (trait, pull) in plan.pulls.enumerated() {
            guard let pull else { continue }
            let deviates = scratch.deviates(
                pull.noise == 0 ? .none : .normal, .setPoint, trait: trait, step: UInt32(day), plan,
                of: scratch.numbers, stride, kernels)
            let row = scores.base + trait * stride
            kernels.moveToSetPoint(deviates, pull.mean, pull.decay, pull.noise, stride, row)
            let rule = plan.population.traits[trait].rule
            kernels.settleScores(rule.lowerBound, rule.upperBound, stride, row)
        }
    }
}

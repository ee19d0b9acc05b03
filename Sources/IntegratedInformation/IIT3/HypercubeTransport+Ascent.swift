extension HypercubeTransport {
    /// Moves surplus to deficits, raising the potential where it has to, until none is left or the bound reaches the limit.
    func ascend(_ units: Int, limit: Double) {
        let count = 1 << units
        excess.update(from: difference, count: count)
        flow.update(repeating: 0, count: units << units)
        sets.start(units, potential: potential, excess: excess, dust: Self.dust)
        let words = StateSets.words(units)
        while bound < limit {
            if let found = sets.search(units) {
                move(to: found.state, layer: found.layer, units)
            } else if isDone(words) {
                return
            } else {
                raise(words)
                sets.raise(units)
            }
        }
    }

    /// Whether no surplus is left, or no deficit: rounding may leave either without the other.
    private func isDone(_ words: Int) -> Bool {
        var surplus: UInt64 = 0
        var deficit: UInt64 = 0
        for word in 0..<words {
            surplus |= sets.surplus[word]
            deficit |= sets.deficit[word]
        }
        return surplus == 0 || deficit == 0
    }

    private func raise(_ words: Int) {
        for word in 0..<words {
            var rest = sets.reached[word]
            while rest != 0 {
                let state = word << 6 | rest.trailingZeroBitCount
                potential[state] += 1
                bound += difference[state]
                rest &= rest - 1
            }
        }
    }

    /// Moves as much as the way that the search found allows.
    private func move(to target: Int, layer: Int, _ units: Int) {
        var amount = -excess[target]
        var state = target
        for step in stride(from: layer, to: 0, by: -1) {
            let bit = sets.entry(of: state, in: step, units)
            let before = state ^ 1 << bit
            let place = bit << units | (state & ~(1 << bit))
            let returning = before < state ? -flow[place] : flow[place]
            if returning > 0 { amount = min(amount, returning) }
            state = before
        }
        amount = min(amount, excess[state])
        let source = state
        state = target
        let words = StateSets.words(units)
        for step in stride(from: layer, to: 0, by: -1) {
            let bit = sets.entry(of: state, in: step, units)
            let before = state ^ 1 << bit
            let place = bit << units | (state & ~(1 << bit))
            flow[place] += before < state ? amount : -amount
            if abs(flow[place]) <= Self.dust { flow[place] = 0 }
            let onward = before < state ? flow[place] : -flow[place]
            let returns = sets.returns + bit * words
            if onward > 0 {
                StateSets.insert(state, into: returns)
            } else if onward == 0 {
                StateSets.remove(state, from: returns)
                StateSets.remove(before, from: returns)
            }
            state = before
        }
        excess[source] -= amount
        excess[target] += amount
        if excess[source] <= Self.dust { StateSets.remove(source, from: sets.surplus) }
        if excess[target] >= -Self.dust { StateSets.remove(target, from: sets.deficit) }
    }
}

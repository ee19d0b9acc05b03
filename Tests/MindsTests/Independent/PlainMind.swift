import Foundation

/// The original model's rule over dictionaries, written from its description alone: what `DriftEngine` is held against.
struct PlainMind {
    struct Trait: Equatable {
        var score: Double
        var confidence: Double
        var day: Int?
        var hasDrifted = false
    }

    struct Effect {
        let target: String
        let delta: Double
        let confidence: Double
    }

    struct Event {
        let id: String
        let effects: [Effect]
        var isProcessed = false
    }

    var inertia = 0.9
    var sensitivity = 0.4
    var maximumDelta = 0.02
    var cooldownDays = 7
    var bounds = (0.05, 0.95)
    var locks: [String] = []
    /// By path.
    var traits: [String: Trait]
    var events: [Event] = []
    /// One for each step: the event's id, the path, before and after.
    var steps: [String] = []

    /// Four decimals as the C library prints them, which is exact.
    static func rounded(_ number: Double) -> Double { Double(String(format: "%.4f", number)) ?? .nan }

    /// - Returns: the change of each trait that moved.
    mutating func apply(today: Int) -> [String: Double] {
        let before = traits
        var moved: Set<String> = []
        for index in events.indices where !events[index].isProcessed {
            for effect in events[index].effects {
                if move(effect, by: events[index].id, today: today) { moved.insert(effect.target) }
            }
            events[index].isProcessed = true
        }
        return moved.reduce(into: [:]) { changes, path in
            guard let old = before[path], let new = traits[path] else { return }
            changes[path] = Self.rounded(new.score - old.score)
        }
    }

    private mutating func move(_ effect: Effect, by event: String, today: Int) -> Bool {
        if locks.contains(where: { Array(effect.target.utf8).starts(with: Array($0.utf8)) }) { return false }
        guard var trait = traits[effect.target], effect.delta != 0 else { return false }
        if trait.hasDrifted, let day = trait.day, today - day < cooldownDays { return false }
        var step = effect.delta * (1 - inertia) * sensitivity
        step = min(max(step, -maximumDelta), maximumDelta)
        if abs(step) < 1e-9 { return false }
        let target = min(max(trait.score + step, bounds.0), bounds.1)
        if abs(target - trait.score) < 1e-9 { return false }
        steps.append("\(event) \(effect.target) \(trait.score) \(Self.rounded(target))")
        trait.score = Self.rounded(target)
        trait.confidence = max(trait.confidence, effect.confidence)
        trait.day = today
        trait.hasDrifted = true
        traits[effect.target] = trait
        return true
    }
}

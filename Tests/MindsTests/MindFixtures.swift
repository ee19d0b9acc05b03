import Minds

/// Minds and engines for tests.
enum Example {
    static let birth = Moment(UTCDay(number: 0))

    static func plain(each trait: Trait = Trait()) throws -> Mind {
        try Mind(identity: MindIdentity(id: "mind-1", name: "Ada", birth: birth), each: trait)
    }

    static func engine(day: Int) -> DriftEngine { DriftEngine(clock: .fixed(Moment(UTCDay(number: day)))) }

    /// A moment so many days after the birth.
    static func moment(_ day: Double) -> Moment { Moment(milliseconds: Int64(day * 86_400_000)) }

    static func event(_ id: String, day: Double, _ summary: String) -> MindEvent {
        MindEvent(id: id, time: moment(day), type: "conversation", summary: summary)
    }
}

extension MindEvent {
    static func effects(_ id: String, _ effects: [TraitEffect]) -> MindEvent {
        MindEvent(id: id, time: Example.birth, type: "experience", summary: "something", effects: effects)
    }
}

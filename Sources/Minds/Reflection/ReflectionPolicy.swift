/// When a mind should reflect.
public struct ReflectionPolicy: Sendable, Hashable, Codable {
    /// So many events since the last reflection make one due; nil: events do not.
    public var eventCount: Int?
    /// Whether the mind's cadence (`MindMetrics.reflectionCadenceDays`) makes one due.
    public var followsCadence: Bool
    /// Whether a commitment that became overdue since the last reflection makes one due.
    public var heedsOverdueCommitments: Bool
    /// Whether a commitment that was closed since the last reflection makes one due.
    public var heedsClosedCommitments: Bool

    /// By default ten events, and all the rest.
    public init(
        eventCount: Int? = 10, followsCadence: Bool = true, heedsOverdueCommitments: Bool = true,
        heedsClosedCommitments: Bool = true
    ) {
        self.eventCount = eventCount
        self.followsCadence = followsCadence
        self.heedsOverdueCommitments = heedsOverdueCommitments
        self.heedsClosedCommitments = heedsClosedCommitments
    }

    enum CodingKeys: String, CodingKey {
        case eventCount = "event_count"
        case followsCadence = "follows_cadence"
        case heedsClosedCommitments = "heeds_closed_commitments"
        case heedsOverdueCommitments = "heeds_overdue_commitments"
    }

    /// - Throws: `MindError` where the count is below 1.
    public func validate() throws {
        guard eventCount ?? 1 >= 1 else {
            throw MindError(
                .badParameter, key: "event_count", problem: "it is \(eventCount ?? 0)",
                remedy: "give a count of 1 or more")
        }
    }
}

/// One reason why a reflection is due.
public enum ReflectionReason: Sendable, Hashable {
    /// So many events were recorded since the last.
    case events(count: Int, of: Int)
    /// So many whole days passed since the last (or since the inception).
    case time(days: Int, cadence: Int)
    /// The commitments of these ids became overdue since the last.
    case overdue([String])
    /// So many commitments were closed since the last.
    case closed(Int)
    /// Somebody asked for it.
    case asked
}

extension ReflectionReason: CustomStringConvertible {
    public var description: String {
        switch self {
        case .events(let count, let needed): "events without a reflection: \(count), and \(needed) make one due"
        case .time(let days, let cadence): "days without a reflection: \(days), and one is due every \(cadence)"
        case .overdue(let ids): "overdue, and not reflected on: \(ids.joined(separator: ", "))"
        case .closed(let count): "commitments closed, and not reflected on: \(count)"
        case .asked: "it was asked for"
        }
    }
}

/// What there is to reflect on, since the last reflection.
public struct ReflectionState: Sendable, Hashable {
    /// Why a reflection is due; empty where it is not.
    public let reasons: [ReflectionReason]
    /// How many events were recorded since.
    public let eventCount: Int
    /// How many whole days passed since.
    public let days: Int
    /// The commitments that became overdue since.
    public let overdue: [Commitment]
    /// How many commitments were closed since.
    public let closedCount: Int

    public var isDue: Bool { !reasons.isEmpty }
}

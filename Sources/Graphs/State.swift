/// The joint state of `count` binary units at one moment: bit `i` of `bits` is the state of unit `i`.
///
/// Little-endian, as everywhere in Claustrum: unit 0 varies fastest when states are counted.
public struct State: Hashable, Sendable, Codable {
    /// Unit `i`'s state in bit `i`; the bits from `count` up are 0.
    public let bits: UInt64
    /// The number of units, 0…64.
    public let count: Int

    /// - Precondition: `count` is in 0…64. Bits from `count` up are dropped.
    public init(bits: UInt64, count: Int) {
        precondition((0...64).contains(count), "a state holds 0 to 64 units")
        self.bits = count == 64 ? bits : bits & ((1 << UInt64(count)) - 1)
        self.count = count
    }

    /// The state whose unit `i` is on where `values[i]` is true.
    public init(_ values: [Bool]) {
        self.init(
            bits: values.enumerated().reduce(0) { $0 | ($1.element ? 1 << UInt64($1.offset) : 0) }, count: values.count)
    }

    /// The state of unit `unit`, 0 or 1.
    public subscript(unit: Int) -> Int { Int(bits >> UInt64(unit) & 1) }

    /// The states of all units, 0 or 1, in the units' order.
    public var values: [Int] { (0..<count).map { self[$0] } }

    /// The state of the chosen units, in the order given: bit `k` of the result is unit `units[k]`.
    public func restricted(to units: [Int]) -> State {
        State(units.map { self[$0] == 1 })
    }
}

/// A Boolean expression over named variables, as a program for a stack of 64 states at a time.
///
/// Operators, tightest first: `!` (`~`, `NOT`), `&` (`&&`, `AND`), `|` (`||`, `OR`); parentheses; `0`, `1`, `true`,
/// `false`. Words are recognised in any case unless they are the name of a unit.
struct BooleanExpression {
    enum Step: Equatable {
        case variable(Int)
        case constant(Bool)
        case not, and, or
    }

    /// The steps in postfix order.
    let steps: [Step]
    /// The variables' names, in order of first appearance.
    let variables: [String]

    /// What is wrong with an expression, at a byte offset in its text.
    struct Mistake: Error {
        let offset: Int
        let problem: String
        let remedy: String
    }

    /// The most operators and operands in one expression.
    static let maximumSteps = 1 << 20

    /// The values of the expression in all 2ⁿ states, as a probability column of zeros and ones.
    ///
    /// - Parameter units: the unit that each of `variables` is.
    /// - Complexity: O(steps · 2ⁿ / 64 + 2ⁿ).
    func column(unitCount: Int, units: [Int]) -> [Double] {
        let patterns: [UInt64] = [
            0xAAAA_AAAA_AAAA_AAAA, 0xCCCC_CCCC_CCCC_CCCC, 0xF0F0_F0F0_F0F0_F0F0, 0xFF00_FF00_FF00_FF00,
            0xFFFF_0000_FFFF_0000, 0xFFFF_FFFF_0000_0000,
        ]
        var column: [Double] = []
        column.reserveCapacity(1 << unitCount)
        var stack: [UInt64] = []
        for block in stride(from: 0, to: 1 << unitCount, by: 64) {
            stack.removeAll(keepingCapacity: true)
            for step in steps {
                switch step {
                case .variable(let variable):
                    let unit = units[variable]
                    stack.append(unit < 6 ? patterns[unit] : block >> unit & 1 == 1 ? .max : 0)
                case .constant(let value): stack.append(value ? .max : 0)
                case .not: stack[stack.count - 1] = ~stack[stack.count - 1]
                case .and:
                    let right = stack.removeLast()
                    stack[stack.count - 1] &= right
                case .or:
                    let right = stack.removeLast()
                    stack[stack.count - 1] |= right
                }
            }
            let values = stack[0]
            for bit in 0..<min(64, 1 << unitCount) { column.append(Double(values >> UInt64(bit) & 1)) }
        }
        return column
    }
}

extension BooleanExpression {
    /// Reads an expression by operator precedence with explicit stacks, so that no nesting can exhaust the call stack.
    ///
    /// - Parameter isName: whether a word is the name of a unit; such a word is never an operator or a constant.
    /// - Throws: `Mistake`, with the offset into `text` of what is wrong.
    /// - Complexity: O(text).
    init(parsing text: ArraySlice<UInt8>, isName: (String) -> Bool) throws(Mistake) {
        var parser = Parser(text: text)
        try parser.run(isName: isName)
        steps = parser.steps
        variables = parser.variables
    }

    private enum Operator {
        case not, and, or, open

        var precedence: Int {
            switch self {
            case .open: 0
            case .or: 1
            case .and: 2
            case .not: 3
            }
        }
    }

    private struct Parser {
        let text: ArraySlice<UInt8>
        var steps: [Step] = []
        var variables: [String] = []
        private var numbers: [String: Int] = [:]
        private var pending: [(operation: Operator, offset: Int)] = []
        private var expectsOperand = true

        init(text: ArraySlice<UInt8>) {
            self.text = text
        }

        mutating func run(isName: (String) -> Bool) throws(Mistake) {
            var index = text.startIndex
            while index < text.endIndex {
                let offset = index
                let byte = text[index]
                index += 1
                switch byte {
                case 0x20, 0x09: continue
                case UInt8(ascii: "("):
                    try operandMayBegin(offset)
                    pending.append((.open, offset))
                case UInt8(ascii: ")"): try close(offset)
                case UInt8(ascii: "!"), UInt8(ascii: "~"): try prefix(offset)
                case UInt8(ascii: "&"), UInt8(ascii: "|"):
                    if index < text.endIndex && text[index] == byte { index += 1 }
                    try binary(byte == UInt8(ascii: "&") ? .and : .or, offset)
                default:
                    while index < text.endIndex, Self.isWordByte(text[index]) { index += 1 }
                    guard Self.isWordByte(byte) else { throw unexpected(byte, offset) }
                    try word(String(decoding: text[offset..<index], as: UTF8.self), offset, isName)
                }
                guard steps.count + pending.count <= BooleanExpression.maximumSteps else {
                    throw Mistake(
                        offset: offset, problem: "an expression of more than \(BooleanExpression.maximumSteps) terms",
                        remedy: "split it over several units")
                }
            }
            guard !expectsOperand else {
                throw Mistake(
                    offset: text.endIndex,
                    problem: steps.isEmpty ? "an empty expression" : "the expression ends too early",
                    remedy: "write names joined by ! & | and parentheses, or a constant 0 or 1")
            }
            while let (operation, offset) = pending.popLast() {
                guard operation != .open else {
                    throw Mistake(
                        offset: offset, problem: "the parenthesis opened here is never closed", remedy: "add a ')'")
                }
                emit(operation)
            }
        }

        private mutating func operandMayBegin(_ offset: Int) throws(Mistake) {
            guard expectsOperand else {
                throw Mistake(
                    offset: offset, problem: "an operator is missing here", remedy: "join operands with & or |")
            }
        }

        private mutating func close(_ offset: Int) throws(Mistake) {
            guard !expectsOperand else {
                throw Mistake(offset: offset, problem: "')' where a name is expected", remedy: "write a name before it")
            }
            while let (operation, _) = pending.popLast() {
                if operation == .open { return }
                emit(operation)
            }
            throw Mistake(offset: offset, problem: "')' without a '('", remedy: "remove it, or add the '(' it closes")
        }

        private mutating func prefix(_ offset: Int) throws(Mistake) {
            try operandMayBegin(offset)
            pending.append((.not, offset))
        }

        private mutating func binary(_ operation: Operator, _ offset: Int) throws(Mistake) {
            guard !expectsOperand else {
                throw Mistake(
                    offset: offset, problem: "an operator where a name is expected", remedy: "write a name before it")
            }
            while let last = pending.last, last.operation.precedence >= operation.precedence {
                emit(last.operation)
                pending.removeLast()
            }
            pending.append((operation, offset))
            expectsOperand = true
        }

        private mutating func word(_ word: String, _ offset: Int, _ isName: (String) -> Bool) throws(Mistake) {
            if !isName(word) {
                switch word.lowercased() {
                case "and": return try binary(.and, offset)
                case "or": return try binary(.or, offset)
                case "not": return try prefix(offset)
                case "0", "false": return try operand(.constant(false), offset)
                case "1", "true": return try operand(.constant(true), offset)
                default: break
                }
            }
            let variable = numbers[word] ?? variables.count
            if variable == variables.count {
                numbers[word] = variable
                variables.append(word)
            }
            try operand(.variable(variable), offset)
        }

        private mutating func operand(_ step: Step, _ offset: Int) throws(Mistake) {
            try operandMayBegin(offset)
            steps.append(step)
            expectsOperand = false
        }

        private mutating func emit(_ operation: Operator) {
            switch operation {
            case .not: steps.append(.not)
            case .and: steps.append(.and)
            case .or: steps.append(.or)
            case .open: break
            }
        }

        private func unexpected(_ byte: UInt8, _ offset: Int) -> Mistake {
            let shown = (0x21...0x7E).contains(byte) ? "'\(Character(Unicode.Scalar(byte)))'" : "byte \(byte)"
            let remedy =
                byte == UInt8(ascii: "[")
                ? "temporal indices and predicates are not read; write one step's rule"
                : "an expression has names, ! & | and parentheses"
            return Mistake(offset: offset, problem: "unexpected \(shown)", remedy: remedy)
        }

        private static func isWordByte(_ byte: UInt8) -> Bool {
            BooleanExpression.isNameByte(byte)
        }
    }

    /// Whether a byte may be part of a name in an expression: letters, digits, `_ . - : / @ $ '` and non-ASCII.
    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "-"),
            UInt8(ascii: ":"), UInt8(ascii: "/"), UInt8(ascii: "@"), UInt8(ascii: "$"), UInt8(ascii: "'"), 0x80...:
            true
        default: false
        }
    }
}

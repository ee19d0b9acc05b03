public import Dynamics
internal import Graphs

/// The models of network dynamics in words: what `claustrum simulate --list-models` and `--explain` print.
public enum ModelCatalogue {
    /// A line a model.
    ///
    /// - Complexity: O(models).
    public static var listing: String {
        let rows = NeuralModel.allCases.map { model in
            let description = model.description
            return [
                model.rawValue, description.variables.map(\.name).joined(separator: ", "), description.title,
            ]
        }
        let all = rows + [["group-selection", "", "neuronal group selection, see docs/group-selection.md"]]
        let widths = (0..<2).map { column in all.map { $0[column].count }.max() ?? 0 }
        let lines = all.map { row in
            row[0].padded(to: widths[0]) + "  " + row[1].padded(to: widths[1]) + "  " + row[2] + "\n"
        }
        return lines.joined() + "claustrum simulate --model NAME --explain tells the equations and parameters of one.\n"
    }

    /// A model's equations, variables and parameters with what is in force unless something else is asked for.
    ///
    /// - Complexity: O(parameters).
    public static func explanation(of model: NeuralModel) -> String {
        let description = model.description
        let coupling = description.coupling
        var text = "\(model.rawValue): \(description.title)\n\n"
        text += description.equations.split(separator: "\n").map { "  \($0)\n" }.joined()
        text +=
            "\n"
            + PhiText.table(
                [["variable", "unit", "starts in"]]
                    + description.variables.map { variable in
                        let range = variable.initialRange
                        return [
                            variable.name, variable.unit,
                            "\(PhiText.number(range.lowerBound)) … \(PhiText.number(range.upperBound))",
                        ]
                    })
        let widths = [
            max(9, description.parameters.map(\.name.count).max() ?? 0),
            max(7, description.parameters.map { PhiText.number($0.defaultValue).count }.max() ?? 0),
            max(4, description.parameters.map(\.unit.count).max() ?? 0),
        ]
        func row(_ name: String, _ value: String, _ unit: String, _ meaning: String) -> String {
            "\(name.padded(to: widths[0]))  \(value.padded(to: widths[1]))  \(unit.padded(to: widths[2]))  \(meaning)\n"
        }
        text += "\n" + row("parameter", "default", "unit", "")
        for parameter in description.parameters {
            text += row(
                parameter.name, PhiText.number(parameter.defaultValue), parameter.unit,
                parameter.meaning + (parameter.isPositive ? "; above 0" : ""))
        }
        text += "\ncoupling: \(coupling.defaultKind.rawValue), gain \(PhiText.number(coupling.defaultGain))"
        text += coupling.isDividedByNodes ? " divided by the number of nodes" : ""
        text += "; nodes send \(coupling.signals.joined(separator: ", "))"
        text += coupling.allowsDiffusive ? "\n" : "; there is no diffusive form\n"
        text += "BOLD follows \(description.boldVariable)\nsource: \(description.source)\n"
        return text
    }
}

extension String {
    /// The text with spaces after it.
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

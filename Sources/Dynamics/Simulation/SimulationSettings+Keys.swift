extension SimulationSettings {
    /// Sets one number by its key: `parameters.NAME`, `coupling.gain`, `coupling.speed`, `noise.VARIABLE` (the intensity of
    /// all noise of that variable), `seed`.
    ///
    /// - Throws: `DynamicsError` of kind `badSetting` where there is no such key.
    public mutating func set(_ key: String, to value: Double) throws(DynamicsError) {
        switch key {
        case "coupling.gain": coupling.gain = value
        case "coupling.speed": coupling.speed = value
        case "seed":
            guard let seed = UInt64(exactly: value) else {
                throw DynamicsError(
                    .badSetting, key: key, problem: "is \(value)", remedy: "a seed is a whole number from 0")
            }
            self.seed = seed
        default:
            if key.hasPrefix("parameters.") {
                parameters[String(key.dropFirst("parameters.".count))] = .uniform(value)
                return
            }
            let variable = key.hasPrefix("noise.") ? String(key.dropFirst("noise.".count)) : ""
            let places = noise.indices.filter { noise[$0].variable == variable }
            guard !places.isEmpty else {
                throw DynamicsError(
                    .badSetting, key: key, problem: "a sweep cannot vary it",
                    remedy:
                        "it varies parameters.NAME, coupling.gain, coupling.speed, seed, and noise.VARIABLE where that"
                        + " variable has noise")
            }
            for place in places { noise[place].intensity = .uniform(value) }
        }
    }
}

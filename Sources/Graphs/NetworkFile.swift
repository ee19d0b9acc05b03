#if canImport(Darwin)
    import Darwin
#else
    import Glibc
#endif

/// Networks in files, whatever their format.
public enum NetworkFile {
    /// The network in the file at `path`; `-` is standard input.
    ///
    /// - Throws: `GraphsError`: what is wrong, where, and what would be right; `missingFile` or `unreadableFile`
    ///   where it cannot be read.
    /// - Complexity: O(bytes + n² · 2ⁿ) for n units.
    public static func read(_ path: String, options: ImportOptions = .init()) throws -> Substrate {
        let bytes = try contents(of: path)
        return try parse(bytes, name: path == "-" ? "standard input" : path, options: options)
    }

    /// The network that `bytes` describe.
    ///
    /// - Parameter name: the file's name; its extension decides the format where `options` do not, else the content.
    /// - Throws: `GraphsError`: what is wrong, where, and what would be right.
    /// - Complexity: O(bytes + n² · 2ⁿ) for n units.
    public static func parse(_ bytes: [UInt8], name: String, options: ImportOptions = .init()) throws -> Substrate {
        guard (0...0.5).contains(options.noise) else {
            throw GraphsError(
                .badOption, key: "noise", problem: "is \(options.noise)",
                remedy: "the flip probability is a number from 0 to 0.5")
        }
        if let slope = options.slope, !slope.isFinite {
            throw GraphsError(.badOption, key: "slope", problem: "is \(slope)", remedy: "a slope is a finite number")
        }
        let format = try options.format ?? NetworkFormat(path: name) ?? NetworkFormat.sniff(bytes, name: name)
        return try format.importer.network(from: bytes, name: name, options: options).finished(options, file: name)
    }

    /// The substrate as a file of the given format.
    ///
    /// - Throws: `GraphsError` of kind `notExpressible` where the format cannot say what the network does.
    /// - Complexity: O(n · 2ⁿ) for n units; a Boolean network O(3ᵏ) for a unit of k inputs.
    public static func encode(_ substrate: Substrate, as format: NetworkFormat) throws -> [UInt8] {
        try format.exporter.bytes(from: substrate)
    }

    /// The bytes of the file at `path`, or of standard input for `-`.
    ///
    /// - Throws: `GraphsError` of kind `missingFile`, `unreadableFile` or, above `NetworkSize.maximumFileBytes`,
    ///   `tooLarge`.
    /// - Complexity: O(bytes).
    public static func contents(of path: String) throws -> [UInt8] {
        let descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let reason = errno
            throw GraphsError(
                reason == ENOENT ? .missingFile : .unreadableFile, file: path,
                problem: reason == ENOENT ? "there is no such file" : String(cString: strerror(reason)),
                remedy: "check the path and its permissions")
        }
        defer { if path != "-" { close(descriptor) } }
        var bytes: [UInt8] = []
        let chunkSize = 1 << 20
        while true {
            let filled = bytes.count
            var received = 0
            let chunk = [UInt8](unsafeUninitializedCapacity: chunkSize) { buffer, initialized in
                repeat {
                    #if canImport(Darwin)
                        received = Darwin.read(descriptor, buffer.baseAddress, chunkSize)
                    #else
                        received = Glibc.read(descriptor, buffer.baseAddress, chunkSize)
                    #endif
                } while received < 0 && errno == EINTR
                initialized = max(received, 0)
            }
            guard received >= 0 else {
                throw GraphsError(
                    .unreadableFile, file: path, problem: String(cString: strerror(errno)),
                    remedy: "give a regular file, or - for standard input")
            }
            if received == 0 { return bytes }
            guard filled + received <= NetworkSize.maximumFileBytes else {
                throw GraphsError(
                    .tooLarge, file: path, problem: "more than \(NetworkSize.maximumFileBytes) bytes",
                    remedy: "a network file is smaller; check that this is the file you meant")
            }
            bytes.append(contentsOf: chunk)
        }
    }
}

extension NetworkFormat {
    /// The format that the content looks like.
    ///
    /// - Throws: `emptyFile`, `unknownFormat`.
    static func sniff(_ bytes: [UInt8], name: String) throws(GraphsError) -> NetworkFormat {
        if bytes.starts(with: NumPyArray.magic) { return .npy }
        let head = Array(bytes.prefix(65_536))
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
        let lines = TextCheck.lines(of: head, from: start).lazy
            .map { String(decoding: head[$0].prefix(4096), as: UTF8.self).drop { $0.isWhitespace } }
            .filter { !$0.isEmpty && $0.first != "#" }
        guard let first = lines.first else {
            throw GraphsError(
                .emptyFile, file: name, problem: "there is nothing in it",
                remedy: "give a network in one of the formats \(listing)")
        }
        if first.first == "{" { return .json }
        if first.first == "<" { return .graphml }
        if first.lowercased().hasPrefix("targets") && first.contains(",") { return .bnet }
        let last = lines.dropFirst().first ?? first
        let isNumeric = last.split(whereSeparator: { ",\t".contains($0) }).last.map {
            DecimalNumber.lax(ArraySlice(Array($0.filter { !$0.isWhitespace }.utf8))) != nil
        }
        if first.contains("\t") && isNumeric == true { return .tsv }
        if first.contains(",") && isNumeric == true { return .csv }
        if first.hasPrefix("---") || first.hasPrefix("%YAML") { return .yaml }
        let word = first.prefix { $0.isLetter || $0.isNumber || "_-\"'".contains($0) }
        if !word.isEmpty && first.dropFirst(word.count).first == ":" { return .yaml }
        if first.contains(",") && !first.contains("\"") { return .bnet }
        throw GraphsError(
            .unknownFormat, file: name, line: 1, problem: "the content looks like none of the formats",
            remedy: "name the format: \(listing)")
    }
}

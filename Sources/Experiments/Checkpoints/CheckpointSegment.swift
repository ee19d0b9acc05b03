internal import Analysis
internal import Foundation

/// Finished pieces that are written, and checked, together: one file of a checkpoint.
///
/// The file is text. Its first line is `claustrum.segment/1` and the SHA-256 of all that follows it; then a line each
/// piece: its analysis, round and shard, the digest of the shard it is the partial of, and the partial as JSON, with
/// one space between. Foundation writes every finite double as the shortest decimal that reads back as the same bits,
/// −0 included, and the other numbers as given here.
struct CheckpointSegment {
    struct Piece: Hashable {
        var place: ShardPlace
        /// The first half of the SHA-256 of the shard's JSON, in hexadecimal.
        var shardDigest: String
        /// The partial's JSON, on one line.
        var partial: [UInt8]
    }

    private static let schema = "claustrum.segment/1"
    private static let digestLength = 64

    var pieces: [Piece]

    init(pieces: [Piece]) {
        self.pieces = pieces
    }

    var bytes: [UInt8] {
        var body: [UInt8] = []
        body.reserveCapacity(pieces.reduce(0) { $0 + $1.partial.count + 100 })
        for piece in pieces {
            let place = piece.place
            body.append(contentsOf: "\(place.analysis) \(place.round) \(place.shard) \(piece.shardDigest) ".utf8)
            body.append(contentsOf: piece.partial)
            body.append(0x0A)
        }
        return Array("\(Self.schema) \(RunRecord.digest(of: body))\n".utf8) + body
    }

    /// Reads what `bytes` wrote.
    ///
    /// - Returns: nil where a single byte is not as it was written.
    init?(bytes: [UInt8]) {
        let head = Self.schema.utf8.count + 1
        let start = head + Self.digestLength + 1
        guard bytes.count >= start, bytes[start - 1] == 0x0A, bytes.starts(with: (Self.schema + " ").utf8),
            String(decoding: bytes[head..<(start - 1)], as: UTF8.self) == RunRecord.digest(of: Array(bytes[start...]))
        else { return nil }
        pieces = []
        for line in bytes[start...].split(separator: 0x0A) {
            let fields = line.split(separator: 0x20, maxSplits: 4, omittingEmptySubsequences: false)
            guard fields.count == 5, let round = Int(String(decoding: fields[1], as: UTF8.self)),
                let shard = Int(String(decoding: fields[2], as: UTF8.self))
            else { return nil }
            let analysis = String(decoding: fields[0], as: UTF8.self)
            pieces.append(
                Piece(
                    place: ShardPlace(analysis: analysis, round: round, shard: shard),
                    shardDigest: String(decoding: fields[3], as: UTF8.self), partial: Array(fields[4])))
        }
    }
}

extension CheckpointSegment.Piece {
    /// - Throws: `CheckpointError.notEncodable`.
    init<Shard: Encodable, Partial: Encodable>(
        _ partial: Partial, of shard: Shard, at place: ShardPlace
    ) throws(CheckpointError) {
        do {
            self.place = place
            shardDigest = try Self.digest(of: shard)
            self.partial = Array(try Self.encoder().encode(partial))
        } catch {
            throw .notEncodable(analysis: place.analysis)
        }
    }

    /// The partial; nil where it is not one of that shard, or of that type.
    func partial<Shard: Encodable, Partial: Decodable>(of shard: Shard, as type: Partial.Type) -> Partial? {
        guard let digest = try? Self.digest(of: shard), digest == shardDigest else { return nil }
        let decoder = JSONDecoder()
        decoder.nonConformingFloatDecodingStrategy = .convertFromString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return try? decoder.decode(type, from: Data(partial))
    }

    private static func digest(of shard: some Encodable) throws -> String {
        String(RunRecord.digest(of: Array(try encoder().encode(shard))).prefix(32))
    }

    private static func encoder() -> JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        encoder.nonConformingFloatEncodingStrategy = .convertToString(
            positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
        return encoder
    }
}

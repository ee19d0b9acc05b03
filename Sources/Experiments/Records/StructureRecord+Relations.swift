internal import Compute
internal import IntegratedInformation

extension StructureRecord {
    /// The most faces that JSON lists of one relation: every one up to degree 5. `face_count` counts them all.
    public static let facesListed = 243

    /// The value of the key `relations`: null where they were not asked for.
    func writeRelations(to writer: inout PhiRecordWriter) {
        guard let relations else { return writer.null() }
        writer.beginArray()
        for relation in relations {
            let faces = RelationFaces(of: relation, among: distinctions)
            writer.beginObject()
            writer.key("phi")
            writer.value(relation.phi)
            writer.key("degree")
            writer.value(relation.degree)
            writer.key("distinctions")
            writer.values(relation.distinctions)
            writer.key("mechanism_labels")
            writer.beginArray(inline: true)
            for place in relation.distinctions { writer.values(labels(of: distinctions[place].mechanism)) }
            writer.endArray()
            write(relation.purview, to: &writer)
            writer.key("face_count")
            writer.value(faces.count)
            writer.key("faces")
            writer.beginArray()
            for face in faces.prefix(Self.facesListed) {
                writer.beginObject(inline: true)
                writer.key("sides")
                writer.values(face.sides.map(\.rawValue))
                write(face.overlap, to: &writer)
                writer.endObject()
            }
            writer.endArray()
            writer.endObject()
        }
        writer.endArray()
    }

    private func write(_ pairs: [UnitState], to writer: inout PhiRecordWriter) {
        writer.units(pairs.map(\.unit), as: "purview", named: labels)
        writer.key("state")
        writer.values(pairs.map(\.state))
    }
}

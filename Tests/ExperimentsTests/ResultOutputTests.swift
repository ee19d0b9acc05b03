import Compute
import Experiments
import Foundation
import Testing

@Suite("Output files")
struct ResultOutputTests {
    private func failure(_ body: () throws -> Void) -> OutputError? {
        do {
            try body()
            return nil
        } catch {
            return error as? OutputError
        }
    }

    @Test("a file appears under its name only when it is complete")
    func appearsComplete() throws {
        let folder = try TemporaryFolder()
        let output = try ResultOutput(path: "\(folder.path)/r.json")
        try output.write("first ")
        #expect(folder.contents("r.json") == nil)
        try output.write("second")
        try output.commit()
        #expect(folder.names == ["r.json"])
        #expect(folder.contents("r.json") == "first second")
    }

    @Test("what is not committed leaves the old file and nothing else")
    func abandoned() throws {
        let folder = try TemporaryFolder()
        _ = try folder.file("r.json", "old")
        do {
            let output = try ResultOutput(path: "\(folder.path)/r.json")
            try output.write("new")
            #expect(folder.contents("r.json") == "old")
        }
        #expect(folder.names == ["r.json"])
        #expect(folder.contents("r.json") == "old")
    }

    @Test("an end that cannot wait removes unfinished files and the folders made for them, and nothing else")
    func abandonedByAll() async {
        // In a process of its own, since the files of all other tests would be abandoned too.
        await #expect(processExitsWith: .success) {
            let folder = try TemporaryFolder()
            #expect(try ResultOutput.makeFolder("\(folder.path)/full"))
            #expect(try ResultOutput.makeFolder("\(folder.path)/empty"))
            #expect(try ResultOutput.makeFolder("\(folder.path)/empty/inner"))
            #expect(try !ResultOutput.makeFolder("\(folder.path)/full"))
            try ResultOutput.write([1], to: "\(folder.path)/full/r")
            let unfinished = try ["\(folder.path)/u", "\(folder.path)/empty/inner/u"].map { try ResultOutput(path: $0) }
            #expect(folder.names.count == 3)
            ResultOutput.abandonAll()
            #expect(folder.names == ["full"])
            #expect(throws: OutputError.self) { try unfinished[0].commit() }
        }
    }

    @Test("a replaced file keeps its permissions, and a link its target")
    func replaces() throws {
        let folder = try TemporaryFolder()
        let target = try folder.file("target", "old")
        try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: target)
        try FileManager.default.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: target)
        try ResultOutput.write(Array("new".utf8), to: "\(folder.path)/link")
        #expect(folder.contents("target") == "new")
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: "\(folder.path)/link") == target)
        let mode = try FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test("a path that cannot be written is refused before anything is computed")
    func notWritable() throws {
        let folder = try TemporaryFolder()
        #expect(failure { _ = try ResultOutput(path: "\(folder.path)/none/r") }?.exitStatus == .unavailable)
        #expect(failure { _ = try ResultOutput(path: folder.path) }?.message.contains("directory") == true)
    }

    @Test("outputs of one process never share an unfinished file, and one that was left behind is let be")
    func unfinishedNames() throws {
        let folder = try TemporaryFolder()
        let first = try ResultOutput(path: "\(folder.path)/r")
        let second = try ResultOutput(path: "\(folder.path)/r")
        #expect(Set(folder.names).count == 2)
        try first.write("first")
        try second.write("second")
        try second.commit()
        #expect(folder.contents("r") == "second")
        try first.commit()
        #expect(folder.contents("r") == "first")
        #expect(folder.names == ["r"])
    }

    @Test("paths that lead to one file are told, whatever links lie between")
    func identity() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("a", "x")
        let other = try folder.file("b", "x")
        let files = FileManager.default
        try files.createSymbolicLink(atPath: "\(folder.path)/link", withDestinationPath: file)
        try files.linkItem(atPath: file, toPath: "\(folder.path)/hard")
        try files.createDirectory(atPath: "\(folder.path)/d", withIntermediateDirectories: false)
        for same in [file, "\(folder.path)/./a", "\(folder.path)/d/../a", "\(folder.path)/link", "\(folder.path)/hard"]
        {
            #expect(FileIdentity.isSame(file, same), "\(same)")
        }
        #expect(!FileIdentity.isSame(file, other))
        #expect(!FileIdentity.isSame(file, "\(folder.path)/none"))
        #expect(FileIdentity.isSame("\(folder.path)/none", "\(folder.path)/d/../none"))
        #expect(!FileIdentity.isSame("\(folder.path)/none", "\(folder.path)/d/none"))
        #expect(!FileIdentity.isSame("/dev/null", "/dev/null"))
        #expect(FileIdentity.isSame("-", "-") && !FileIdentity.isSame("-", file))
    }

    #if os(Linux)
        @Test("a full disk is an error that says so")
        func full() {
            let error = failure { try ResultOutput.write([1, 2, 3], to: "/dev/full") }
            #expect(error == .full(path: "/dev/full"))
            #expect(error?.exitStatus == .tryAgain)
        }
    #endif
}

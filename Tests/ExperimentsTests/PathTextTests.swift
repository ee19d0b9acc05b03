import Experiments
import Testing

@Suite("Paths")
struct PathTextTests {
    @Test(
        "the folder of a path is what dirname says, and nothing where the path has none",
        arguments: [
            ("", ""), ("-", ""), ("e", ""), ("/", "/"), ("//", "/"), ("/e", "/"), ("e/", ""), ("a/b", "a"),
            ("a//b", "a"), ("a/b/", "a"), ("/a/b", "/a"), ("./é.yaml", "."), ("../x/y.npy", "../x"),
        ])
    func folder(path: String, folder: String) {
        #expect(path.folderOfPath == folder)
    }
}

/// One thing to read: a file, or the files of one book.
struct Item: Hashable, Codable, Sendable {
  /// What it is called in tables and results: the path below the folder it was found in, or the file's name.
  var name: String
  /// Paths, the main file first.
  var files: [String]
}

import MingzhangModel

/// Catalog data that cannot be used: every problem with its file and line.
public struct CatalogError: ExplainedError, Equatable {
  public struct Problem: Hashable, Sendable {
    public var file: String
    /// From 1; nil when the file itself is the problem.
    public var line: Int?
    public var wording: Wording
    public init(file: String, line: Int?, _ wording: Wording) {
      (self.file, self.line, self.wording) = (file, line, wording)
    }
  }

  public var problems: [Problem]
  public init(_ problems: [Problem]) { self.problems = problems }

  public var wording: Wording {
    Wording(
      problems.map { "\($0.file)\($0.line.map { " 第 \($0) 行" } ?? "")：\($0.wording.chinese)" }.joined(separator: "\n"),
      problems.map { "\($0.file)\($0.line.map { ":\($0)" } ?? ""): \($0.wording.english)" }.joined(separator: "\n"))
  }
}

import MingzhangModel

/// A table's form: the reader recognises by it, the rules name cells by it, the writer lays out by it.
///
/// Aliases and headings are compared after `foldedForMatching`. `*` in a pattern stands for any run of characters.
public struct StatementForm: Hashable, Sendable {
  public var kind: StatementKind
  /// Titles seen in published documents, most frequent first: `部门预算收支总表`, `*收支预算总表`.
  public var titles: [String]
  public var columns: [Column]
  public var lines: [Line]

  public struct Column: Hashable, Sendable {
    public var key: ColumnKey
    public var side: StatementSide?
    /// Headings that mean this column, as paths joined by `/`, or as a leaf alone: `收入/预算数`, `人员经费`.
    public var headings: [String]
    public init(key: ColumnKey, side: StatementSide? = nil, headings: [String]) {
      (self.key, self.side, self.headings) = (key, side, headings)
    }
  }

  public struct Line: Hashable, Sendable {
    public var key: LineKey
    public var side: StatementSide?
    /// Captions that mean this line, without the number before them.
    public var captions: [String]
    public init(key: LineKey, side: StatementSide? = nil, captions: [String]) {
      (self.key, self.side, self.captions) = (key, side, captions)
    }
  }

  public init(kind: StatementKind, titles: [String], columns: [Column], lines: [Line]) {
    (self.kind, self.titles, self.columns, self.lines) = (kind, titles, columns, lines)
  }
}

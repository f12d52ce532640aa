/// Highlights and notes to be added to a PDF.
public struct PDFNotes: Hashable, Codable, Sendable {
  /// Who says it; shown with every note.
  public var author: String
  /// `D:20261124000000Z` (ISO 32000-1 §7.9.4); empty for none.
  public var date: String
  public var notes: [Note]

  public struct Note: Hashable, Codable, Sendable {
    /// From 1.
    public var page: Int
    /// x0, y0, x1, y1 in points from the top left of the displayed page. Without boxes: a sticky note in the corner.
    public var boxes: [[Double]]
    /// Red, green, blue from 0 to 1.
    public var color: [Double]
    public var text: String
    public var subject: String
    /// The same for the same finding; two notes of one document never share it.
    public var name: String
    public init(page: Int, boxes: [[Double]], color: [Double], text: String, subject: String, name: String) {
      (self.page, self.boxes, self.color) = (page, boxes, color)
      (self.text, self.subject, self.name) = (text, subject, name)
    }
  }

  public init(author: String, date: String, notes: [Note]) {
    (self.author, self.date, self.notes) = (author, date, notes)
  }
}

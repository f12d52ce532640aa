import MingzhangModel

/// A picture of a page as it is displayed, for showing findings on it.
public struct PagePicture: Sendable {
  /// From 1.
  public var page: Int
  /// Points, of the displayed page.
  public var width, height: Double
  public var png: [UInt8]

  public init(page: Int, width: Double, height: Double, png: [UInt8]) {
    (self.page, self.width, self.height, self.png) = (page, width, height, png)
  }

  /// The size in points from the picture's own pixels; nil when it is no PNG.
  public init?(page: Int, png: [UInt8], dotsPerInch: Double) {
    guard png.count > 24, png[0...3].elementsEqual([0x89, 0x50, 0x4E, 0x47]) else { return nil }
    func number(_ place: Int) -> Double { png[place..<place + 4].reduce(0) { $0 * 256 + Double($1) } }
    self.init(page: page, width: number(16) * 72 / dotsPerInch, height: number(20) * 72 / dotsPerInch, png: png)
  }
}

extension Finding {
  /// Its evidence less what only repeats a part of other evidence at the same place.
  var telling: [Evidence] {
    evidence.enumerated().filter { index, one in
      !evidence.enumerated().contains { other, two in
        guard other != index, one.span?.page == two.span?.page, one.span?.line == two.span?.line, one.statement == nil,
          two.statement == nil, !one.text.isEmpty, two.text.contains(one.text)
        else { return false }
        return one.text != two.text || other < index
      }
    }.map(\.element)
  }

  /// Where it is on pages: the boxes of its evidence, without repetitions.
  var boxes: [(page: Int, box: SourceSpan.Box)] {
    var seen = Set<SourceSpan>()
    return evidence.compactMap { evidence in
      guard let span = evidence.span, let box = span.box else { return nil }
      let place = SourceSpan(page: span.page, box: box)
      return seen.insert(place).inserted ? (span.page, box) : nil
    }
  }
}

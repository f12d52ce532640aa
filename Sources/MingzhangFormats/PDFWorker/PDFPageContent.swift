/// What one page shows, before anybody knows what it means: glyphs, ruling lines and pictures.
///
/// Places are points on the displayed page, from the top left. The PDF worker gives it; whatever else puts glyphs and
/// lines on paper (OFD, a scan read by OCR) can give it too.
public struct PDFPageContent: Hashable, Sendable {
  /// From 1.
  public var number: Int
  public var width: Float
  public var height: Float
  /// Clockwise degrees that the file asks a viewer to turn the page; already applied to all places.
  public var rotation: Int
  /// In the order in which they are painted.
  public var glyphs: [Glyph]
  public var lines: [RulingLine]
  public var pictures: [Picture]
  public var fonts: [String]
  /// The page holds more than the limits allow; the rest is missing.
  public var isTruncated: Bool
  /// The page is damaged and could not be read.
  public var isUnreadable: Bool

  public init(
    number: Int, width: Float, height: Float, rotation: Int = 0, glyphs: [Glyph] = [], lines: [RulingLine] = [],
    pictures: [Picture] = [], fonts: [String] = [], isTruncated: Bool = false, isUnreadable: Bool = false
  ) {
    (self.number, self.width, self.height, self.rotation) = (number, width, height, rotation)
    (self.glyphs, self.lines, self.pictures, self.fonts) = (glyphs, lines, pictures, fonts)
    (self.isTruncated, self.isUnreadable) = (isTruncated, isUnreadable)
  }

  /// No text at all, and a picture over most of the page: only OCR can read it.
  public var isScan: Bool {
    glyphs.isEmpty
      && pictures.contains { ($0.x1 - $0.x0) * ($0.y1 - $0.y0) >= 0.8 * width * height && width * height > 0 }
  }
}

/// One painted character.
public struct Glyph: Hashable, Sendable {
  public var scalar: Unicode.Scalar
  public var x0, y0, x1, y1: Float
  /// The y on which an upright glyph stands; the x for a glyph that reads up or down.
  public var baseline: Float
  public var size: Float
  /// Index into the page's fonts.
  public var font: UInt16
  public var marks: Marks

  public struct Marks: OptionSet, Hashable, Sendable {
    public let rawValue: UInt16
    public init(rawValue: UInt16) { self.rawValue = rawValue }
    /// Nothing is painted.
    public static let invisible = Marks(rawValue: 1)
    /// Its middle is outside the clip or the page: a reader of the paper cannot see it.
    public static let clipped = Marks(rawValue: 2)
    /// The same character was painted here before, to imitate bold.
    public static let duplicate = Marks(rawValue: 4)
    /// The font does not say which character it is.
    public static let unmapped = Marks(rawValue: 8)
    /// A further character of the previous glyph.
    public static let continuation = Marks(rawValue: 16)
    public static let bold = Marks(rawValue: 32)
    /// Begins where the previous glyph ended: they are one word.
    public static let joined = Marks(rawValue: 64)

    /// Reading direction in quarter turns clockwise from left-to-right.
    public var quarterTurns: Int { Int(rawValue >> 8) & 3 }

    public func withQuarterTurns(_ turns: Int) -> Marks {
      Marks(rawValue: rawValue & 0xFF | UInt16((turns % 4 + 4) % 4) << 8)
    }
  }

  public init(
    _ scalar: Unicode.Scalar, x0: Float, y0: Float, x1: Float, y1: Float, baseline: Float, size: Float,
    font: UInt16 = 0, marks: Marks = []
  ) {
    (self.scalar, self.x0, self.y0, self.x1, self.y1) = (scalar, x0, y0, x1, y1)
    (self.baseline, self.size, self.font, self.marks) = (baseline, size, font, marks)
  }

  /// Seen by a reader of the page, once.
  public var isVisible: Bool { marks.isDisjoint(with: [.invisible, .clipped, .duplicate]) }
}

/// A horizontal or vertical line: a stroke, or a rectangle too thin to be anything else.
public struct RulingLine: Hashable, Sendable {
  public var x0, y0, x1, y1: Float
  public var width: Float
  /// 0xRRGGBB
  public var color: UInt32
  public init(x0: Float, y0: Float, x1: Float, y1: Float, width: Float = 0.5, color: UInt32 = 0) {
    (self.x0, self.y0, self.x1, self.y1, self.width, self.color) = (x0, y0, x1, y1, width, color)
  }
}

/// Where a picture is painted, and how many pixels it has.
public struct Picture: Hashable, Sendable {
  public var x0, y0, x1, y1: Float
  public var pixelWidth, pixelHeight: Int
  public init(x0: Float, y0: Float, x1: Float, y1: Float, pixelWidth: Int, pixelHeight: Int) {
    (self.x0, self.y0, self.x1, self.y1) = (x0, y0, x1, y1)
    (self.pixelWidth, self.pixelHeight) = (pixelWidth, pixelHeight)
  }
}

import Foundation

/// First letters of pinyin, for looking names up by typing `ngs`.
///
/// GB 2312 orders its first-level characters (B0A1–D7F9) by pinyin, so the place of a character tells its first letter; a
/// character with several readings has the one of that order. Second-level characters are ordered by radical and are left out.
/// Source: GB 2312-80, first-level table.
public enum Pinyin {
  public static func initials(of text: String) -> String {
    var letters = ""
    for character in text {
      if character.isASCII {
        if character.isLetter || character.isNumber { letters += character.lowercased() }
      } else if let letter = initial(of: character) {
        letters.append(letter)
      }
    }
    return letters
  }

  static func initial(of character: Character) -> Character? {
    guard let bytes = String(character).data(using: gb18030), bytes.count == 2 else { return nil }
    let code = Int(bytes[bytes.startIndex]) << 8 | Int(bytes[bytes.startIndex + 1])
    guard code >= 0xB0A1, code <= 0xD7F9 else { return nil }
    return starts.last { $0.code <= code }?.letter
  }

  /// GB 18030, of which GB 2312 is a part; Foundation has no name for it.
  private static let gb18030 = String.Encoding(rawValue: 0x8000_0632)

  private static let starts: [(code: Int, letter: Character)] = [
    (0xB0A1, "a"), (0xB0C5, "b"), (0xB2C1, "c"), (0xB4EE, "d"), (0xB6EA, "e"), (0xB7A2, "f"), (0xB8C1, "g"),
    (0xB9FE, "h"), (0xBBF7, "j"), (0xBFA6, "k"), (0xC0AC, "l"), (0xC2E8, "m"), (0xC4C3, "n"), (0xC5B6, "o"),
    (0xC5BE, "p"), (0xC6DA, "q"), (0xC8BB, "r"), (0xC8F6, "s"), (0xCBFA, "t"), (0xCDDA, "w"), (0xCEF4, "x"),
    (0xD1B9, "y"), (0xD4D1, "z"),
  ]
}

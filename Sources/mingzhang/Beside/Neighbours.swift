import Foundation
import MingzhangChecking
import MingzhangFormats
import MingzhangModel

/// By which names a file's neighbours are looked for.
struct Sought: Codable, Sendable {
  /// The file's own name without what tells one file of a department from another.
  var stem: String
  /// Folded names of the department and its units: a file that has one in its name may be theirs.
  var names: [String]

  init(_ disclosure: Disclosure, _ item: Item) {
    stem = Self.stem(of: item.name)
    names = ([disclosure.entity] + UnitList(of: disclosure).names).map(Self.plain).filter { $0.count > 4 }
  }

  func fits(_ name: String) -> Bool {
    let stem = Self.stem(of: name)
    guard stem.count > 2 else { return false }
    let plain = Self.plain(name)
    return stem == self.stem || names.contains(where: plain.contains)
  }

  /// The name without its folder, its ending, digits and the words that tell one file of a department from another.
  private static func stem(of name: String) -> String {
    var words = ((name as NSString).lastPathComponent as NSString).deletingPathExtension
    for word in ["报表", "说明", "预算", "决算", "公开", "年度", "部门", "单位", "本级", "机关", "budget", "final", "年", "表"] {
      words = words.replacingOccurrences(of: word, with: "")
    }
    return words.filter { $0.isLetter && !$0.isNumber }
  }

  /// What stands before other words in brackets at its end, folded: files are rarely named with them.
  private static func plain(_ name: String) -> String {
    let folded = name.foldedForMatching
    return folded.hasSuffix(")") ? String(folded.prefix { $0 != "(" }) : folded
  }
}

/// What was near a file when it was checked: a result holds only while this stays so.
struct Surroundings: Codable, Sendable {
  var sought: Sought
  /// Of the files that fitted.
  var digest: String
}

/// The files that may belong to each other: those of one call, or of the folder that the user names.
struct Neighbours: Sendable {
  private let items: [Item]
  init(_ inputs: Inputs) { items = inputs.items }

  /// More files of one department are not read: each costs as much as the file itself.
  private static let most = 60

  /// The bytes of what fits, in the order of names; the files of `item` itself are left out.
  func materials(for sought: Sought, besides item: Item) -> [Material] {
    let own = Set(item.files.map(Self.path))
    return items.lazy.filter { sought.fits($0.name) }.compactMap { other in
      let files = other.files.filter { !own.contains(Self.path($0)) }
      return files.isEmpty ? nil : try? Material(Item(name: other.name, files: files))
    }.prefix(Self.most).map(\.self)
  }

  static func digest(of materials: [Material]) -> String {
    sha256Hex(Array(materials.map(\.digest).joined(separator: " ").utf8))
  }

  /// Whether what surrounds `item` is what it was.
  func areStill(_ surroundings: Surroundings, of item: Item) -> Bool {
    Self.digest(of: materials(for: surroundings.sought, besides: item)) == surroundings.digest
  }

  private static func path(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }
}

import MingzhangCatalog
import MingzhangModel

// Books that are printed in parts (第一部分 概况, 第二部分 决算表 …): where each stands, and what its heading says.

extension Profile {
  /// 第二部分 青岚县水利局2024年度部门决算表
  func heading(ofPart index: Int, entity: String, year: Int) -> String {
    parts[index].heading.withYear(year).replacing("{entity}", with: entity)
  }

  /// Whether a section's heading says no more than the part it stands in: 名词解释 in 第四部分 名词解释.
  func isHeading(_ heading: String, ofPart index: Int) -> Bool {
    parts[index].heading.foldedForMatching.hasSuffix(heading.foldedForMatching)
  }

  /// Before which part's words the tables are printed; nil where a book has no parts.
  var partOfTables: Int? { parts.firstIndex(where: \.holdsTables) }
}

import Foundation
import MingzhangModel

extension Rule {
  /// A heading that names another department than all the others.
  static let nameOfAnother = Rule(
    "L215", Wording("标题写了别的部门", "A title names another department"), .warning,
    preparer: Wording("改为本部门名称。", "Write this department's name."),
    citizen: Wording("标题里是别的部门，可能照抄了别人的文件。", "The title names another department: perhaps copied from its document.")
  ) { subject throws(Unchecked) in
    let titles =
      Prose(subject).words.filter { $0.label == "标题" }
      + subject.disclosure.contents.map { Evidence("目录", text: $0.title, span: $0.span) }
      + Prose(subject).headLines
    let named = titles.compactMap { place in place.text.leadingDepartment.map { (place, $0) } }
    guard !named.isEmpty else { throw Unchecked("标题里没有部门名称", "titles name no department") }
    let counts = Dictionary(named.map { ($0.1, 1) }, uniquingKeysWith: +)
    guard let (usual, count) = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), count * 4 >= named.count * 3
    else {
      throw Unchecked("标题里有几个部门名称", "titles name several departments")
    }
    let units = subject.disclosure.units.map(\.name.foldedForMatching)
    return named.compactMap { place, name in
      guard count >= 2, !name.contains("XX"), name != usual, !name.contains(usual), !usual.contains(name),
        !units.contains(where: { $0.contains(name) }),
        name.suffix(1) == usual.suffix(1) || name.prefix(3) != usual.prefix(3)
      else { return nil }
      return Broken(
        Wording(
          "“\(place.text)”写的是“\(name)”，别处都写“\(usual)”。", "“\(place.text)” names “\(name)” instead of “\(usual)”."),
        expected: usual, found: name, evidence: [place], key: place.text)
    }
  }
}

extension String {
  /// The department before the year of a title: `第二部分 上海市普陀区财政局2024年度部门决算表`.
  fileprivate var leadingDepartment: String? {
    var text = Substring(foldedForMatching)
    if text.hasPrefix("第"), let mark = text.range(of: "部分") { text = text[mark.upperBound...] }
    // （二）关于甲县财政局2026年…
    if text.first == "(", let close = text.firstIndex(of: ")") { text = text[text.index(after: close)...] }
    if text.hasPrefix("关于") { text = text.dropFirst(2) }
    guard let year = text.firstIndex(where: \.isNumber) else { return nil }
    let name = text[..<year]
    guard text[year...].dropFirst(4).hasPrefix("年"), (5...24).contains(name.count),
      ["局", "委员会", "办公室", "厅", "部", "委", "办事处", "院", "署"].contains(where: name.hasSuffix),
      !name.contains("关于"), !name.contains("、"), !name.contains(":"), !name.contains("(")
    else { return nil }
    return String(name)
  }
}

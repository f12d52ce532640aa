import MingzhangModel

/// Whose disclosure it is, of which year, and of which kind.
struct Identity {
  let kind: Disclosure.Kind
  let entity: String
  let fiscalYear: Int?
  let title: String

  /// - Parameter fileName: what is asked when the document itself names no department or no year, as books of tables do.
  init(walk: Walk, fileName: String) {
    let cover = walk.cover.map { $0.text.withoutMarkup }
    let titles = walk.drafts.map(\.title)
    let headings = walk.sections.compactMap { $0.heading?.text }
    let openings = cover + [walk.contentsTitle?.text ?? ""] + titles + headings
    title = cover.filter { !$0.isEmpty }.prefix(4).joined(separator: " ")

    let finals = openings.count { $0.foldedForMatching.contains("决算") }
    let budgets = openings.count { $0.foldedForMatching.contains("预算") && !$0.foldedForMatching.contains("决算") }
    // a book without a cover opens with its title
    let opening = walk.sections.first { $0.level == 0 && $0.heading != nil }?.heading.map { [$0.text] } ?? []
    let first = (cover + opening).first { $0.foldedForMatching.contains("决算") || $0.foldedForMatching.contains("预算") }
    if let first {
      kind = first.foldedForMatching.contains("决算") ? .final : .budget
    } else {
      kind = finals > budgets ? .final : .budget
    }

    var years: [Int: Int] = [:]
    for draft in walk.drafts {
      if let year = draft.head.fiscalYear ?? draft.title.firstYear { years[year, default: 0] += 1 }
    }
    // the day of publication is a year later than the accounts
    for text in cover {
      if let year = text.firstYear { years[year, default: 0] += text.foldedForMatching.contains("月") ? 1 : 3 }
    }
    if years.isEmpty { for text in headings { if let year = text.firstYear { years[year, default: 0] += 1 } } }
    let pieces = Self.pieces(of: fileName)
    fiscalYear =
      years.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
      ?? pieces.lazy.compactMap { $0.firstYear ?? $0.fiscalYearAtStart }.first

    var candidates: [(text: String, weight: Int)] = []
    for text in cover { if let name = EntityName.name(inTitle: text) { candidates.append((name, 3)) } }
    for text in Self.coverTitles(walk.cover) {
      if let name = EntityName.name(inTitle: text) { candidates.append((name, 5)) }
    }
    // a name over several lines of the cover
    var name = ""
    for text in cover {
      if let plain = EntityName.plain(text, minimum: 2), text.firstYear == nil,
        !["预算", "决算", "公开"].contains(where: text.contains)
      {
        name += plain
      } else {
        // 中共某市委 / 社会工作部2024年度 / 部门决算
        let start = text.prefix { !$0.isNumber }
        if !name.isEmpty, start.count < text.count, let rest = EntityName.plain(String(start), minimum: 2),
          let whole = EntityName.plain(name + rest), Self.isOrganisation(whole)
        {
          candidates.append((whole, 6))
        }
        if let whole = EntityName.plain(name), Self.isOrganisation(whole) { candidates.append((whole, 4)) }
        name = ""
      }
    }
    for section in walk.sections where section.level == 0 {
      if let text = section.heading?.text, let name = EntityName.name(inTitle: text) { candidates.append((name, 3)) }
    }
    for draft in walk.drafts {
      if let name = draft.head.entity, let plain = EntityName.plain(name) { candidates.append((plain, 1)) }
    }
    let named = EntityName.canonical(
      from: candidates.map { ($0.text, Self.isOrganisation($0.text) ? $0.weight * 2 : $0.weight) })
    let ofFile = pieces.lazy.compactMap(EntityName.name(inTitle:)).first(where: Self.isOrganisation)
    // words of the cover that name neither an organisation nor a place give way to the file's own name
    entity = named.flatMap { Self.isOrganisation($0) || Self.isPlace($0) ? $0 : nil } ?? ofFile ?? named ?? ""
  }

  /// `附件2：某市气象局2026年度部门预算_报表.pdf` → its words.
  private static func pieces(of fileName: String) -> [String] {
    let stem = fileName.lastIndex(of: ".").map { fileName[..<$0] } ?? fileName[...]
    return stem.split { "_-—:：. 　+".contains($0) }.map(String.init)
  }

  private static func isOrganisation(_ name: String) -> Bool {
    let ends = [
      "局", "委", "办", "厅", "院", "会", "中心", "所", "校", "队", "站", "馆", "署", "处", "社", "部", "室", "府", "园", "团", "联", "台",
    ]
    return ends.contains(where: name.hasSuffix)
  }

  private static func isPlace(_ name: String) -> Bool {
    ["省", "市", "县", "区", "州", "盟", "旗", "镇", "乡", "街道", "村"].contains(where: name.hasSuffix)
  }

  /// Cover titles that are broken over lines of one size, whole again.
  private static func coverTitles(_ cover: [TextLine]) -> [String] {
    var groups: [[TextLine]] = []
    for line in cover where line.fontSize > 0 {
      if let last = groups.last?.last, last.span.page == line.span.page, abs(last.fontSize - line.fontSize) < 0.6 {
        groups[groups.count - 1].append(line)
      } else {
        groups.append([line])
      }
    }
    return groups.filter { $0.count > 1 }.map { $0.map(\.text).joined() }.filter {
      $0.contains("预算") || $0.contains("决算")
    }
  }
}

extension String {
  /// Without Markdown emphasis and heading marks.
  var withoutMarkup: String {
    var text = replacing("**", with: "")
    while text.hasPrefix("#") { text.removeFirst() }
    return text.trimmingSpaces()
  }
}

extension EntityName {
  /// The organisation named in a title: `南宫市人民政府办公室2023年部门预算公开` or `2023年度某市财政局部门预算`.
  static func name(inTitle title: String) -> String? {
    var text = Substring(title.withoutMarkup.filter { !$0.isWhitespace })
    if let year = text.firstIndex(where: \.isNumber), year > text.startIndex {
      let before = subject(of: text[..<year])
      if before.count >= 3 { return plain(String(before)) }
    }
    if let mark = text.lastIndex(where: { $0 == "年" }) {
      text = text[text.index(after: mark)...]
      if text.hasPrefix("度") { text = text.dropFirst() }
    }
    return plain(String(subject(of: text)))
  }

  /// What stands before the words that say what is published.
  private static func subject(of title: Substring) -> Substring {
    var text = title
    for word in [
      "“三公”", "财政拨款", "一般公共预算", "部门预算", "部门決算", "部門預算", "部门决算", "单位预算", "单位决算", "预算", "决算", "政府部门",
    ] {
      if let range = text.firstRange(of: word) { text = text[..<range.lowerBound] }
    }
    return text
  }

  /// A name that can be one: Chinese, three characters or more, without the words of a form.
  static func plain(_ text: String, minimum: Int = 4) -> String? {
    var name = Substring(text.withoutMarkup)
    name = name.drop { $0.isNumber || $0.isWhitespace || "[]()（）-:：".contains($0) }
    for label in ["部门名称", "单位名称", "预算单位", "编制单位", "填报单位", "预算主管部门", "关于"] where name.hasPrefix(label) {
      name = name.dropFirst(label.count).drop { ":： ".contains($0) }
    }
    for suffix in ["（部门）", "(部门)", "（单位）", "(单位)", "（本级）", "（汇总）", "(汇总)"] where name.hasSuffix(suffix) {
      name = name.dropLast(suffix.count)
    }
    // 某市教育委员会部门
    if name.hasSuffix("部门"), let last = name.dropLast(2).last, "局委会办厅院".contains(last) { name = name.dropLast(2) }
    guard name.count >= minimum, name.count <= 40, name.allSatisfy({ $0 >= "\u{3400}" || "（）()·、".contains($0) }) else {
      return nil
    }
    for word in ["公开", "目录", "说明", "附件", "政府部门", "部门综合", "单位综合", "全市", "全省", "全县", "全区"] where name.contains(word) {
      return nil
    }
    return String(name)
  }
}

import MingzhangModel

extension Rule {
  /// 主要包括：办公费、印刷费、办公费: one entry of a list stands twice.
  static let listedTwice = Rule(
    "L221", Wording("一串并列的项目里有一项写了两次", "A list names one thing twice"), .notice,
    preparer: Wording("删去重复的一项，核对是否漏了别的。", "Delete the repeated entry; check whether another is missing."),
    citizen: Wording("同一项列了两次，可能漏了别的。", "One entry stands twice; another may be missing.")
  ) { subject throws(Unchecked) in
    guard !subject.prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    var broken: [Broken] = []
    for place in subject.prose.words where place.text.separatorCount >= 4 {
      // one list ends at a stop, a semicolon, a colon or a bracket
      for part in place.text.unicodeScalars.split(whereSeparator: { "。；;：:（）()".unicodeScalars.contains($0) }) {
        let entries = part.split(separator: "、").map { String($0).trimmingSpaces() }
        guard entries.count >= 5 else { continue }
        var seen = Set<String>()
        for entry in entries where entry.unicodeScalars.count >= 3 && !seen.insert(entry).inserted {
          var evidence = place
          evidence.text = String(part).after(entry)?.around(entry, 12) ?? entry
          broken.append(
            Broken(
              Wording("并列的项目里“\(entry)”写了两次。", "“\(entry)” stands twice in a list."), found: entry,
              evidence: [evidence], key: "\(place.label)|\(entry)"))
        }
      }
    }
    return broken
  }
}

extension String {
  /// How many 、 stand in it.
  fileprivate var separatorCount: Int {
    var text = self
    return text.withUTF8 { bytes in
      guard bytes.count > 2 else { return 0 }
      return (0..<bytes.count - 2).count { bytes[$0 + 2] == 0x81 && bytes[$0 + 1] == 0x80 && bytes[$0] == 0xE3 }
    }
  }
}

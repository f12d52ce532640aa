import MingzhangModel

extension Rule {
  /// 卫生和计划生育委员会 in a budget of 2026: the body has had another name since 2018.
  static let abolishedBody = Rule(
    "L224", Wording("写了已撤销机构的名称", "A body is called by a name that is no longer"), .warning,
    preparer: Wording("改为现在的机构名称。", "Write the present name of the body."),
    citizen: Wording("用的是旧名称，可能照抄了往年的文字。", "An old name: the words may be copied from a former year.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    // the reform of 2018 and 2019 renamed them everywhere
    guard try subject.year() >= 2020 else { throw Unchecked("机构改革以前的年度", "a year before the reform") }
    let names = [
      ("卫生和计划生育委员会", "卫生健康委员会"), ("卫生和计划生育局", "卫生健康局"), ("食品药品监督管理局", "市场监督管理局"),
      ("质量技术监督局", "市场监督管理局"), ("工商行政管理局", "市场监督管理局"), ("国土资源局", "自然资源局"), ("环境保护局", "生态环境局"),
      ("安全生产监督管理局", "应急管理局"),
    ]
    let find: (Scalars) -> [Slip] = { text in
      names.flatMap { old, new in
        text.places(of: old).compactMap { at in
          // 原国土资源局, 《……国土资源局……》 and what was once published by it are history
          let before = text.text(max(0, at - 12)..<at)
          guard !before.contains("原"), !before.contains("《"), !before.contains("〔"), !before.contains("国家"),
            !text.joined.contains("更名"), !text.joined.contains("划入"), !text.joined.contains("撤销")
          else { return nil }
          return Slip(old, right: new)
        }
      }
    }
    let found = prose.slips(find) + prose.tableSlips(find)
    return Dictionary(grouping: found, by: \.slip.words).sorted { $0.key < $1.key }.flatMap { words, places in
      Prose.together(places, key: words) { slip, count in
        Wording(
          "“\(places.first?.place.text ?? words)”：“\(words)”已改为“\(slip.right ?? "")”等\(count > 1 ? "（\(count) 处）" : "")。",
          "“\(words)” is now “\(slip.right ?? "")” or another body\(count > 1 ? " (\(count) places)" : "").")
      }
    }
  }
}

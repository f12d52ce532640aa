import MingzhangModel

extension Rule {
  /// 2025全年度, 2026度: the word 年 is missing.
  static let yearWithoutWord = Rule(
    "L206", Wording("年份后面缺“年”字", "年 is missing after a year"), .warning,
    preparer: Wording("补上“年”字。", "Add 年."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }

    return Prose.each(
      prose.slips { text in
        // 2022中央 beside 2021年中央, 无2021结转的
        ["全年", "度", "上半年", "下半年", "结转", "中央"].flatMap { word in
          text.places(of: word).compactMap { at in
            let year = text.text(at - 4..<at)
            guard at >= 4, year.count == 4, let value = Int(year), (2010...2040).contains(value),
              !Scalars.isDigit(text[at - 5]), text[at - 5] != "."
            else { return nil }
            let tail = text.text(at..<min(text.count, at + 3))
            return Slip(year + tail, right: year + "年" + tail)
          }
        }
      }
    ) { words, right in
      Wording("“\(words)”应为“\(right ?? "")”。", "“\(words)” should say “\(right ?? "")”.")
    }
  }
}

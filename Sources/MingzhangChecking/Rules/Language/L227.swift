import MingzhangModel

extension Rule {
  /// 552.72万元较上年增加: the comma before a comparison is left out, or a semicolon stands in its place, once among many that have it.
  static let commaBeforeComparison = Rule(
    "L227", Wording("与上年比较的话前面缺逗号", "The comma before a comparison is missing"), .warning,
    preparer: Wording("改为“……万元，较上年……”。", "Write …万元，较上年…."),
    citizen: Wording("排版错误，不影响数字。", "A slip of typing; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    let marks = ["较上年", "比上年", "较去年", "比去年"]
    func count(_ stop: String) -> Int {
      prose.scalars.reduce(0) { sum, text in sum + marks.reduce(0) { $0 + text.places(of: "元" + stop + $1).count } }
    }
    let sound = count("，")
    let found = prose.slips { text in
      ["", "；"].flatMap { stop in
        marks.flatMap { mark in
          text.places(of: "元" + stop + mark).compactMap { at -> Slip? in
            var start = at - 1
            while let scalar = text[start], Scalars.isDigit(scalar) || "万亿.,".unicodeScalars.contains(scalar) {
              start -= 1
            }
            let figure = text.text(start + 1..<at + 1)
            guard figure.count >= 4 else { return nil }
            return Slip(figure + stop + mark, right: figure + "，" + mark)
          }
        }
      }
    }
    let always = prose.slips { text in
      [("元其中：", "元，其中："), ("%增长的主要原因", "%，增长的主要原因"), ("%下降的主要原因", "%，下降的主要原因")].flatMap { wrong, right in
        text.places(of: wrong).compactMap { at -> Slip? in
          var start = at
          while let scalar = text[start - 1], Scalars.isDigit(scalar) || "万亿.,".unicodeScalars.contains(scalar) {
            start -= 1
          }
          // 造成5%增长的主要原因 is sound, 下降5%下降的主要原因 is not
          guard wrong.hasPrefix("元") || ["增长", "增加", "下降", "减少", "降低"].contains(where: { text.has($0, at: start - 2) })
          else {
            return nil
          }
          let figure = text.text(start..<at)
          return Slip(figure + wrong, right: figure + right)
        }
      }
    }
    // where many have none it is how the author writes
    return Prose.each((found.count <= 2 && sound >= 8 ? found : []) + always) { words, right in
      Wording("“\(words)”应为“\(right ?? "")”。", "“\(words)” should say “\(right ?? "")”.")
    }
  }
}

import MingzhangModel

extension Rule {
  /// 主要原因落实……: the verb between 主要原因 and the reason is missing.
  static let reasonWithoutVerb = Rule(
    "L218", Wording("“主要原因”后面缺“是”字", "是 is missing after 主要原因"), .warning,
    preparer: Wording("改为“主要原因是……”。", "Write 主要原因是…."),
    citizen: Wording("语句不通，不影响数字。", "A slip of grammar; the figures are not affected.")
  ) { subject throws(Unchecked) in
    let prose = Prose(subject)
    guard !prose.words.isEmpty else { throw Unchecked("没有文字", "no words") }
    // reports in columns are read across: their sentences prove nothing
    guard subject.disclosure.nature == .departmentBook else { throw Unchecked("不是部门预决算", "no department's disclosure") }
    let verbs = Set("是为系在包有由如及和说的之一与或都均即仍就还也皆".unicodeScalars)
    return Prose.each(
      prose.slips { text in
        ["主要原因", "变动原因"].flatMap { mark in
          text.places(of: mark).compactMap { at in
            guard let next = text[at + 4], Scalars.isHan(next), !verbs.contains(next), !text.has("因为", at: at + 3),
              !text.has("主要", at: at + 4)
            else { return nil }
            let words = text.text(at..<min(text.clauseEnd(at), at + 10))
            return Slip(words, right: mark + "是" + words.dropFirst(4))
          }
        } + text.reasonsBehindComma
      }
    ) { words, right in
      Wording("“\(words)”应为“\(right ?? "")”。", "“\(words)” should say “\(right ?? "")”.")
    }
  }
}

extension Scalars {
  /// `减少5万元，原因绩效工资预算减少`, `下降2%，主要原因，落实要求`: 是 is left out, or a comma stands in its place.
  fileprivate var reasonsBehindComma: [Slip] {
    places(of: "原因").compactMap { at in
      let isMain = has("主要", at: at - 2)
      let start = isMain ? at - 2 : at
      guard let before = self[start - 1], "，；".unicodeScalars.contains(before) else { return nil }
      let figure = self[start - 2]
      guard Self.isDigit(figure) || figure == "%" || figure == "％" || figure == "元" else { return nil }
      let lead = isMain ? "主要原因" : "原因"
      if isMain, self[at + 2] == "，", Self.isHan(self[at + 3]), !has("一", at: at + 3) {
        return Slip(lead + text(at + 2..<min(count, at + 9)), right: lead + "是" + text(at + 3..<min(count, at + 9)))
      }
      guard !isMain, let next = self[at + 2], Self.isHan(next),
        !"是为系在包有由如及和说的之一与或主分导造致都均即仍就还也皆同详见不属源既来".unicodeScalars.contains(next)
      else { return nil }
      let words = text(at + 2..<min(clauseEnd(at), at + 10))
      return Slip(lead + words, right: lead + "是" + words)
    }
  }
}
